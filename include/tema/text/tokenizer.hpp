#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/stop_words.hpp"
#include "tema/text/word_segmenter.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema::inline v0 {

/// What becomes of tokens that are numbers: "2021", "6,5", "2.000".
enum class Numbers { keep, drop };

struct TokenizerOptions {
  std::string language = "und";  ///< one of languages(): its own rules (id, ms: reduplication joined)
  Normalization normalization = Normalization::nfc;  ///< of what is folded; without `fold`, of the token
  bool fold = true;                                  ///< full case folding (tema::fold)
  bool strip_accents = false;                        ///< tokens without accents (tema::without_accents)
  Numbers numbers = Numbers::keep;                   ///< what becomes of numbers
  bool emoji = false;                                ///< emoji are tokens, too
  bool dictionary = true;                            ///< as WordSegmenterOptions::dictionary
  std::size_t min_length = 1;  ///< shorter tokens are dropped, in code points of the source
  std::size_t max_length = 0;  ///< longer tokens are dropped, likewise; 0: no limit
  StopWords stop_words = {};   ///< tokens that are dropped; compared as folded, whatever `fold` is
  bool stem = false;           ///< tokens are the stems of what is folded (tema::stem), by the language
};

/// One token of a text.
struct Token {
  std::string_view text;  ///< the analysed form (folded…); it lies in the TokenBuffer
  ByteSpan span;          ///< where it stands in the source
  TokenKind kind = TokenKind::word;
};

/// Storage for the tokens of one text, to be used again for the next: a warm buffer allocates nothing.
class TEMA_EXPORT TokenBuffer {
 public:
  TokenBuffer() = default;
  // Its tokens point into it.
  TokenBuffer(const TokenBuffer&) = delete;
  TokenBuffer& operator=(const TokenBuffer&) = delete;

  /// The tokens that were put here last.
  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }

 private:
  friend class Tokenizer;
  std::vector<Token> tokens_;
  std::string forms_;  // the analysed forms, one after the other
  std::vector<std::size_t> form_ends_;
};

/// Cuts text into tokens: word-like spans by UAX #29, then the options' rules.
///
/// A pure function of its options and the bytes it is given: a batch equals its texts one at a time, on any
/// thread. Ill-formed UTF-8 is data: it separates words, and is counted. Words are those of Unicode 15.0,
/// whatever ICU is linked, save in scripts that ICU's dictionaries cut.
///
/// In the languages id and ms a reduplication is one token: "negara-negara", "bersama-sama",
/// "saudara-saudaranya". Words joined by a hyphen otherwise ("capres-cawapres", "anti-pemerintah", "2-1") are
/// separate tokens.
class TEMA_EXPORT Tokenizer {
 public:
  /// Throws std::invalid_argument for an unknown language, or one without a stemmer where stems are asked for
  /// (the message lists the known ones), or a max_length below the min_length.
  explicit Tokenizer(TokenizerOptions options = {});

  /// The tokens of one text, with their byte spans. They are valid until the buffer is used again.
  /// Linear in the text. Throws Error{limit} for a text beyond 2³¹ - 1 bytes.
  std::span<const Token> tokens(std::string_view text, TokenBuffer& buffer) const;

  /// The tokens of many texts as numbers; terms are numbered in the order in which they first appear.
  [[nodiscard]] TokenizedCorpus tokenize(TextsView texts, const Run& run = {}) const;

  [[nodiscard]] const TokenizerOptions& options() const { return options_; }

 private:
  TokenizerOptions options_;
  StopWords stop_words_;  // the options', in the form that tokens have
  bool joins_reduplication_ = false;
};

}  // namespace tema::inline v0
