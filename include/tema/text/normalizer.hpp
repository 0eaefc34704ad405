#pragma once

#include "tema/core/export.hpp"

#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The full case folding of `text` (Unicode, CaseFolding.txt, statuses C and F). It also makes equal what
/// looks the same to a reader: "Jum’at" and "JUM'AT", "pemerin\u00ADtah" and "pemerintah".
///
/// - The hyphens ‐ and ‑ (U+2010, U+2011) become -, and the apostrophe ’ (U+2019) becomes '. Between letters
///   or digits, ‘ ʼ ʻ ＇ (U+2018, U+02BC, U+02BB, U+FF07) and ` become ' as well.
/// - Default-ignorable characters are dropped, as in NFKC_Casefold (U+00AD, U+034F, U+2060, U+FE0F…), except
///   those of an emoji, and U+200C and U+200D where a script needs them (Persian, Indic scripts) by UAX #31,
///   section 2.3.
///
/// Ill-formed UTF-8 becomes U+FFFD. Folding is idempotent. Linear in the text.
[[nodiscard]] TEMA_EXPORT std::string fold(std::string_view text);

/// Folds by the rules of a language. In Turkish and Azerbaijani ("tr", "az"), I folds to ı and İ to i
/// (CaseFolding.txt, status T). In Lithuanian ("lt"), the dot that is written above an i or j with an accent
/// is dropped, as it is in capitals (SpecialCasing.txt), so that "i̇̀" and "Ì" fold to the same. Every other
/// language folds as fold(text) does.
[[nodiscard]] TEMA_EXPORT std::string fold(std::string_view text, std::string_view language);

/// Unicode's normalisation forms (UAX #15). With `nfc`, é is one code point however it was typed. With
/// `nfkc`, characters that are another way of writing a character become that character, too: ﬁ, １, Ａ.
enum class Normalization { none, nfc, nfkc };

/// `text` in a normalisation form. It is first made stream-safe (UAX #15, section 13: U+034F is inserted
/// after every 30 marks in a row), so that time is linear. Characters that Unicode 15.0 has not assigned stay
/// as they are, whatever version of ICU is linked. Ill-formed UTF-8 becomes U+FFFD. Normalisation is
/// idempotent. Throws Error{limit} for a text longer than 2³⁰ - 1 bytes. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::string normalized(std::string_view text, Normalization form);

/// `text` in NFC without accents. It drops the marks that any script may use ("é" becomes "e", "й" becomes
/// "и", and Arabic loses its harakat). It keeps the marks that are letters of one script (Indic vowels), and
/// the voicing marks of kana. Otherwise it does what normalized() does.
[[nodiscard]] TEMA_EXPORT std::string without_accents(std::string_view text);

}}  // namespace tema::v0
