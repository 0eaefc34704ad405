#pragma once

#include "tema/corpus/vocabulary.hpp"
#include "tema/text/html.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/analysis/surface_terms.hpp"
#include "text/web/web_spans.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A token by the number of its term.
struct NumberedToken {
  TermId term;
  TermId phrase_word;
  ByteSpan span;
  TokenKind kind;
};

/// What one thread does with texts. It remembers their words from text to text.
class AnalysisSession {
 public:
  /// The vocabularies of all sessions of a tokenizer have the same key.
  explicit AnalysisSession(const TokenizerState& tokenizer);

  /// Appends the terms of a text to `terms`, and borders between them if the tokenizer marks those; its
  /// language is "" for the tokenizer's own.
  void append_terms(std::string_view text, std::string_view language, const std::stop_token& stop,
                    std::vector<TermId>& terms);

  /// The tokens of a text. Valid until the next call.
  std::span<const NumberedToken> tokens(std::string_view text, std::string_view language,
                                        const std::stop_token& stop);

  /// The term that stands for a border, of a tokenizer that marks those.
  [[nodiscard]] TermId border();

  /// What the numbers of terms mean.
  [[nodiscard]] const Vocabulary& terms() const { return surfaces_.terms(); }

  /// Makes them findable in the vocabulary; until then they may only be read.
  void index_terms() { surfaces_.index_terms(); }

  /// Forgets all else. No text may be read afterwards.
  void keep_terms_alone() { surfaces_.keep_terms_alone(); }

  /// The approximate number of bytes that it takes in memory.
  [[nodiscard]] std::size_t memory() const { return surfaces_.memory(); }

  /// Words of the last text that were too long.
  [[nodiscard]] std::size_t truncated_words() const { return truncated_words_; }

  /// The language of the last text.
  [[nodiscard]] const std::string& language() const { return language_; }

  /// Forgets what is known if that has become too much; numbers of terms begin again.
  void forget_excess();

 private:
  std::string_view start(std::string_view text, std::string_view language);
  [[nodiscard]] bool needs_sequence() const;
  template <class Visit>
  void for_each_batch(std::string_view text, const std::stop_token& stop, Visit&& visit);
  template <class Visit>
  void cut_gap(std::string_view text, ByteSpan gap, const std::stop_token& stop, Visit&& visit);
  std::span<const Word> cut_long_words(std::string_view text, std::span<const Word> words);
  void append_terms(std::string_view text, const std::stop_token& stop, std::vector<TermId>& terms);
  template <class Visit>
  void for_each_word(std::string_view text, const std::stop_token& stop, Visit&& visit);
  void find_tokens(std::string_view text, const std::stop_token& stop);
  void append_with_borders(std::string_view text, const std::stop_token& stop, std::vector<TermId>& terms);
  void join_phrases(std::string_view text);
  void cut_into_ngrams(std::string_view text);

  const TokenizerState& tokenizer_;
  SurfaceTerms surfaces_;
  std::string language_;     // of the text
  bool is_at_work_ = false;  // true also after an exception
  std::size_t truncated_words_ = 0;
  // Of one text or word; kept so that the next needs no new memory.
  MappedText html_;
  std::vector<Word> words_;
  std::vector<Word> joined_;
  std::vector<NumberedToken> tokens_;
};

}}}  // namespace tema::v0::detail
