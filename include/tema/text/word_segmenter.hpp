#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// What a word is made of. One that holds letters is a `word`, whatever else it holds ("covid19").
enum class TokenKind : std::uint8_t {
  word,         ///< letters of any script but the next ones
  number,       ///< digits, and what joins them ("6,5")
  kana,         ///< hiragana or katakana, and no ideograph
  ideographic,  ///< ideographs, with or without kana
  emoji,        ///< an emoji, or a sequence of them that is shown as one
  // These a segmenter does not give; a Tokenizer does if its options ask for them.
  url,
  email,
  mention,
  hashtag
};

/// A word-like span of a text.
struct Word {
  ByteSpan span;
  TokenKind kind = TokenKind::word;
};

struct WordSegmenterOptions {
  /// Runs of Thai, Lao, Khmer, Burmese, Han, Hiragana and Katakana are cut by ICU's dictionaries. Without it
  /// each of their letters is a word, as UAX #29 has it (runs of katakana are one).
  bool dictionary = true;
  /// A backtick between two letters joins them, as an apostrophe does: "Jum`at" is one word. (Not so in
  /// UAX #29.)
  bool backticks = false;
};

/// The Unicode version whose rules and properties cut text, whatever version ICU is: "15.0.0".
[[nodiscard]] TEMA_EXPORT std::string_view unicode_version();

/// Walks over the word-like segments of a text: those by the word boundaries of UAX #29, Unicode 15.0, that
/// hold a letter, a digit, a kana or an ideograph, or that are an emoji.
///
///     tema::WordSegmenter segmenter(text);
///     for (auto words = segmenter.next(); !words.empty(); words = segmenter.next())
///       for (const tema::Word& word : words) …
///
/// Any bytes will do: each maximal ill-formed part of the UTF-8 reads as U+FFFD, which is in no word. One
/// pass in linear time, without a copy of the text, and without an allocation but ICU's own where a
/// dictionary cuts. Not thread-safe; each thread may have its own.
class TEMA_EXPORT WordSegmenter {
 public:
  /// The text must stay as it is until the last next(). Of the run, the stop is used.
  explicit WordSegmenter(std::string_view text, WordSegmenterOptions options = {},
                         const RunContext& run = {});
  ~WordSegmenter();
  WordSegmenter(const WordSegmenter&) = delete;
  WordSegmenter& operator=(const WordSegmenter&) = delete;

  /// The next words, in order; none at the end of the text. Valid until the next call. Throws Cancelled on a
  /// stop (which waits for the end of a single word, and of a run of letters that a dictionary cuts),
  /// Error{limit} for such a run beyond 2³¹ - 1 bytes.
  [[nodiscard]] std::span<const Word> next();

 private:
  class DictionaryRun;

  void cut_carefully();
  void put(ByteSpan span, TokenKind kind) { buffer_.words[count_++] = {span, kind}; }

  static constexpr std::size_t capacity = 256;
  /// Left as it is until words are put there: to fill it would take longer than to cut a short text.
  union Buffer {
    Buffer() {}
    Word words[capacity];
  };

  std::string_view text_;
  WordSegmenterOptions options_;
  std::stop_token stop_;
  std::size_t position_ = 0;
  std::size_t count_ = 0;
  std::unique_ptr<DictionaryRun> dictionary_run_;  // the run that is being cut, if there is one
  Buffer buffer_;
};

/// What cuts runs of scripts that need a dictionary, and its version: "ICU 72.1".
[[nodiscard]] TEMA_EXPORT std::string dictionary_version();

}}  // namespace tema::v0
