#include "io/csv/csv_cells.hpp"

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// True for what a spreadsheet takes for a formula, and for that after apostrophes.
bool may_be_formula(std::string_view text) {
  constexpr std::string_view beginnings = "=+-@\t\r";
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos && beginnings.find(text[first]) != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell(may_be_formula(text) ? "'" : "");
  cell += text;
  constexpr std::string_view special = "\",;\t\r\n";
  if (cell.find_first_of(special) == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + '"';
}

std::string_view text_of_cell(std::string_view field) {
  if (field.starts_with('\'') && may_be_formula(field)) field.remove_prefix(1);
  return field;
}

}}}  // namespace tema::v0::detail
