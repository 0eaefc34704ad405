#include "tema/topics/labels.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "topics/word_forms.hpp"
#include "vector/log_likelihood.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace tema::inline v0 {

namespace {

using Count = std::pair<TermId, std::uint64_t>;

void check(const TokenizedCorpus& corpus, std::span<const std::int32_t> groups, std::size_t group_count,
           const std::vector<bool>& takes_part) {
  const auto documents = corpus.documents();
  if (groups.size() != documents)
    detail::throw_invalid("the number of groups' entries", std::to_string(groups.size()),
                          std::to_string(documents));
  if (documents == 0) return;
  if (!corpus.vocabulary) throw std::invalid_argument("the corpus has no vocabulary");
  const std::size_t terms = corpus.vocabulary->size();
  if (takes_part.size() != terms)
    detail::throw_invalid("the size of takes_part", std::to_string(takes_part.size()), std::to_string(terms));
  for (const std::int32_t group : groups) {
    detail::check_range<std::int64_t>("a group", group, -1, static_cast<std::int64_t>(group_count) - 1);
  }
}

enum class Counted { occurrences, documents };

/// Of each group, in how many documents or how often each term that takes part occurs.
std::vector<std::vector<Count>> count_by_group(const TokenizedCorpus& corpus,
                                               std::span<const std::int32_t> groups, std::size_t group_count,
                                               const std::vector<bool>& takes_part, Counted counted,
                                               detail::StopCheck& check_stop) {
  std::vector<std::vector<std::size_t>> members(group_count);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] >= 0) members[static_cast<std::size_t>(groups[i])].push_back(i);
  }
  constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
  std::vector<std::uint64_t> counts(corpus.vocabulary->size(), 0);
  std::vector<std::size_t> last_document(corpus.vocabulary->size(), nowhere);
  std::vector<TermId> seen;
  std::vector<std::vector<Count>> result(group_count);
  for (std::size_t group = 0; group < group_count; ++group) {
    seen.clear();
    for (const std::size_t i : members[group]) {
      for (const TermId id : corpus.document(i)) {
        check_stop();
        if (!takes_part[id]) continue;
        if (counted == Counted::documents && std::exchange(last_document[id], i) == i) continue;
        if (counts[id]++ == 0) seen.push_back(id);
      }
    }
    result[group].reserve(seen.size());
    for (const TermId id : seen) result[group].emplace_back(id, std::exchange(counts[id], 0));
  }
  return result;
}

/// The heaviest terms of (weight, term) pairs.
std::vector<TermWeight> heaviest(std::vector<std::pair<double, TermId>> weights, std::size_t most,
                                 const Vocabulary& vocabulary, detail::StopCheck& check_stop) {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(most, weights.size()));
  std::partial_sort(weights.begin(), weights.begin() + kept, weights.end(),
                    [&](const auto& a, const auto& b) {
                      check_stop();
                      if (a.first != b.first) return a.first > b.first;
                      return vocabulary.term(a.second) < vocabulary.term(b.second);
                    });
  std::vector<TermWeight> result;
  for (auto weight = weights.begin(); weight != weights.begin() + kept; ++weight) {
    result.push_back({std::string(vocabulary.term(weight->second)), weight->first});
  }
  return result;
}

}  // namespace

std::vector<std::vector<TermWeight>> class_terms(const TokenizedCorpus& corpus,
                                                 std::span<const std::int32_t> groups,
                                                 std::size_t group_count, const std::vector<bool>& takes_part,
                                                 std::size_t most, const Run& run) {
  check(corpus, groups, group_count, takes_part);
  std::vector<std::vector<TermWeight>> result(group_count);
  if (corpus.documents() == 0 || group_count == 0) return result;

  detail::StopCheck check_stop(run);
  const auto by_group =
      count_by_group(corpus, groups, group_count, takes_part, Counted::occurrences, check_stop);
  std::vector<double> in_all(corpus.vocabulary->size(), 0.0);
  std::vector<double> tokens(group_count, 0.0);
  double all_tokens = 0.0;
  for (std::size_t group = 0; group < group_count; ++group) {
    for (const auto& [id, occurrences] : by_group[group]) {
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
    result[group] = heaviest(std::move(weights), most, *corpus.vocabulary, check_stop);
  }
  return result;
}

std::vector<std::vector<TermWeight>> key_terms(const TokenizedCorpus& corpus,
                                               std::span<const std::int32_t> groups, std::size_t group_count,
                                               const std::vector<bool>& takes_part, std::size_t most,
                                               const Run& run) {
  check(corpus, groups, group_count, takes_part);
  std::vector<std::vector<TermWeight>> result(group_count);
  if (corpus.documents() == 0 || group_count == 0) return result;

  detail::StopCheck check_stop(run);
  const auto by_group =
      count_by_group(corpus, groups, group_count, takes_part, Counted::documents, check_stop);
  std::vector<double> in_all(corpus.vocabulary->size(), 0.0);
  for (const auto& counts : by_group) {
    for (const auto& [id, documents] : counts) in_all[id] += static_cast<double>(documents);
  }
  std::vector<double> sizes(group_count, 0.0);
  double all = 0.0;
  for (const std::int32_t group : groups) {
    if (group < 0) continue;
    sizes[static_cast<std::size_t>(group)] += 1.0;
    all += 1.0;
  }
  for (std::size_t group = 0; group < group_count; ++group) {
    std::vector<std::pair<double, TermId>> weights;
    for (const auto& [id, documents] : by_group[group]) {
      const double keyness =
          detail::log_likelihood_ratio(static_cast<double>(documents), in_all[id], sizes[group], all);
      if (keyness > 0.0) weights.emplace_back(keyness, id);
    }
    result[group] = heaviest(std::move(weights), most, *corpus.vocabulary, check_stop);
  }
  return result;
}

std::vector<TermWeight> diversified(std::vector<TermWeight> terms, double diversity,
                                    std::string_view language) {
  detail::check_range("diversity", diversity, 0.0, 1.0);
  const std::vector<detail::WordForm> forms = detail::word_forms(terms, language);
  double heaviest = 0.0;
  for (const TermWeight& term : terms) heaviest = std::max(heaviest, term.weight);
  std::vector<double> likest(terms.size(), 0.0);
  std::vector<std::size_t> left(terms.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::vector<TermWeight> result;
  result.reserve(terms.size());
  while (!left.empty()) {
    const auto relevance = [&](std::size_t i) {
      const double weight = heaviest > 0.0 ? terms[i].weight / heaviest : 0.0;
      return (1.0 - diversity) * weight - diversity * likest[i];
    };
    const auto next = std::max_element(
        left.begin(), left.end(), [&](std::size_t a, std::size_t b) { return relevance(a) < relevance(b); });
    const std::size_t chosen = *next;
    left.erase(next);
    for (const std::size_t i : left) {
      if (detail::are_alike(forms[i], forms[chosen])) likest[i] = 1.0;
    }
    result.push_back(std::move(terms[chosen]));
  }
  return result;
}

}  // namespace tema::inline v0
