#pragma once

#include <cstdint>
#include <string>

namespace reference {

/// Appends a code point as UTF-8.
inline void append_utf8(std::string& text, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  const auto put_rest = [&](unsigned bits) { put(0x80 | (c >> bits & 0x3F)); };
  if (c < 0x80) {
    put(c);
    return;
  }
  put(c < 0x800 ? 0xC0 | c >> 6 : c < 0x10000 ? 0xE0 | c >> 12 : 0xF0 | c >> 18);
  if (c >= 0x10000) put_rest(12);
  if (c >= 0x800) put_rest(6);
  put_rest(0);
}

}  // namespace reference
