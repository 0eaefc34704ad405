#pragma once

#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// One step through UTF-8: the code point, or -1 for a maximal ill-formed part, and its bytes.
struct CodePoint {
  std::int32_t value;
  std::size_t size;
};

/// Decodes at `position`, which must be below bytes.size().
inline CodePoint decode(std::string_view bytes, std::size_t position) {
  // ICU counts in 32 bits; four bytes are the most that one step looks at.
  const auto* text = reinterpret_cast<const std::uint8_t*>(bytes.data() + position);
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - position, 4));
  std::int32_t i = 0;
  UChar32 value = 0;
  U8_NEXT(text, i, length, value);
  return {value, static_cast<std::size_t>(i)};
}

/// True if no character takes more than one byte.
inline bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The small letter of an ASCII capital; all other bytes unchanged.
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The last code point of a text that is not empty; for an ill-formed part, its last byte.
inline CodePoint last_code_point(std::string_view bytes) {
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(bytes[i]) & 0xC0U) == 0x80;
  };
  std::size_t begin = bytes.size() - 1;
  while (begin > 0 && bytes.size() - begin < 4 && continues(begin)) --begin;
  const CodePoint point = decode(bytes, begin);
  return begin + point.size == bytes.size() ? point : CodePoint{-1, 1};
}

}}}  // namespace tema::v0::detail
