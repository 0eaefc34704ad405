#pragma once

#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A text as a field of a table, quoted where it must be (RFC 4180). A spreadsheet may take a text for a
/// formula if it begins with =, +, -, @, a tab or a carriage return: such a text gets an apostrophe before
/// it, as OWASP advises, and so does one that has apostrophes and one of these after them.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// The text of such a field, once its quotes are undone.
[[nodiscard]] std::string_view text_of_cell(std::string_view field);

}}}  // namespace tema::v0::detail
