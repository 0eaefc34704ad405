#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// What a text is cut into.
enum class Unit {
  word,      ///< word-like spans by UAX #29 (what holds a letter, a digit, a kana or an ideograph)
  sentence,  ///< sentences by UAX #29
  /// Paragraphs: each ends at a blank line, at U+2029, or, in a text without a blank line between others, at
  /// the end of each line.
  paragraph,
  grapheme,  ///< extended grapheme clusters by UAX #29: what a reader takes for one character
  line,      ///< lines, ended by LF, CR, CR LF, VT, FF, NEL, U+2028 or U+2029 (UAX #14's mandatory breaks)
};

/// The spans of `text`, in order and without overlap, as byte offsets into it.
///
/// Sentences, paragraphs and lines are given without the white space around them, and never empty; grapheme
/// clusters are all of the text. The rules and properties are those of Unicode 15.0, whatever ICU is linked.
/// Any bytes will do: an ill-formed part of the UTF-8 reads as U+FFFD, which is not part of a word. Time is
/// linear. Throws Cancelled on a stop, which waits for the end of a single word or sentence, and of a single
/// run of a script that is cut by a dictionary (Thai, Han…); Error{limit} for such a run beyond 2³¹ - 1
/// bytes. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::vector<ByteSpan> segment(std::string_view text, Unit unit,
                                                        const RunContext& run = {});

/// The same of a text in a language, by its tag as canonical_language() reads it: sentences do not end at the
/// full stop of one of its abbreviations ("Jl. Sudirman", "pk. 10", "Dr. Ani"), nor of an initial ("A.
/// Yani"), before a space. There are lists for Indonesian, Malay, German, English, Spanish, French, Italian,
/// Dutch, Portuguese and Russian; elsewhere nothing changes. Throws std::invalid_argument, too, for what
/// names no language.
[[nodiscard]] TEMA_EXPORT std::vector<ByteSpan> segment(std::string_view text, Unit unit,
                                                        std::string_view language,
                                                        const RunContext& run = {});

}}  // namespace tema::v0
