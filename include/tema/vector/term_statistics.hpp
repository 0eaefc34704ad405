#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// How often a term was seen.
struct TermCount {
  std::string_view term;
  std::uint64_t documents = 0;    ///< documents that hold it: its document frequency
  std::uint64_t occurrences = 0;  ///< times it occurs: its collection frequency

  friend bool operator==(const TermCount&, const TermCount&) = default;
};

/// Integer counts of every term of a corpus, unpruned: what a Tfidf is fitted to, and what grows and merges.
///
/// It is canonical: the terms are sorted by their bytes, so that parts of a corpus counted apart and merged,
/// in any order, equal the whole counted at once. Only prune() leaves something out, and then says how much.
/// A term costs its bytes and 24 more. Const members may be called from many threads.
class TEMA_EXPORT TermStatistics {
 public:
  /// Statistics of so many documents without a token.
  explicit TermStatistics(std::uint64_t documents = 0) : documents_(documents) {}

  /// Linear in the tokens. Throws Cancelled on a stop.
  static TermStatistics of(const TokenizedCorpus& corpus, const RunContext& run = {});

  /// Adds the counts of other documents. Nothing is changed if it throws (std::bad_alloc).
  void merge(const TermStatistics& other);

  /// Drops rare terms until at most so many are left: those in one document, or those in up to two, and so
  /// on, all of a frequency at once. Statistics that were pruned are no longer those of the whole corpus: see
  /// missed_documents().
  void prune(std::size_t max_terms);

  /// No term's documents (its own, or those of a term that is not here) are short of the true number by more
  /// than this; 0 unless something was pruned. Bounds add up where statistics are merged.
  [[nodiscard]] std::uint64_t missed_documents() const { return missed_documents_; }

  [[nodiscard]] std::uint64_t documents() const { return documents_; }

  /// The tokens of all documents, those of pruned terms included.
  [[nodiscard]] std::uint64_t tokens() const { return tokens_; }

  /// The number of terms.
  [[nodiscard]] std::size_t size() const { return counts_.size(); }

  /// The i-th term by its bytes; it lies in the statistics.
  [[nodiscard]] TermCount operator[](std::size_t i) const {
    const std::string_view all = bytes_;
    return {all.substr(ends_[i], ends_[i + 1] - ends_[i]), counts_[i].documents, counts_[i].occurrences};
  }

  /// Adds a term behind the others. Throws std::invalid_argument if it does not sort after the last, or is in
  /// no document, in more than there are, or occurs less often than that.
  void append(const TermCount& term);

  /// The bytes of what it holds.
  [[nodiscard]] std::size_t memory() const {
    return bytes_.size() + ends_.size() * sizeof(std::uint64_t) + counts_.size() * sizeof(Counts);
  }

  friend bool operator==(const TermStatistics&, const TermStatistics&) = default;

 private:
  struct Counts {
    std::uint64_t documents;
    std::uint64_t occurrences;
    friend bool operator==(const Counts&, const Counts&) = default;
  };

  void push_back(const TermCount& term);

  std::uint64_t documents_ = 0;
  std::uint64_t tokens_ = 0;
  std::uint64_t missed_documents_ = 0;
  std::string bytes_;
  std::vector<std::uint64_t> ends_ = {0};  // as Vocabulary's
  std::vector<Counts> counts_;
};

}}  // namespace tema::v0
