#pragma once

#include "tema/core/export.hpp"

#include <string>
#include <string_view>

namespace tema::inline v0 {

/// The full case folding of `text` (Unicode, CaseFolding.txt, statuses C and F), with the apostrophe ’
/// (U+2019) read as ' and the hyphens ‐ and ‑ (U+2010, U+2011) as -: "Jum’at" and "JUM'AT" become one.
/// Ill-formed UTF-8 becomes U+FFFD. Folding twice is folding once.
[[nodiscard]] TEMA_EXPORT std::string fold(std::string_view text);

}  // namespace tema::inline v0
