#pragma once

#include "core/pair_map.hpp"
#include "tema/vector/word_ngrams.hpp"
#include "text/corpus_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Throws std::invalid_argument for a range that is empty or out of bounds.
void check_ngrams(const WordNgrams& ngrams);

/// A reader that gives the n-grams of the tokens of another reader.
class NgramReader final : public TokenReader {
 public:
  /// The stop token must outlive it.
  NgramReader(std::unique_ptr<TokenReader> words, const WordNgrams& ngrams, const std::stop_token& stop);

  void append(const SourceText& text, std::vector<TermId>& ids) override;
  [[nodiscard]] std::size_t title_weight() const override { return words_->title_weight(); }
  void append(const SourceText& text, std::vector<TermId>& ids, std::vector<ByteSpan>& spans) override;
  [[nodiscard]] TextNotes notes(const SourceText& text) const override { return words_->notes(text); }
  [[nodiscard]] const Vocabulary& terms() const override { return terms_; }
  [[nodiscard]] std::size_t memory() const override {
    return words_->memory() + terms_.memory() + longer_.memory() + of_word_.capacity() * sizeof(TermId);
  }
  void keep_terms_alone() override {
    words_->keep_terms_alone();
    longer_ = {};
  }

 private:
  template <class Visit>
  void for_each_ngram(Visit&& visit);
  template <class Visit>
  void visit_from(std::size_t first, std::size_t last, TermId gram, std::size_t size, std::size_t skips,
                  Visit& visit);
  TermId word(TermId id);
  TermId extended(TermId gram, TermId word);

  std::unique_ptr<TokenReader> words_;
  WordNgrams ngrams_;
  const std::stop_token& stop_;
  Vocabulary terms_;                   // n-grams, and their beginnings
  PairMap longer_;                     // by an n-gram and a word: the n-gram of both
  std::vector<TermId> of_word_;        // by the number of a word: its number as an n-gram
  std::vector<TermId> tokens_;         // of one text
  std::vector<ByteSpan> token_spans_;  // of one text, if they are asked for
  std::string bytes_;
};

/// Readers of the n-grams of a source. Throws what check_ngrams throws. The stop token must outlive them.
MakeReader ngram_readers(const AnyTokenSource& source, const WordNgrams& ngrams, const std::stop_token& stop);

/// A reader of the n-grams of `words`, or `words` itself if the n-grams are single words.
std::unique_ptr<TokenReader> ngram_reader(std::unique_ptr<TokenReader> words, const WordNgrams& ngrams,
                                          const std::stop_token& stop);

}}}  // namespace tema::v0::detail
