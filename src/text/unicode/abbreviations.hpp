#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A list of abbreviations, after which sentences do not end.
class Abbreviations {
 public:
  static constexpr std::size_t longest = 16;  // the longest abbreviation, in bytes

  /// Reads a list with one abbreviation per line, each with its full stop. A "#" after it means that it only
  /// counts before a digit. Lines without a full stop are left out. The list must outlive this object.
  explicit Abbreviations(std::string_view list);

  /// No abbreviations.
  static const Abbreviations& none();

  /// True if the full stop after `head` belongs to an abbreviation: a listed one, in small letters or with a
  /// capital first, or the initial of a name. `before_digit` tells whether a digit follows.
  [[nodiscard]] bool end_with(std::string_view head, bool before_digit) const;

  [[nodiscard]] bool empty() const { return sorted_.empty() && before_digit_.empty(); }

 private:
  [[nodiscard]] bool has(std::string_view word, bool before_digit) const;

  std::vector<std::string_view> sorted_;        // without their final full stops
  std::vector<std::string_view> before_digit_;  // those that only count before a digit
};

}}}  // namespace tema::v0::detail
