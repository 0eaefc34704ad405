#pragma once

#include "tema/core/export.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The code of the language that a tag names: the shortest one of ISO 639, or the one that languages() lists.
/// Returns nothing where the tag names no language: "Indonesian", "klingon", "xx", "".
///
/// A tag is a code of ISO 639-1, -2, -3 or -5, or a BCP 47 tag that begins with such a code. Case does not
/// matter, blanks around it are ignored, and "_" may stand for "-". So "id" is the code for "id", "ID ",
/// "id-ID", "ind", "ind_Latn" and the withdrawn "in"; "he" for "iw"; "zh" for "cmn" and "zh-Hant"; "no" for
/// "nb" and "nn".
///
/// The codes are those of ISO 639 and IANA's registry in 2023, including withdrawn ones. "und" means no
/// language in particular. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::optional<std::string> canonical_language(std::string_view tag);

/// What tema has for a language, beyond what it does for every language.
struct LanguageSupport {
  bool stop_words = false;     ///< stop_words()
  bool stemmer = false;        ///< stem()
  bool folding = false;        ///< fold() has special rules for it
  bool reduplication = false;  ///< rules for repeated words, clitics and affixes
};

/// What tema has for the language that a tag names. Throws std::invalid_argument for a tag that names none
/// (see canonical_language()).
[[nodiscard]] TEMA_EXPORT LanguageSupport language_support(std::string_view tag);

}}  // namespace tema::v0
