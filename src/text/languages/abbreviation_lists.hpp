#pragma once

#include "text/unicode/abbreviations.hpp"

#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The abbreviations of a language, by its code; none where there is no list. Each call returns the same
/// object. Thread-safe.
[[nodiscard]] const Abbreviations& abbreviations_of(std::string_view language);

}}}  // namespace tema::v0::detail
