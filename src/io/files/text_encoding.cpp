#include "io/files/text_encoding.hpp"

#include "core/append_utf8.hpp"

#include <algorithm>
#include <array>

namespace tema { inline namespace v0 { namespace detail {

namespace {

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};

// The marks of UTF-32 come first, because one of them begins with the mark of UTF-16LE.
constexpr std::array<Mark, 5> marks = {{{{"\xFF\xFE\0\0", 4}, Encoding::utf32le},
                                        {{"\0\0\xFE\xFF", 4}, Encoding::utf32be},
                                        {{"\xEF\xBB\xBF", 3}, Encoding::utf8},
                                        {{"\xFF\xFE", 2}, Encoding::utf16le},
                                        {{"\xFE\xFF", 2}, Encoding::utf16be}}};

std::size_t unit_size(Encoding encoding) {
  return encoding == Encoding::utf16le || encoding == Encoding::utf16be ? 2 : 4;
}

bool has_low_byte_first(Encoding encoding) {
  return encoding == Encoding::utf16le || encoding == Encoding::utf32le;
}

std::uint32_t unit_of(std::string_view bytes, bool low_byte_first) {
  std::uint32_t unit = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(low_byte_first ? bytes[bytes.size() - 1 - i] : bytes[i]);
    unit = (unit << 8U) | byte;
  }
  return unit;
}

bool is_high(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::string_view name(Encoding encoding) {
  constexpr std::array<std::string_view, 5> names = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
  return names[static_cast<std::size_t>(encoding)];
}

ByteOrderMark byte_order_mark(std::string_view bytes) {
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return {mark.encoding, mark.bytes.size()};
  }
  return {};
}

std::optional<Encoding> likely_encoding(std::string_view bytes) {
  constexpr std::size_t most = 4096;  // the beginning of a text is enough
  bytes = bytes.substr(0, most);
  std::array<std::size_t, 4> nulls{};  // by the position in a unit of four bytes
  for (std::size_t i = bytes.find('\0'); i != std::string_view::npos; i = bytes.find('\0', i + 1))
    ++nulls[i % 4];
  const std::size_t all = nulls[0] + nulls[1] + nulls[2] + nulls[3];
  const std::size_t even = nulls[0] + nulls[2];
  if (3 * all <= bytes.size()) return std::nullopt;
  if (5 * all < 3 * bytes.size()) return 2 * even > all ? Encoding::utf16be : Encoding::utf16le;
  return nulls[0] > nulls[3] ? Encoding::utf32be : Encoding::utf32le;
}

void Utf8Decoder::append(std::string_view bytes, std::string& out) {
  const std::size_t size = unit_size(encoding_);
  const bool low_byte_first = has_low_byte_first(encoding_);
  while (!pending_.empty() && !bytes.empty()) {
    pending_ += bytes.front();
    bytes.remove_prefix(1);
    if (pending_.size() < size) continue;
    add_unit(unit_of(pending_, low_byte_first), out);
    pending_.clear();
  }
  for (; bytes.size() >= size; bytes.remove_prefix(size))
    add_unit(unit_of(bytes.substr(0, size), low_byte_first), out);
  pending_ += bytes;
}

void Utf8Decoder::add_unit(std::uint32_t unit, std::string& out) {
  constexpr std::uint32_t last = 0x10FFFF;
  if (high_ != 0 && is_low(unit)) {
    append_utf8(out, 0x10000 + ((high_ - 0xD800) << 10U) + (unit - 0xDC00));
    high_ = 0;
    return;
  }
  if (high_ != 0) replace(out);
  high_ = 0;
  if (is_high(unit) && unit_size(encoding_) == 2) {
    high_ = unit;
  } else if (is_high(unit) || is_low(unit) || unit > last) {
    replace(out);
  } else {
    append_utf8(out, unit);
  }
}

void Utf8Decoder::finish(std::string& out) {
  if (high_ != 0) replace(out);
  if (!pending_.empty()) replace(out);
  high_ = 0;
  pending_.clear();
}

void Utf8Decoder::replace(std::string& out) {
  append_utf8(out, 0xFFFD);
  ++repaired_;
}

}}}  // namespace tema::v0::detail
