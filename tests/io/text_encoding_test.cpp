#include "io/files/text_encoding.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using tema::detail::Encoding;
using tema::detail::likely_encoding;
using tema::detail::Utf8Decoder;

namespace {

void append_unit(std::string& bytes, std::uint32_t unit, std::size_t size, bool low_byte_first) {
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t shift = 8 * (low_byte_first ? i : size - 1 - i);
    bytes += static_cast<char>((unit >> shift) & 0xFFU);
  }
}

/// Code points in an encoding of 2 or 4 bytes a unit.
std::string encoded(const std::u32string& text, Encoding encoding) {
  const bool low_byte_first = encoding == Encoding::utf16le || encoding == Encoding::utf32le;
  const bool is_wide = encoding == Encoding::utf32le || encoding == Encoding::utf32be;
  std::string bytes;
  for (const char32_t point : text) {
    if (is_wide || point < 0x10000) {
      append_unit(bytes, point, is_wide ? 4 : 2, low_byte_first);
    } else {
      append_unit(bytes, 0xD800 + ((point - 0x10000) >> 10U), 2, low_byte_first);
      append_unit(bytes, 0xDC00 + ((point - 0x10000) & 0x3FFU), 2, low_byte_first);
    }
  }
  return bytes;
}

constexpr Encoding wide[] = {Encoding::utf16le, Encoding::utf16be, Encoding::utf32le, Encoding::utf32be};

}  // namespace

TEST_CASE("text encoding: what comes in pieces of any size is the same in UTF-8") {
  tema::Random random(1);
  for (const Encoding encoding : wide) {
    for (int round = 0; round < 200; ++round) {
      const std::string bytes = encoded(U"Négara 話題 😀\U0010FFFF\n", encoding);
      Utf8Decoder decoder(encoding);
      std::string out;
      for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t size = random.below(6);
        decoder.append(std::string_view(bytes).substr(i, size), out);
        i += size;
      }
      decoder.finish(out);
      REQUIRE(out == "Négara 話題 😀\U0010FFFF\n");
      REQUIRE(decoder.repaired() == 0);
    }
  }
}

TEST_CASE("text encoding: what is no character becomes U+FFFD and is counted") {
  const auto decoded = [](Encoding encoding, std::string_view bytes) {
    Utf8Decoder decoder(encoding);
    std::string out;
    decoder.append(bytes, out);
    decoder.finish(out);
    return std::pair(out, decoder.repaired());
  };
  CHECK(decoded(Encoding::utf16be, {"\xD8\x3D\0a\xDE\0", 6}) ==
        std::pair<std::string, std::uint64_t>("�a�", 2));
  CHECK(decoded(Encoding::utf16be, "\xD8\x3D\xD8\x3D\xDE\x01") ==
        std::pair<std::string, std::uint64_t>("�😁", 1));
  CHECK(decoded(Encoding::utf16le, {"a\0b", 3}) == std::pair<std::string, std::uint64_t>("a�", 1));
  CHECK(decoded(Encoding::utf32be, {"\0\x11\0\0\0\0\xD8\0", 8}) ==
        std::pair<std::string, std::uint64_t>("��", 2));
}

TEST_CASE("text encoding: a mark is found, and what is likely without one") {
  CHECK(tema::detail::byte_order_mark({"\xFF\xFE\0\0", 4}).encoding == Encoding::utf32le);
  CHECK(tema::detail::byte_order_mark("\xFF\xFE"
                                      "a")
            .encoding == Encoding::utf16le);
  CHECK(tema::detail::byte_order_mark("\xFE\xFF").encoding == Encoding::utf16be);
  CHECK(tema::detail::byte_order_mark("\xEF\xBB\xBF").size == 3);
  CHECK(tema::detail::byte_order_mark("\xEF\xBB").size == 0);
  for (const Encoding encoding : wide)
    CHECK(likely_encoding(encoded(U"satu dua\ntiga", encoding)) == encoding);
  CHECK_FALSE(likely_encoding(""));
  CHECK_FALSE(likely_encoding("satu dua"));
  CHECK_FALSE(likely_encoding(std::string_view("a\0b", 3)));
  CHECK(tema::detail::name(Encoding::utf16le) == "UTF-16LE");
}
