#pragma once

#include <cstdint>

namespace tema { inline namespace v0 { namespace detail {

/// The Word_Break property (UAX #29). What it calls Other is told apart by what is a word of its own, or an
/// emoji; what is the same to every rule is one class.
enum class WordClass : std::uint8_t {
  other,
  letter,  // ALetter
  extend,  // Extend, Format
  numeric,
  extendnumlet,
  midletter,
  midnum,
  midnumlet,
  single_quote,
  double_quote,
  hebrew_letter,
  joiner,    // ZWJ
  space,     // WSegSpace
  line_end,  // CR, LF, Newline
  regional_indicator,
  pictographic,         // Extended_Pictographic
  emoji,                // those that are shown as emoji without being asked
  pictographic_letter,  // ALetter and Extended_Pictographic
  kana_mark,            // Katakana by its break class only
  katakana,             // from here on: scripts that a dictionary cuts
  hiragana,
  han,
  complex_letter,  // Thai, Lao, Khmer, Burmese
  single_letter,   // Alphabetic, in scripts without spaces that no dictionary cuts
  single_ideograph
};

/// The Sentence_Break property.
enum class SentenceClass : std::uint8_t {
  other,
  cr,
  lf,
  sep,
  extend,
  format,
  sp,
  lower,
  upper,
  oletter,
  numeric,
  aterm,
  scontinue,
  sterm,
  close
};

/// The Grapheme_Cluster_Break property, with Extended_Pictographic told apart from Other.
enum class GraphemeClass : std::uint8_t {
  other,
  cr,
  lf,
  control,
  extend,
  zwj,
  regional_indicator,
  prepend,
  spacingmark,
  l,
  v,
  t,
  lv,
  lvt,
  pictographic
};

extern const char break_tables_version[];

// Two stages: index[c / 128] is the number of a block of 128 classes. The blocks of the first 2,048 code
// points stand first and in order.
constexpr std::uint32_t break_block = 128;
extern const std::uint8_t word_index[];
extern const std::uint8_t word_blocks[];
extern const std::uint8_t sentence_index[];
extern const std::uint8_t sentence_blocks[];
extern const std::uint8_t grapheme_index[];
extern const std::uint8_t grapheme_blocks[];

inline std::uint8_t break_class(const std::uint8_t* index, const std::uint8_t* blocks, std::uint32_t c) {
  return blocks[index[c / break_block] * break_block + c % break_block];
}

/// The class of a code point, which must be below 0x110000.
inline WordClass word_class(std::uint32_t c) {
  return static_cast<WordClass>(break_class(word_index, word_blocks, c));
}
inline SentenceClass sentence_class(std::uint32_t c) {
  return static_cast<SentenceClass>(break_class(sentence_index, sentence_blocks, c));
}
inline GraphemeClass grapheme_class(std::uint32_t c) {
  return static_cast<GraphemeClass>(break_class(grapheme_index, grapheme_blocks, c));
}

/// A script that is written without spaces, and that a dictionary cuts.
inline bool is_dictionary_class(WordClass value) {
  return value >= WordClass::katakana && value <= WordClass::complex_letter;
}

}}}  // namespace tema::v0::detail
