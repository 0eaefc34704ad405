#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// UTF-8 by the letter of The Unicode Standard, Table 3-7 and section 3.9, with neither speed nor ICU.
namespace reference {

struct NaiveCodePoint {
  std::int32_t value;  // -1 for a maximal ill-formed part
  std::size_t size;
};

inline NaiveCodePoint naive_decode(std::string_view bytes, std::size_t position) {
  struct Row {
    unsigned first_low, first_high;
    std::size_t size;
    unsigned second_low, second_high;
  };
  static constexpr Row table[] = {
      {0x00, 0x7F, 1, 0, 0},       {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
      {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
      {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F}};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned first = byte(position);
  for (const Row& row : table) {
    if (first < row.first_low || first > row.first_high) continue;
    static constexpr unsigned payload[] = {0x7F, 0x1F, 0x0F, 0x07};
    unsigned value = first & payload[row.size - 1];
    for (std::size_t i = 1; i < row.size; ++i) {
      const unsigned low = i == 1 ? row.second_low : 0x80;
      const unsigned high = i == 1 ? row.second_high : 0xBF;
      if (position + i == bytes.size() || byte(position + i) < low || byte(position + i) > high)
        return {-1, i};
      value = value << 6 | (byte(position + i) & 0x3F);
    }
    return {static_cast<std::int32_t>(value), row.size};
  }
  return {-1, 1};
}

inline std::string naive_repair(std::string_view bytes) {
  std::string repaired;
  for (std::size_t i = 0; i < bytes.size();) {
    const NaiveCodePoint point = naive_decode(bytes, i);
    repaired += point.value < 0 ? "\xEF\xBF\xBD" : bytes.substr(i, point.size);
    i += point.size;
  }
  return repaired;
}

inline std::size_t naive_count_ill_formed(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const NaiveCodePoint point = naive_decode(bytes, i);
    if (point.value < 0) ++count;
    i += point.size;
  }
  return count;
}

inline std::size_t naive_count_code_points(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); ++count) i += naive_decode(bytes, i).size;
  return count;
}

/// The code point as UTF-8; it must be a scalar value.
inline std::string naive_encode(std::uint32_t point) {
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0 | point >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace reference
