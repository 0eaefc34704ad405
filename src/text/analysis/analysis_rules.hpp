#pragma once

#include "tema/core/types.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/analysis/phrase_matcher.hpp"
#include "text/analysis/word_stream.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// One token that a word gives, or would give if the token were not dropped.
struct AnalysedPart {
  std::string form;
  ByteSpan span;                                // in the word
  TermId phrase_word = PhraseMatcher::no_word;  // its number among the words of phrases
  bool is_kept = true;
};

/// True for the kinds that are found by the characters around words (a URL…).
inline bool is_web(TokenKind kind) { return kind >= TokenKind::url; }

/// How words are cut for a tokenizer with these options.
[[nodiscard]] WordSegmenterOptions segmenter_options(const TokenizerOptions& options);

/// What the options of a tokenizer make of one word of a language: a pure function of the word.
class AnalysisRules {
 public:
  AnalysisRules(const TokenizerOptions& options, std::string_view language);

  /// Puts the tokens of the word into `parts`.
  void analyse(std::string_view word, TokenKind kind, std::vector<AnalysedPart>& parts) const;

  [[nodiscard]] WordJoins joins() const { return {is_indonesian_, options_.join_hyphens}; }
  [[nodiscard]] const PhraseMatcher& phrases() const { return phrases_; }

  /// True if these rules only fold an ASCII word, and then keep or drop it.
  [[nodiscard]] bool is_plain() const { return is_plain_; }

  /// True if such a word, in folded form, is kept.
  [[nodiscard]] bool keeps_plain(std::string_view form) const {
    return has_length(form) && (stop_words_.size() == 0 || !is_stop_word(form));
  }

  /// In the form in which they are looked up, sorted by their bytes.
  [[nodiscard]] const Vocabulary& stop_words() const { return stop_words_; }

 private:
  [[nodiscard]] std::string canonical(std::string_view word, bool folds) const;
  [[nodiscard]] bool is_stop_word(std::string_view form) const { return stop_words_.find(form).has_value(); }
  [[nodiscard]] std::vector<std::string> words_of(std::string_view text) const;
  void add_stop_words();
  void add_phrases();
  void analyse_whole(std::string_view word, TokenKind kind, std::vector<AnalysedPart>& parts) const;
  [[nodiscard]] bool is_number(std::string_view word, TokenKind kind) const;
  void add_word(std::string_view word, std::size_t begin, std::vector<AnalysedPart>& parts) const;
  void finish(std::string_view source, AnalysedPart& part) const;
  [[nodiscard]] bool has_length(std::string_view source) const;
  void cut_into_ngrams(std::string_view word, std::vector<AnalysedPart>& parts) const;

  const TokenizerOptions& options_;
  std::string language_;
  bool is_indonesian_;
  bool stems_;  // true: by Snowball
  bool is_plain_;
  Vocabulary stop_words_;
  PhraseMatcher phrases_;
};

}}}  // namespace tema::v0::detail
