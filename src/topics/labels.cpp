#include "tema/topics/labels.hpp"

#include "core/elementary.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tema::inline v0 {

namespace {

using Count = std::pair<TermId, std::uint64_t>;

/// How often each term that takes part occurs in some documents.
class Counter {
 public:
  Counter(const TokenizedCorpus& corpus, const std::vector<bool>& counts)
      : corpus_(corpus), counts_(counts), occurrences_(corpus.vocabulary->size(), 0) {}

  std::vector<Count> count(std::span<const std::size_t> documents) {
    std::vector<TermId> seen;
    for (const std::size_t i : documents) {
      for (const TermId id : corpus_.document(i)) {
        if (counts_[id] && occurrences_[id]++ == 0) seen.push_back(id);
      }
    }
    std::vector<Count> result;
    result.reserve(seen.size());
    for (const TermId id : seen) result.emplace_back(id, std::exchange(occurrences_[id], 0));
    return result;
  }

 private:
  const TokenizedCorpus& corpus_;
  const std::vector<bool>& counts_;
  std::vector<std::uint64_t> occurrences_;
};

}  // namespace

std::vector<std::vector<TermWeight>> class_terms(const TokenizedCorpus& corpus,
                                                 std::span<const std::int32_t> groups,
                                                 std::size_t group_count, const std::vector<bool>& counts,
                                                 std::size_t count) {
  if (groups.size() != corpus.documents())
    throw std::invalid_argument("groups must name a group for each document");
  std::vector<std::vector<TermWeight>> result(group_count);
  if (corpus.documents() == 0 || group_count == 0) return result;

  std::vector<std::vector<std::size_t>> members(group_count);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] >= 0) members.at(static_cast<std::size_t>(groups[i])).push_back(i);
  }
  Counter counter(corpus, counts);
  std::vector<std::vector<Count>> by_group;
  std::vector<double> in_all(corpus.vocabulary->size(), 0.0);
  std::vector<double> tokens(group_count, 0.0);
  double all_tokens = 0.0;
  for (std::size_t group = 0; group < group_count; ++group) {
    by_group.push_back(counter.count(members[group]));
    for (const auto& [id, occurrences] : by_group.back()) {
      in_all[id] += static_cast<double>(occurrences);
      tokens[group] += static_cast<double>(occurrences);
    }
    all_tokens += tokens[group];
  }

  const double mean_tokens = all_tokens / static_cast<double>(group_count);
  for (std::size_t group = 0; group < group_count; ++group) {
    std::vector<std::pair<double, TermId>> weights;
    for (const auto& [id, occurrences] : by_group[group]) {
      const double share = static_cast<double>(occurrences) / tokens[group];
      weights.emplace_back(share * detail::log(1.0 + mean_tokens / in_all[id]), id);
    }
    const auto heavier = [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first > b.first;
      return corpus.vocabulary->term(a.second) < corpus.vocabulary->term(b.second);
    };
    const std::size_t kept = std::min(count, weights.size());
    std::partial_sort(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(kept), weights.end(),
                      heavier);
    for (std::size_t i = 0; i < kept; ++i) {
      result[group].push_back({std::string(corpus.vocabulary->term(weights[i].second)), weights[i].first});
    }
  }
  return result;
}

}  // namespace tema::inline v0
