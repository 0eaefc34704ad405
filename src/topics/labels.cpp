#include "tema/topics/labels.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "topics/group_counts.hpp"
#include "topics/groups.hpp"
#include "topics/heaviest.hpp"
#include "topics/word_forms.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using Count = std::pair<TermId, std::uint64_t>;

void check(const TokenizedCorpus& corpus, std::span<const std::int32_t> groups, std::size_t group_count,
           const std::vector<bool>& takes_part) {
  const auto documents = corpus.documents();
  if (groups.size() != documents)
    detail::throw_invalid("the size of groups", std::to_string(groups.size()), std::to_string(documents));
  if (documents == 0) return;
  if (!corpus.vocabulary) throw std::invalid_argument("the corpus has no vocabulary");
  const std::size_t terms = corpus.vocabulary->size();
  if (takes_part.size() != terms)
    detail::throw_invalid("the size of takes_part", std::to_string(takes_part.size()), std::to_string(terms));
  for (const std::int32_t group : groups) {
    detail::check_range<std::int64_t>("a group", group, -1, static_cast<std::int64_t>(group_count) - 1);
  }
}

/// For each group, the number of occurrences of each term that takes part.
std::vector<std::vector<Count>> count_by_group(const TokenizedCorpus& corpus,
                                               std::span<const std::int32_t> groups, std::size_t group_count,
                                               const std::vector<bool>& takes_part,
                                               detail::StopCheck& check_stop) {
  const auto members = detail::members_of_groups(groups, group_count);
  std::vector<std::uint64_t> occurrences(corpus.vocabulary->size(), 0);
  std::vector<TermId> seen;
  std::vector<std::vector<Count>> result(group_count);
  for (std::size_t group = 0; group < group_count; ++group) {
    seen.clear();
    for (const std::size_t i : members[group]) {
      for (const TermId id : corpus.document(i)) {
        check_stop();
        if (takes_part[id] && occurrences[id]++ == 0) seen.push_back(id);
      }
    }
    result[group].reserve(seen.size());
    for (const TermId id : seen) result[group].emplace_back(id, std::exchange(occurrences[id], 0));
  }
  return result;
}

/// For each document, the terms that take part, as a row of ones.
CsrMatrix presence(const TokenizedCorpus& corpus, const std::vector<bool>& takes_part,
                   detail::StopCheck& check_stop) {
  CsrMatrix rows;
  rows.cols = takes_part.size();
  for (std::size_t i = 0; i < corpus.documents(); ++i) {
    const auto begin = static_cast<std::ptrdiff_t>(rows.columns.size());
    for (const TermId id : corpus.document(i)) {
      check_stop();
      if (takes_part[id]) rows.columns.push_back(static_cast<std::int32_t>(id));
    }
    std::sort(rows.columns.begin() + begin, rows.columns.end());
    rows.columns.erase(std::unique(rows.columns.begin() + begin, rows.columns.end()), rows.columns.end());
    rows.offsets.push_back(static_cast<std::int32_t>(rows.columns.size()));
  }
  rows.values.assign(rows.columns.size(), 1.0F);
  return rows;
}

}  // namespace

std::vector<std::vector<TermWeight>> class_terms(const TokenizedCorpus& corpus,
                                                 std::span<const std::int32_t> groups,
                                                 std::size_t group_count, const std::vector<bool>& takes_part,
                                                 std::size_t most, const RunContext& run) {
  check(corpus, groups, group_count, takes_part);
  std::vector<std::vector<TermWeight>> result(group_count);
  if (corpus.documents() == 0 || group_count == 0) return result;

  detail::StopCheck check_stop(run);
  const auto by_group = count_by_group(corpus, groups, group_count, takes_part, check_stop);
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
    result[group] = detail::heaviest(std::move(weights), most, *corpus.vocabulary, check_stop);
  }
  return result;
}

std::vector<std::vector<TermWeight>> key_terms(const TokenizedCorpus& corpus,
                                               std::span<const std::int32_t> groups, std::size_t group_count,
                                               const std::vector<bool>& takes_part, std::size_t most,
                                               const RunContext& run) {
  check(corpus, groups, group_count, takes_part);
  if (corpus.documents() == 0 || group_count == 0) return std::vector<std::vector<TermWeight>>(group_count);
  detail::StopCheck check_stop(run);
  const CsrMatrix rows = presence(corpus, takes_part, check_stop);
  return detail::key_terms(detail::count_by_group(rows.view(), groups, group_count, run), *corpus.vocabulary,
                           most, run);
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

}}  // namespace tema::v0
