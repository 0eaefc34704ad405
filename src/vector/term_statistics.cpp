#include "tema/vector/term_statistics.hpp"

#include "core/stop_check.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tema::inline v0 {

TermStatistics TermStatistics::of(const TokenizedCorpus& corpus, const Run& run) {
  TermStatistics statistics;
  statistics.documents_ = corpus.documents();
  if (corpus.documents() == 0) return statistics;
  if (!corpus.vocabulary) throw std::invalid_argument("the corpus has no vocabulary");

  const std::size_t terms = corpus.vocabulary->size();
  std::vector<std::uint64_t> occurrences(terms, 0);
  std::vector<std::uint64_t> documents(terms, 0);
  std::vector<std::size_t> last_document(terms, corpus.documents());  // an id that no document has
  detail::StopCheck check_stop(run);
  for (std::size_t i = 0; i < corpus.documents(); ++i) {
    for (const TermId id : corpus.document(i)) {
      check_stop();
      ++occurrences[id];
      if (last_document[id] == i) continue;
      last_document[id] = i;
      ++documents[id];
    }
  }

  statistics.terms_.reserve(terms);
  for (std::size_t id = 0; id < terms; ++id) {
    // A vocabulary may be larger than the corpus: terms without an occurrence are not part of its statistics.
    check_stop();
    if (occurrences[id] == 0) continue;
    statistics.terms_.push_back(
        {std::string(corpus.vocabulary->term(static_cast<TermId>(id))), documents[id], occurrences[id]});
  }
  std::sort(statistics.terms_.begin(), statistics.terms_.end(), [&](const TermCount& a, const TermCount& b) {
    check_stop();
    return a.term < b.term;
  });
  return statistics;
}

void TermStatistics::merge(const TermStatistics& other) {
  std::vector<TermCount> merged;
  merged.reserve(terms_.size() + other.terms_.size());
  auto mine = terms_.cbegin();
  auto theirs = other.terms_.cbegin();
  while (mine != terms_.cend() || theirs != other.terms_.cend()) {
    const bool take_mine =
        theirs == other.terms_.cend() || (mine != terms_.cend() && mine->term <= theirs->term);
    const bool both = take_mine && theirs != other.terms_.cend() && mine->term == theirs->term;
    merged.push_back(take_mine ? *mine++ : *theirs++);
    if (!both) continue;
    merged.back().documents += theirs->documents;
    merged.back().occurrences += theirs->occurrences;
    ++theirs;
  }
  terms_ = std::move(merged);
  documents_ += other.documents_;
}

}  // namespace tema::inline v0
