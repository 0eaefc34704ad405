#pragma once

#include "tema/core/export.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The code of the language that a tag names: the shortest one of ISO 639, or the one under which languages()
/// has it. A tag is a code of ISO 639-1, -2, -3 or -5, or one of BCP 47 that begins with such a code, in any
/// case, with blanks around it or "_" for "-": "id" for "id", "ID ", "id-ID", "ind" and "ind_Latn", and for
/// "in", as it was once; "he" for "iw", "zh" for "cmn" and "zh-Hant", "no" for "nb" and "nn". Nothing for
/// what is no tag or begins with no such code: "Indonesian", "klingon", "xx", "".
///
/// Which codes there are is as ISO 639 and IANA's registry had it in 2023, withdrawn ones included. "und"
/// stands for no language in particular. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::optional<std::string> canonical_language(std::string_view tag);

/// What tema has for a language beyond what it does for all.
struct LanguageSupport {
  bool stop_words = false;     ///< stop_words()
  bool stemmer = false;        ///< stem()
  bool folding = false;        ///< a way of folding of its own, as fold() has it
  bool reduplication = false;  ///< rules for words that are said twice, for clitics and for affixes
};

/// What tema has for the language of a tag. Throws std::invalid_argument where canonical_language() has
/// nothing.
[[nodiscard]] TEMA_EXPORT LanguageSupport language_support(std::string_view tag);

}}  // namespace tema::v0
