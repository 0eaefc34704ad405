#pragma once

#include "tema/core/export.hpp"

#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The full case folding of `text` (Unicode, CaseFolding.txt, statuses C and F), with what looks alike or is
/// not seen made one: "Jum’at" and "JUM'AT", "pemerin\u00ADtah" and "pemerintah".
///
/// - The hyphens ‐ and ‑ (U+2010, U+2011) become -, and the apostrophe ’ (U+2019) becomes '. Between letters
///   or digits, so do ‘ ʼ ʻ ＇ (U+2018, U+02BC, U+02BB, U+FF07) and `.
/// - Default-ignorable characters go, as in NFKC_Casefold (U+00AD, U+034F, U+2060, U+FE0F…): all but those of
///   an emoji, and U+200C and U+200D where a script needs them (Persian, Indic scripts), which is by UAX #31,
///   section 2.3.
///
/// Ill-formed UTF-8 becomes U+FFFD. Folding twice is folding once. Linear in the text.
[[nodiscard]] TEMA_EXPORT std::string fold(std::string_view text);

/// As fold(), in the way of a language: in Turkish and Azerbaijani ("tr", "az"), I folds to ı and İ to i
/// (CaseFolding.txt, status T); in Lithuanian ("lt"), the dot that is written above an i or j with an accent
/// goes, as it does in capitals (SpecialCasing.txt): "i̇̀" and "Ì" become one. Any other language folds as all.
[[nodiscard]] TEMA_EXPORT std::string fold(std::string_view text, std::string_view language);

/// Unicode's normalisation forms (UAX #15): under `nfc`, é is one code point however it was typed; under
/// `nfkc` what is only a way to write another character becomes that one, too: ﬁ, １, Ａ.
enum class Normalization { none, nfc, nfkc };

/// `text` in a normalisation form, first made stream-safe (UAX #15, section 13: U+034F stands behind each 30
/// marks in a row), so that time is linear. Characters that Unicode 15.0 has not assigned stay as they are,
/// whatever ICU is linked. Ill-formed UTF-8 becomes U+FFFD. To normalise twice is to normalise once. Throws
/// Error{limit} for a text beyond 2³⁰ - 1 bytes. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::string normalized(std::string_view text, Normalization form);

/// `text` in NFC without its accents: the marks that any script may use ("é" becomes "e", "й" becomes "и",
/// and Arabic loses its harakat), but not those that are letters of one script (Indic vowels), nor the
/// voicing marks of kana. Otherwise as normalized().
[[nodiscard]] TEMA_EXPORT std::string without_accents(std::string_view text);

}}  // namespace tema::v0
