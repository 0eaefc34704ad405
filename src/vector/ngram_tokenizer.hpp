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

/// Gives the n-grams of what another gives.
class NgramTokenizer : public PartTokenizer {
 public:
  /// The stop token must outlive it.
  NgramTokenizer(std::unique_ptr<PartTokenizer> words, const WordNgrams& ngrams, const std::stop_token& stop);

  void append_ids(TextsView texts, std::size_t i, std::vector<TermId>& ids) override;
  [[nodiscard]] const Vocabulary& terms() const override { return terms_; }
  [[nodiscard]] std::size_t memory() const override {
    return words_->memory() + terms_.memory() + longer_.memory() + of_word_.capacity() * sizeof(TermId);
  }
  void keep_terms_alone() override {
    words_->keep_terms_alone();
    longer_ = {};
  }

 private:
  void append_from(std::size_t last, TermId gram, std::size_t size, std::size_t skips,
                   std::vector<TermId>& ids);
  TermId word(TermId id);
  TermId extended(TermId gram, TermId word);

  std::unique_ptr<PartTokenizer> words_;
  WordNgrams ngrams_;
  const std::stop_token& stop_;
  Vocabulary terms_;             // n-grams, and shorter ones that they begin with
  PairMap longer_;               // by an n-gram and a word: the n-gram of both
  std::vector<TermId> of_word_;  // by the number of a word: that of it as an n-gram
  std::vector<TermId> tokens_;   // of one document
  std::string bytes_;
};

/// What gives n-grams of what `words` give; themselves, if that is what the n-grams are.
MakePartTokenizer with_ngrams(MakePartTokenizer words, const WordNgrams& ngrams, const std::stop_token& stop);

}}}  // namespace tema::v0::detail
