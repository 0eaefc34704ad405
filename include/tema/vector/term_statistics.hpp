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

/// How often a term occurs.
struct TermCount {
  std::string_view term;
  std::uint64_t documents = 0;    ///< the documents that contain it: its document frequency
  std::uint64_t occurrences = 0;  ///< all its occurrences: its collection frequency

  friend bool operator==(const TermCount&, const TermCount&) = default;
};

/// Integer counts of every term of a corpus, unpruned. A Tfidf is fitted to them, and they can grow and be
/// merged.
///
/// The form is canonical: terms are sorted by their bytes. So parts of a corpus that are counted separately
/// and merged, in any order, equal the whole corpus counted at once. Only prune() leaves something out, and
/// then missed_documents() tells how much. A term takes its bytes and 24 more. Const members may be called
/// from many threads.
class TEMA_EXPORT TermStatistics {
 public:
  /// Statistics of `documents` documents without any token.
  explicit TermStatistics(std::uint64_t documents = 0) : documents_(documents) {}

  /// The statistics of a corpus. Linear in the tokens. Throws Cancelled on a stop.
  static TermStatistics of(const TokenizedCorpus& corpus, const RunContext& run = {});

  /// Adds the counts of other documents. If it throws (std::bad_alloc), nothing has changed.
  void merge(const TermStatistics& other);

  /// Drops rare terms until at most `max_terms` remain: first those in one document, then those in two, and
  /// so on, always all terms of a frequency at once. Pruned statistics no longer describe the whole corpus;
  /// see missed_documents().
  void prune(std::size_t max_terms);

  /// The largest number of documents by which the count of any term may be too low, whether the term is here
  /// or was pruned. 0 unless something was pruned. When statistics are merged, their bounds add up.
  [[nodiscard]] std::uint64_t missed_documents() const { return missed_documents_; }

  [[nodiscard]] std::uint64_t documents() const { return documents_; }

  /// The number of tokens of all documents, including those of pruned terms.
  [[nodiscard]] std::uint64_t tokens() const { return tokens_; }

  /// The number of terms.
  [[nodiscard]] std::size_t size() const { return counts_.size(); }

  /// The i-th term in the order of the bytes. Its text points into the statistics.
  [[nodiscard]] TermCount operator[](std::size_t i) const {
    const std::string_view all = bytes_;
    return {all.substr(ends_[i], ends_[i + 1] - ends_[i]), counts_[i].documents, counts_[i].occurrences};
  }

  /// Appends a term. Throws std::invalid_argument if it does not sort after the last one, if it is in no
  /// document or in more documents than there are, or if it has fewer occurrences than documents.
  void append(const TermCount& term);

  /// The number of bytes that the counts and terms take.
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
