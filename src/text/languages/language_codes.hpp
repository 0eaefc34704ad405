#pragma once

#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The codes that a language tag may begin with, in small letters, sorted: each is three bytes, and one of
/// two letters has a space behind it.
extern const std::string_view language_codes;

/// Those that mean the same as another: six bytes each, the code and the other, sorted by the former.
extern const std::string_view same_language_codes;

}}}  // namespace tema::v0::detail
