#pragma once

#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// canonical_language(), or throws std::invalid_argument, which names the field and says what would do.
[[nodiscard]] std::string checked_language(std::string_view tag, std::string_view field = "language");

/// The language by whose rules a text in this one is read: itself, if it is one of languages(), and else
/// "und", which has none.
[[nodiscard]] std::string_view ruled_language(std::string_view canonical);

}}}  // namespace tema::v0::detail
