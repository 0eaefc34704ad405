#pragma once

#include "tema/core/export.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// The languages that Snowball's algorithms stem, as ISO 639-1 codes, sorted: "en", "id"…
[[nodiscard]] TEMA_EXPORT std::span<const std::string> stemmed_languages();

/// The stem of a word by Snowball's algorithm for the language, one of stemmed_languages() or a tag of one:
/// "membaca" and "dibaca" are "baca", "connected" and "connection" are "connect". It is made for words in
/// lower case, as fold() gives them. A stem is what words have in common, not always a word.
///
/// Linear in the word. Throws std::invalid_argument for another language, Error{limit} for a word beyond
/// 2³¹ - 1 bytes. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::string stem(std::string_view word, std::string_view language);

}}  // namespace tema::v0
