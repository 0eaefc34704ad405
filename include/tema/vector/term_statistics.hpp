#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tema::inline v0 {

/// How often a term was seen.
struct TermCount {
  std::string term;
  std::uint64_t documents = 0;    ///< documents that hold it: its document frequency
  std::uint64_t occurrences = 0;  ///< times it occurs: its collection frequency

  friend bool operator==(const TermCount&, const TermCount&) = default;
};

/// Integer counts of every term of a corpus, unpruned: what a Tfidf is fitted to, and what grows and merges.
///
/// It is canonical: the terms are sorted by their bytes, so that parts of a corpus counted apart and merged,
/// in any order, equal the whole counted at once. Const members may be called from many threads.
class TEMA_EXPORT TermStatistics {
 public:
  /// Statistics of no document.
  TermStatistics() = default;

  /// Linear in the tokens. Throws Cancelled on a stop.
  static TermStatistics of(const TokenizedCorpus& corpus, const Run& run = {});

  /// Adds the counts of other documents.
  void merge(const TermStatistics& other);

  [[nodiscard]] std::uint64_t documents() const { return documents_; }

  /// All terms, sorted by their bytes.
  [[nodiscard]] std::span<const TermCount> terms() const { return terms_; }

  friend bool operator==(const TermStatistics&, const TermStatistics&) = default;

 private:
  std::uint64_t documents_ = 0;
  std::vector<TermCount> terms_;
};

}  // namespace tema::inline v0
