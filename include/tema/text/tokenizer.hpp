#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/phrases.hpp"
#include "tema/text/stem_table.hpp"
#include "tema/text/stop_words.hpp"
#include "tema/text/word_segmenter.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// What becomes of tokens that are numbers: "2021", "6,5", "2.000"; in Indonesian and Malay also amounts
/// ("Rp1.500,00", "5jt"), numbers with their unit ("10km"), ordinals and decades ("ke-4", "1960-an").
enum class Numbers {
  keep,
  drop,
  fold  ///< all of them become the one token "#", which no word is
};

/// What becomes of a URL, an e-mail address, a @mention or a #hashtag.
enum class WebToken {
  split,  ///< it is cut into words as other text is
  keep,   ///< it is one token, folded (a URL: as it stands), and never stemmed
  drop
};

/// Character n-grams in the place of words, of `min` to `max` code points of the analysed forms, at most 64;
/// none if both are 0. Inside words, a form has a space at each end, and one that is shorter than n is one
/// n-gram for all n; across words, the forms of a text are joined by single spaces. (As scikit-learn's
/// `char_wb` and `char`, but for punctuation, which is in none.)
struct CharacterNgrams {
  std::size_t min = 0;
  std::size_t max = 0;
  bool across_words = false;
};

struct TokenizerOptions {
  /// A language's tag, as canonical_language() reads it: what tema has for it is used (id, ms: reduplication
  /// joined; tr, az, lt: their way of folding). Or "auto": that of each text, as LanguageDetector finds it. A
  /// document with a language of its own is analysed by that one's rules, unless it cannot be understood.
  std::string language = "und";
  std::string corpus_language = "und";               ///< with "auto": as LanguageDetectorOptions::prior
  Normalization normalization = Normalization::nfc;  ///< of what is folded; without `fold`, of the token
  bool fold = true;                                  ///< full case folding (tema::fold)
  bool strip_accents = false;                        ///< tokens without accents (tema::without_accents)
  Numbers numbers = Numbers::keep;                   ///< what becomes of numbers
  bool emoji = false;                                ///< emoji are tokens, too
  bool dictionary = true;                            ///< as WordSegmenterOptions::dictionary
  bool html = false;                                 ///< texts are HTML: their tokens are strip_html's
  WebToken urls = WebToken::split;
  WebToken emails = WebToken::split;
  WebToken mentions = WebToken::split;
  WebToken hashtags = WebToken::split;
  /// A word that a hyphen cuts at a line's end is one: "pemerin-\ntah" is "pemerintah". In Indonesian and
  /// Malay a hyphen that is of the word stays: "negara-\nnegara".
  bool join_hyphens = false;
  /// Sentences glued at a full stop are cut there: "alat.Pergerakan" is two tokens.
  bool split_glued = false;
  std::size_t min_length = 1;        ///< shorter tokens are dropped, in code points of the source
  std::size_t max_length = 0;        ///< longer tokens are dropped, likewise; 0: no limit
  std::size_t cut_length = 0;        ///< longer words are cut after so many code points, and counted; 0: none
  StopWords stop_words = {};         ///< tokens that are dropped; compared as folded, whatever `fold` is
  bool language_stop_words = false;  ///< those of the text's language are dropped, too
  bool stem = false;                 ///< tokens are the stems of what is folded (tema::stem), by the language
  StemTable stem_table = {};  ///< tokens are the stems of what is folded, by a table learnt from a corpus
  /// Not found by n-grams inside words; numbers are in one only if they are kept.
  Phrases phrases = {};  ///< terms of several words; found before stop words are dropped
  CharacterNgrams character_ngrams = {};
  // Indonesian and Malay only.
  bool reduplication_base = false;  ///< "negara-negara" is "negara"; "undang-undang" stays whole
  bool expand_two = false;          ///< "anak2" is "anak-anak"; "Moto2" stays
  bool split_clitics = false;       ///< "bukunya" is "buku" and "nya"; "hanya" stays whole
};

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

/// Storage for the tokens of one text, to be used again for the next: a warm buffer allocates nothing. It
/// also remembers what its tokenizer made of the words so far, up to a bound.
class TEMA_EXPORT TokenBuffer {
 public:
  TokenBuffer();
  ~TokenBuffer();
  // Its tokens point into it.
  TokenBuffer(const TokenBuffer&) = delete;
  TokenBuffer& operator=(const TokenBuffer&) = delete;

  /// The tokens that were put here last.
  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }

  /// Of the text that was put here last: the words that TokenizerOptions::cut_length cut.
  [[nodiscard]] std::size_t truncated_words() const { return truncated_words_; }

 private:
  friend class Tokenizer;
  std::vector<Token> tokens_;
  std::size_t truncated_words_ = 0;
  std::shared_ptr<const detail::TokenizerState> tokenizer_;  // what session_ was made for
  std::unique_ptr<detail::AnalysisSession> session_;
};

/// A stop word that a tokenizer never gives as such, and the tokens that it gives instead, which are no stop
/// words: "dasn't" where words are cut at apostrophes.
struct StopWordIssue {
  std::string word;
  std::vector<std::string> tokens;
};

/// Cuts text into tokens: word-like spans by UAX #29, then the options' rules.
///
/// A pure function of its options and the bytes it is given: a batch equals its texts one at a time, on any
/// thread. Ill-formed UTF-8 is data: it separates words, and is counted. Words are those of Unicode 15.0,
/// whatever ICU is linked, save in scripts that ICU's dictionaries cut.
///
/// In the languages id and ms a reduplication is one token: "negara-negara", "bersama-sama",
/// "saudara-saudaranya"; and so is what their spelling writes with a hyphen inside a word: ordinals, decades,
/// prefixes and endings ("ke-4", "1960-an", "anti-pemerintah", "se-Indonesia", "ciptaan-Nya", "KTP-nya"), a
/// letter with a word or number ("e-KTP", "F-16"), English compounds with an adverb ("play-off"); and a unit
/// with its power ("km²"). Other words that a hyphen joins ("capres-cawapres", "2-1") are separate tokens.
///
/// Each distinct surface form is analysed once a thread, or a TokenBuffer: what became of it is remembered
/// from text to text and from call to call, up to a bound. Const members may be called from many threads.
class TEMA_EXPORT Tokenizer {
 public:
  /// Throws std::invalid_argument, naming the field, for an unknown language, one without a stemmer where
  /// stems are asked for (the message lists the known ones), lengths or n-grams that nothing can satisfy, and
  /// stems by two ways at a time.
  explicit Tokenizer(TokenizerOptions options = {});

  /// The tokens of one text, with their byte spans. They are valid until the buffer is used again. A
  /// `language` stands for that of the options, as a document's does.
  /// Linear in the text. Throws Error{limit} for a text beyond 2³¹ - 1 bytes of a script that a dictionary
  /// cuts.
  std::span<const Token> tokens(std::string_view text, TokenBuffer& buffer,
                                std::string_view language = {}) const;

  /// The tokens of many texts as numbers; terms are numbered in the order in which they first appear.
  [[nodiscard]] TokenizedCorpus tokenize(TextsView texts, const RunContext& run = {}) const;

  /// Gives a text's tokens to a sink: a Tokenizer is a TokenSource.
  void operator()(const SourceText& text, TokenSink& sink) const;

  /// For AnyTokenSource: its type's name, what one thread reads texts with, and the tokenizer without what it
  /// remembers of words.
  static constexpr std::string_view token_source_name = "tema::Tokenizer";
  [[nodiscard]] std::unique_ptr<detail::TokenReader> make_reader(const std::stop_token& stop) const;
  [[nodiscard]] Tokenizer without_memory() const { return Tokenizer(options()); }

  /// The stop words of the options (and of their language, if that is asked for) that these options turn into
  /// something else than a stop word, in the order of their bytes.
  [[nodiscard]] std::vector<StopWordIssue> stop_word_issues() const;

  [[nodiscard]] const TokenizerOptions& options() const;

 private:
  friend struct detail::TokenizerState;
  std::shared_ptr<detail::TokenizerState> state_;
};

/// The tokens of many texts by any token source, as Tokenizer::tokenize gives them. The same for any number
/// of threads. What the source throws ends the call. Throws Cancelled on a stop, which waits for the texts
/// that were begun.
[[nodiscard]] TEMA_EXPORT TokenizedCorpus tokenize(TextsView texts, const AnyTokenSource& source,
                                                   const RunContext& run = {});

}}  // namespace tema::v0
