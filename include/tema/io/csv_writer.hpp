#pragma once

#include "tema/core/export.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace tema { inline namespace v0 {

/// Appends the rows of a table to a string (RFC 4180), cell after cell.
///
///     CsvWriter table(out);
///     table.cell("term").cell("weight").end_row();
///     for (const auto& [term, weight] : terms) table.cell(term).cell(weight).end_row();
///
/// A text that a spreadsheet may take for a formula, because it begins with =, +, -, @, a tab or a carriage
/// return, gets an apostrophe before it, as OWASP advises; so does one that has apostrophes and one of these
/// after them. Ill-formed UTF-8 becomes U+FFFD. A floating-point number gets the shortest digits that read
/// back as the same number.
class TEMA_EXPORT CsvWriter {
 public:
  explicit CsvWriter(std::string& out) : out_(out) {}

  CsvWriter& cell(std::string_view text);
  CsvWriter& cell(double number);
  CsvWriter& cell(float number);
  template <std::integral Number>
  CsvWriter& cell(Number number) {
    if constexpr (std::is_signed_v<Number>) {
      return whole(static_cast<std::int64_t>(number));
    } else {
      return whole(static_cast<std::uint64_t>(number));
    }
  }

  CsvWriter& end_row();

 private:
  CsvWriter& whole(std::int64_t number);
  CsvWriter& whole(std::uint64_t number);
  template <class Number>
  CsvWriter& digits(Number number);
  void begin_cell();

  std::string& out_;
  bool is_first_ = true;  // true until the row has a cell
};

}}  // namespace tema::v0
