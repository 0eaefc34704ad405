#pragma once

#include "tema/core/export.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The number of maximal ill-formed parts of `bytes`, read as UTF-8. Each of them is read as one U+FFFD (The
/// Unicode Standard, section 3.9, "U+FFFD Substitution of Maximal Subparts"). 0 for well-formed text.
[[nodiscard]] TEMA_EXPORT std::size_t count_ill_formed(std::string_view bytes);

/// `bytes` with each maximal ill-formed part replaced by U+FFFD.
[[nodiscard]] TEMA_EXPORT std::string repair_utf8(std::string_view bytes);

/// The number of code points; each maximal ill-formed part counts as one.
[[nodiscard]] TEMA_EXPORT std::size_t count_code_points(std::string_view bytes);

/// The first `count` code points of `bytes`, or all of it if it has fewer.
[[nodiscard]] TEMA_EXPORT std::string_view first_code_points(std::string_view bytes, std::size_t count);

}}  // namespace tema::v0
