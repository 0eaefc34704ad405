#pragma once

#include "tema/core/run.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "text/language_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tema::inline v0::detail {

/// The tokens of a few documents, one after the other, numbered by the thread that found them.
struct CorpusPart {
  std::vector<TermId> ids;
  std::vector<std::uint64_t> lengths;  // of each document
  std::uint64_t ill_formed = 0;
  std::uint64_t cut = 0;
  DocumentsOfLanguage languages;
};

/// What one thread tokenizes documents with.
class PartTokenizer {
 public:
  PartTokenizer() = default;
  PartTokenizer(const PartTokenizer&) = delete;
  PartTokenizer& operator=(const PartTokenizer&) = delete;
  virtual ~PartTokenizer() = default;

  /// Appends the tokens of texts[i]; `lengths` is the caller's.
  virtual void append(TextsView texts, std::size_t i, CorpusPart& part) = 0;

  /// What its numbers mean.
  [[nodiscard]] virtual const Vocabulary& terms() const = 0;
};

/// Tokenizes texts on the threads of a run, and numbers the terms as they first appear in the corpus,
/// whatever thread found them. `make` is called once for each thread that works, by one at a time.
TokenizedCorpus build_corpus(TextsView texts, const std::function<std::unique_ptr<PartTokenizer>()>& make,
                             const Run& run);

}  // namespace tema::inline v0::detail
