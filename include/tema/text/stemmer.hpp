#pragma once

#include "tema/core/export.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The languages that Snowball's algorithms can stem, as sorted ISO 639-1 codes: "en", "id"…
[[nodiscard]] TEMA_EXPORT std::span<const std::string> stemmed_languages();

/// The stem of a word by Snowball's algorithm for a language: one of stemmed_languages(), or a tag that names
/// one. "membaca" and "dibaca" have the stem "baca", "connected" and "connection" the stem "connect". A stem
/// is what the forms of a word share; it is not always a word. The word should be in lower case, as fold()
/// gives it.
///
/// Linear in the word. Throws std::invalid_argument for a language without a stemmer, Error{limit} for a word
/// longer than 2³¹ - 1 bytes. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::string stem(std::string_view word, std::string_view language);

}}  // namespace tema::v0
