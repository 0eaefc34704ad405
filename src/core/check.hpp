#pragma once

#include <array>
#include <charconv>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The common form of messages about options: "clusters is 0, but must be from 1 to 20".
[[noreturn]] inline void throw_invalid(std::string_view field, const std::string& value,
                                       std::string_view expected) {
  throw std::invalid_argument(std::string(field) + " is " + value + ", but must be " + std::string(expected));
}

/// The shortest digits that read back as the same number.
template <class Number>
std::string text_of(Number number) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// Throws std::invalid_argument unless low ≤ value ≤ high. The message leaves out a `high` that is the
/// largest value of the type.
template <class Number>
void check_range(std::string_view field, Number value, Number low, Number high) {
  if (value >= low && value <= high) return;
  const bool open = high == std::numeric_limits<Number>::max();
  throw_invalid(field, text_of(value),
                open ? "at least " + text_of(low) : "from " + text_of(low) + " to " + text_of(high));
}

}}}  // namespace tema::v0::detail
