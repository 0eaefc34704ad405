#pragma once

#include "tema/corpus/tokenized_corpus.hpp"
#include "text/corpus_builder.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A corpus that is tokenized already, for who counts texts.
class CorpusIds : public PartTokenizer {
 public:
  /// The corpus must outlive it.
  explicit CorpusIds(const TokenizedCorpus& corpus) : corpus_(corpus) {}

  void append_ids(TextsView /*texts*/, std::size_t i, std::vector<TermId>& ids) override {
    const std::span<const TermId> document = corpus_.document(i);
    ids.insert(ids.end(), document.begin(), document.end());
  }
  [[nodiscard]] const Vocabulary& terms() const override { return *corpus_.vocabulary; }

 private:
  const TokenizedCorpus& corpus_;
};

/// One for each thread. Throws std::invalid_argument for a corpus without a vocabulary.
inline MakePartTokenizer ids_of(const TokenizedCorpus& corpus) {
  if (corpus.documents() > 0 && !corpus.vocabulary)
    throw std::invalid_argument("the corpus has no vocabulary");
  return [&corpus] { return std::make_unique<CorpusIds>(corpus); };
}

}}}  // namespace tema::v0::detail
