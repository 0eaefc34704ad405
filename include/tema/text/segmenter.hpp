#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// The units that a text can be cut into.
enum class Unit {
  word,      ///< words by UAX #29: spans that hold a letter, a digit, a kana or an ideograph
  sentence,  ///< sentences by UAX #29
  /// Paragraphs. A paragraph ends at a blank line or at U+2029. In a text without a blank line between other
  /// lines, each line is a paragraph.
  paragraph,
  grapheme,  ///< extended grapheme clusters by UAX #29, which a reader takes for one character
  line,      ///< lines; LF, CR, CR LF, VT, FF, NEL, U+2028 and U+2029 end one (UAX #14's mandatory breaks)
};

/// The spans of the units of `text`: byte offsets, in order and without overlap.
///
/// Sentences, paragraphs and lines are given without the white space around them, and are never empty.
/// Grapheme clusters cover the whole text. The rules and properties are those of Unicode 15.0, whatever
/// version of ICU is linked. Any bytes are accepted: an ill-formed part of the UTF-8 is read as U+FFFD, which
/// is part of no word. Time is linear.
///
/// Throws Cancelled on a stop; a stop waits for the end of a single word or sentence, and of a single run of
/// a script that a dictionary cuts (Thai, Han…). Throws Error{limit} for such a run that is longer than 2³¹ -
/// 1 bytes. Thread-safe.
[[nodiscard]] TEMA_EXPORT std::vector<ByteSpan> segment(std::string_view text, Unit unit,
                                                        const RunContext& run = {});

/// Cuts a text by the rules of a language, whose tag canonical_language() must be able to read. Sentences do
/// not end at the full stop of an abbreviation ("Jl. Sudirman", "pk. 10", "Dr. Ani") or of an initial ("A.
/// Yani") that is followed by a space. There are lists of abbreviations for Indonesian, Malay, German,
/// English, Spanish, French, Italian, Dutch, Portuguese and Russian; for other languages, the result is that
/// of segment(text, unit). Also throws std::invalid_argument for a tag that names no language.
[[nodiscard]] TEMA_EXPORT std::vector<ByteSpan> segment(std::string_view text, Unit unit,
                                                        std::string_view language,
                                                        const RunContext& run = {});

}}  // namespace tema::v0
