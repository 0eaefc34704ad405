#pragma once

#include "tema/corpus/token_source.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "text/corpus_builder.hpp"

#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Reads the documents of a tokenized corpus by their places.
class TokenizedCorpusReader final : public TokenReader {
 public:
  /// The corpus must outlive it.
  explicit TokenizedCorpusReader(const TokenizedCorpus& corpus) : corpus_(corpus) {}

  void append(const SourceText& text, std::vector<TermId>& ids) override {
    const std::span<const TermId> document = corpus_.document(text.place);
    ids.insert(ids.end(), document.begin(), document.end());
  }
  /// A corpus stores no spans, so they are empty.
  void append(const SourceText& text, std::vector<TermId>& ids, std::vector<ByteSpan>& spans) override {
    append(text, ids);
    spans.resize(ids.size());
  }
  [[nodiscard]] const Vocabulary& terms() const override { return *corpus_.vocabulary; }

 private:
  const TokenizedCorpus& corpus_;
};

/// Readers of a tokenized corpus. Throws std::invalid_argument for a corpus without a vocabulary.
inline MakeReader readers_of(const TokenizedCorpus& corpus) {
  if (corpus.documents() > 0 && !corpus.vocabulary)
    throw std::invalid_argument("the corpus has no vocabulary");
  return [&corpus] { return std::make_unique<TokenizedCorpusReader>(corpus); };
}

}}}  // namespace tema::v0::detail
