#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/tokenizer_options.hpp"
#include "tema/text/word_segmenter.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// One token of a text.
struct Token {
  std::string_view text;  ///< the analysed form (folded…); it lies in the TokenBuffer
  ByteSpan span;          ///< where it stands in the source
  TokenKind kind = TokenKind::word;
};

namespace detail {
class AnalysisSession;
struct TokenizerState;
}  // namespace detail

/// Storage for the tokens of one text, to be reused for the next one: after a few texts, it allocates
/// nothing. It also remembers what its tokenizer made of the words so far, up to a bound.
class TEMA_EXPORT TokenBuffer {
 public:
  TokenBuffer();
  ~TokenBuffer();
  // Its tokens point into it.
  TokenBuffer(const TokenBuffer&) = delete;
  TokenBuffer& operator=(const TokenBuffer&) = delete;

  /// The tokens of the last text.
  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }

  /// The number of words of the last text that FilterOptions::cut_length cut.
  [[nodiscard]] std::size_t truncated_words() const { return truncated_words_; }

 private:
  friend class Tokenizer;
  std::vector<Token> tokens_;
  std::size_t truncated_words_ = 0;
  std::shared_ptr<const detail::TokenizerState> tokenizer_;  // what session_ was made for
  std::unique_ptr<detail::AnalysisSession> session_;
};

/// A stop word that a tokenizer never gives as a token, and the tokens that it gives instead, which are not
/// stop words: "dasn't" where words are cut at apostrophes.
struct StopWordIssue {
  std::string word;
  std::vector<std::string> tokens;
};

/// Cuts text into tokens: words by UAX #29, to which the rules of the options are applied.
///
/// A tokenizer is a pure function of its options and the bytes that it is given: a batch gives what its texts
/// give one at a time, on any thread. Any bytes are accepted: ill-formed UTF-8 separates words, and is
/// counted. Words are those of Unicode 15.0, whatever version of ICU is linked, except in scripts that ICU's
/// dictionaries cut.
///
/// In the languages id and ms, a reduplication is one token: "negara-negara", "bersama-sama",
/// "saudara-saudaranya". So is any other word that their spelling writes with a hyphen: ordinals, decades,
/// words with a prefix or an ending ("ke-4", "1960-an", "anti-pemerintah", "se-Indonesia", "ciptaan-Nya",
/// "KTP-nya"), a letter with a word or number ("e-KTP", "F-16"), and English compounds with an adverb
/// ("play-off"). A unit with its power ("km²") is one token, too. Other words that a hyphen joins
/// ("capres-cawapres", "2-1") are separate tokens.
///
/// Each distinct surface form is analysed once per thread or TokenBuffer. The result is remembered from text
/// to text and from call to call, up to a bound. Const members may be called from many threads.
class TEMA_EXPORT Tokenizer {
 public:
  /// Throws std::invalid_argument, naming the field, for an unknown language, for stems in a language without
  /// a stemmer (the message lists those that have one), and for lengths or n-grams that nothing can satisfy.
  explicit Tokenizer(TokenizerOptions options = {});

  /// The tokens of one text, with their byte spans. They are valid until the buffer is used again. A
  /// `language` takes precedence over that of the options, as a document's does. Linear in the text. Throws
  /// Error{limit} for a run of more than 2³¹ - 1 bytes in a script that a dictionary cuts.
  std::span<const Token> tokens(std::string_view text, TokenBuffer& buffer,
                                std::string_view language = {}) const;

  /// The tokens of many texts as numbers. Terms are numbered in the order in which they first appear.
  [[nodiscard]] TokenizedCorpus tokenize(TextsView texts, const RunContext& run = {}) const;

  /// Gives the tokens of a text to a sink: a Tokenizer is a TokenSource.
  void operator()(const SourceText& text, TokenSink& sink) const;

  /// For AnyTokenSource: the name of the type, a reader for one thread, and the same tokenizer without what
  /// it remembers of words.
  static constexpr std::string_view token_source_name = "tema::Tokenizer";
  [[nodiscard]] std::unique_ptr<detail::TokenReader> make_reader(const std::stop_token& stop) const;
  [[nodiscard]] Tokenizer without_memory() const { return Tokenizer(options()); }

  /// The stop words of the options (and of their language, if those are used) that these options turn into
  /// something other than a stop word, sorted by their bytes.
  [[nodiscard]] std::vector<StopWordIssue> stop_word_issues() const;

  [[nodiscard]] const TokenizerOptions& options() const;

 private:
  friend struct detail::TokenizerState;
  std::shared_ptr<detail::TokenizerState> state_;
};

/// The tokens of many texts from any token source, as Tokenizer::tokenize gives them. The same for any number
/// of threads. An exception of the source ends the call. Throws Cancelled on a stop, which waits for the
/// texts that were begun.
[[nodiscard]] TEMA_EXPORT TokenizedCorpus tokenize(TextsView texts, const AnyTokenSource& source,
                                                   const RunContext& run = {});

}}  // namespace tema::v0
