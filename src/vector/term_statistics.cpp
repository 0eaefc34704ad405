#include "tema/vector/term_statistics.hpp"

#include "core/check.hpp"
#include "vector/document_counts.hpp"
#include "vector/tokenized_corpus_reader.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

TermStatistics TermStatistics::of(const TokenizedCorpus& corpus, const RunContext& run) {
  detail::DocumentCounts counts(detail::readers_of(corpus), detail::DocumentCounts::Keep::totals, run);
  counts.add(TextsView::without_text(corpus.documents()), {});
  return counts.statistics();
}

void TermStatistics::push_back(const TermCount& term) {
  bytes_ += term.term;
  ends_.push_back(bytes_.size());
  counts_.push_back({term.documents, term.occurrences});
}

void TermStatistics::append(const TermCount& term) {
  const bool sorts = size() == 0 || (*this)[size() - 1].term < term.term;
  const bool fits = term.documents >= 1 && term.documents <= documents_ && term.occurrences >= term.documents;
  if (sorts && fits) {
    push_back(term);
    tokens_ += term.occurrences;
    return;
  }
  const std::string name = std::string("\"").append(term.term).append("\"");
  if (!sorts) throw std::invalid_argument("the term " + name + " does not sort after the last one");
  detail::check_range<std::uint64_t>("the documents of " + name, term.documents, 1, documents_);
  detail::throw_invalid("the occurrences of " + name, std::to_string(term.occurrences),
                        "at least its documents, " + std::to_string(term.documents));
}

void TermStatistics::merge(const TermStatistics& other) {
  TermStatistics merged(documents_ + other.documents_);
  merged.tokens_ = tokens_ + other.tokens_;
  merged.missed_documents_ = missed_documents_ + other.missed_documents_;
  merged.bytes_.reserve(bytes_.size() + other.bytes_.size());
  merged.ends_.reserve(size() + other.size() + 1);
  merged.counts_.reserve(size() + other.size());
  std::size_t mine = 0;
  std::size_t theirs = 0;
  while (mine < size() || theirs < other.size()) {
    const int order = mine == size()           ? 1
                      : theirs == other.size() ? -1
                                               : (*this)[mine].term.compare(other[theirs].term);
    TermCount term = order <= 0 ? (*this)[mine++] : other[theirs++];
    if (order == 0) {
      term.documents += other[theirs].documents;
      term.occurrences += other[theirs].occurrences;
      ++theirs;
    }
    merged.push_back(term);
  }
  *this = std::move(merged);
}

void TermStatistics::prune(std::size_t max_terms) {
  if (size() <= max_terms) return;
  std::vector<std::uint64_t> frequencies;
  frequencies.reserve(size());
  for (const Counts& counts : counts_) frequencies.push_back(counts.documents);
  const auto first_dropped = frequencies.begin() + static_cast<std::ptrdiff_t>(max_terms);
  std::nth_element(frequencies.begin(), first_dropped, frequencies.end(), std::greater<>());
  const std::uint64_t least = *first_dropped + 1;  // all of that frequency go
  TermStatistics kept(documents_);
  kept.ends_.reserve(max_terms + 1);
  kept.counts_.reserve(max_terms);
  kept.tokens_ = tokens_;
  kept.missed_documents_ = missed_documents_ + *first_dropped;
  for (std::size_t i = 0; i < size(); ++i) {
    if (counts_[i].documents >= least) kept.push_back((*this)[i]);
  }
  *this = std::move(kept);
}

}}  // namespace tema::v0
