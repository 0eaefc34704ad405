#pragma once

#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The codes that a language tag may begin with, in small letters, sorted. Each takes three bytes; a code of
/// two letters is followed by a space.
extern const std::string_view language_codes;

/// The codes that mean the same as another one: six bytes each, the code and the other one, sorted by the
/// first.
extern const std::string_view same_language_codes;

}}}  // namespace tema::v0::detail
