#pragma once

#include <concepts>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tema::inline v0::detail {

/// The one form of a message about an option: "clusters is 0, but must be from 1 to 20".
[[noreturn]] inline void throw_invalid(std::string_view field, const std::string& value,
                                       std::string_view expected) {
  throw std::invalid_argument(std::string(field) + " is " + value + ", but must be " + std::string(expected));
}

/// Throws std::invalid_argument unless low ≤ value ≤ high; a high at the type's limit is not named.
template <class Number>
void check_range(std::string_view field, Number value, Number low, Number high) {
  if (value >= low && value <= high) return;
  const auto text = [](Number number) {
    std::string digits = std::to_string(number);
    if constexpr (std::floating_point<Number>) {
      digits.erase(digits.find_last_not_of('0') + 1);
      if (digits.back() == '.') digits.pop_back();
    }
    return digits;
  };
  const bool open = high == std::numeric_limits<Number>::max();
  throw_invalid(field, text(value),
                open ? "at least " + text(low) : "from " + text(low) + " to " + text(high));
}

}  // namespace tema::inline v0::detail
