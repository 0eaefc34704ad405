#pragma once

#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// canonical_language(), but throws std::invalid_argument for a tag that names no language. The message names
/// the field, and tells what is accepted.
[[nodiscard]] std::string checked_language(std::string_view tag, std::string_view field = "language");

/// The language whose rules apply to a text in the given language: the same one if it is one of languages(),
/// otherwise "und", which has no rules.
[[nodiscard]] std::string_view ruled_language(std::string_view canonical);

}}}  // namespace tema::v0::detail
