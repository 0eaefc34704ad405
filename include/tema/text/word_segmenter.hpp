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

/// What a word consists of. A word that holds letters is a `word`, whatever else it holds ("covid19").
enum class TokenKind : std::uint8_t {
  word,         ///< letters of any script other than those below
  number,       ///< digits and the characters that join them ("6,5")
  kana,         ///< hiragana or katakana, without ideographs
  ideographic,  ///< ideographs, with or without kana
  emoji,        ///< an emoji, or a sequence of emoji that is shown as one
  // Only a Tokenizer gives these, if its options ask for them.
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
  /// ICU's dictionaries cut runs of Thai, Lao, Khmer, Burmese, Han, Hiragana and Katakana. If false, each
  /// letter of these scripts is a word, as in UAX #29 (a run of katakana is one word).
  bool dictionary = true;
  /// A backtick between two letters joins them, as an apostrophe does: "Jum`at" is one word. (UAX #29 does
  /// not do this.)
  bool backticks = false;
};

/// The version of Unicode whose rules and properties cut text, whatever version of ICU is linked: "15.0.0".
[[nodiscard]] TEMA_EXPORT std::string_view unicode_version();

/// Walks over the words of a text: the segments between the word boundaries of UAX #29, Unicode 15.0, that
/// hold a letter, a digit, a kana or an ideograph, or that are an emoji.
///
///     tema::WordSegmenter segmenter(text);
///     for (auto words = segmenter.next(); !words.empty(); words = segmenter.next())
///       for (const tema::Word& word : words) …
///
/// Any bytes are accepted: each maximal ill-formed part of the UTF-8 is read as U+FFFD, which is part of no
/// word. It takes one pass in linear time, without a copy of the text. It allocates nothing, except that ICU
/// does where a dictionary cuts. Not thread-safe; use one per thread.
class TEMA_EXPORT WordSegmenter {
 public:
  /// The text must stay valid and unchanged until the last next(). Of the run, only the stop is used.
  explicit WordSegmenter(std::string_view text, WordSegmenterOptions options = {},
                         const RunContext& run = {});
  ~WordSegmenter();
  WordSegmenter(const WordSegmenter&) = delete;
  WordSegmenter& operator=(const WordSegmenter&) = delete;

  /// The next words, in order; an empty span at the end of the text. Valid until the next call. Throws
  /// Cancelled on a stop (which waits for the end of a single word, and of a run of letters that a dictionary
  /// cuts), and Error{limit} for such a run that is longer than 2³¹ - 1 bytes.
  [[nodiscard]] std::span<const Word> next();

 private:
  class DictionaryRun;

  void cut_carefully();
  void put(ByteSpan span, TokenKind kind) { buffer_.words[count_++] = {span, kind}; }

  static constexpr std::size_t capacity = 256;
  /// Uninitialised until words are put there: filling it would take longer than cutting a short text.
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

/// The name and version of what cuts the scripts that need a dictionary: "ICU 72.1".
[[nodiscard]] TEMA_EXPORT std::string dictionary_version();

}}  // namespace tema::v0
