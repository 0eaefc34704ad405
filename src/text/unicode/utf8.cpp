#include "tema/text/utf8.hpp"

#include "text/unicode/decode.hpp"

#include <unicode/utf8.h>

#include <cstdint>
#include <cstring>

namespace tema { inline namespace v0 {

namespace {

/// The position of the first non-ASCII byte at or after `from`.
std::size_t skip_ascii(std::string_view bytes, std::size_t from) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  const auto has_none = [&](std::size_t words) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < words; ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + from + 8 * i, 8);
      all |= word;
    }
    return (all & high_bits) == 0;
  };
  while (bytes.size() - from >= 64 && has_none(8)) from += 64;
  while (bytes.size() - from >= 8 && has_none(1)) from += 8;
  while (from < bytes.size() && static_cast<unsigned char>(bytes[from]) < 0x80) ++from;
  return from;
}

/// Calls ill_formed(begin, end) for each maximal ill-formed part.
template <class IllFormed>
void find_ill_formed(std::string_view bytes, IllFormed&& ill_formed) {
  for (std::size_t i = skip_ascii(bytes, 0); i < bytes.size(); i = skip_ascii(bytes, i)) {
    const detail::CodePoint point = detail::decode(bytes, i);
    if (point.value < 0) ill_formed(i, i + point.size);
    i += point.size;
  }
}

}  // namespace

std::size_t count_ill_formed(std::string_view bytes) {
  std::size_t count = 0;
  find_ill_formed(bytes, [&](std::size_t, std::size_t) { ++count; });
  return count;
}

std::string repair_utf8(std::string_view bytes) {
  std::string repaired;
  repaired.reserve(bytes.size());
  std::size_t copied = 0;
  find_ill_formed(bytes, [&](std::size_t begin, std::size_t end) {
    repaired.append(bytes.substr(copied, begin - copied)).append("\xEF\xBF\xBD");
    copied = end;
  });
  return repaired.append(bytes.substr(copied));
}

std::size_t count_code_points(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); ++count) i += detail::decode(bytes, i).size;
  return count;
}

std::string_view first_code_points(std::string_view bytes, std::size_t count) {
  std::size_t i = 0;
  for (; i < bytes.size() && count > 0; --count) i += detail::decode(bytes, i).size;
  return bytes.substr(0, i);
}

}}  // namespace tema::v0
