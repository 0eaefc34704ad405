#include "topics/topic_summary.hpp"

#include "tema/topics/labels.hpp"
#include "topics/groups.hpp"
#include "topics/representatives.hpp"
#include "vector/document_counts.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t kept_terms = 50;
constexpr std::size_t terms_of_a_label = 3;

/// Forms of the same word come after terms that are half as key as the first term.
constexpr double diversity = 0.5;

std::vector<std::int64_t> sizes_of(const TopicState& state) {
  std::vector<std::int64_t> sizes(state.summaries.size(), 0);
  for (const TopicAssignment& assignment : state.assignments) {
    if (assignment.topic >= 0) ++sizes[static_cast<std::size_t>(assignment.topic)];
  }
  return sizes;
}

/// The terms of each topic, in the order in which they are shown.
std::vector<std::vector<TermWeight>> terms_of(const TopicState& state, const RunContext& run) {
  auto terms = key_terms(state.counts, state.tfidf.vocabulary(), kept_terms, run);
  const TokenizerOptions& tokenizer = state.tokens.tokenizer.options();
  const std::string language = tokenizer.language.tag_or(tokenizer.corpus_language);
  for (auto& of_topic : terms) of_topic = diversified(std::move(of_topic), diversity, language);
  return terms;
}

/// The spellings of terms.
using Surfaces = std::map<std::string, std::string, std::less<>>;

/// Puts the terms into the summaries, with their surface forms and with labels made of these. A term without
/// a known surface form is shown as it is.
void name_topics(TopicState& state, const std::vector<std::vector<TermWeight>>& terms,
                 const Surfaces& surfaces) {
  for (std::size_t topic = 0; topic < terms.size(); ++topic) {
    TopicSummary& summary = state.summaries[topic];
    for (const TermWeight& weight : terms[topic]) {
      const auto at = surfaces.find(weight.term);
      summary.terms.push_back({weight.term, weight.weight, at == surfaces.end() ? weight.term : at->second});
      if (summary.terms.size() > terms_of_a_label) continue;
      summary.label += (summary.label.empty() ? "" : ", ") + summary.terms.back().surface;
    }
  }
}

Surfaces find_surfaces(const std::vector<std::vector<TermWeight>>& terms, const DocumentCounts& texts) {
  std::set<std::string> distinct;
  for (const auto& of_topic : terms) {
    for (const TermWeight& weight : of_topic) distinct.insert(weight.term);
  }
  const std::vector<std::string> all(distinct.begin(), distinct.end());
  const std::vector<std::string> forms = texts.spellings(all);
  Surfaces surfaces;
  for (std::size_t i = 0; i < all.size(); ++i) surfaces.emplace(all[i], forms[i]);
  return surfaces;
}

void keep_representatives(TopicState& state, Representatives found) {
  for (std::size_t topic = 0; topic < found.size(); ++topic)
    state.summaries[topic].representatives = std::move(found[topic]);
}

}  // namespace

void number_topics(TopicState& state) {
  const std::vector<std::int32_t> number_of = numbers_by_size(sizes_of(state));
  for (std::int32_t& topic : state.topic_of_cluster) topic = number_of[static_cast<std::size_t>(topic)];
  for (TopicAssignment& assignment : state.assignments) {
    if (assignment.topic >= 0) assignment.topic = number_of[static_cast<std::size_t>(assignment.topic)];
  }
}

std::size_t count_filled(const TopicState& state) {
  const std::vector<std::int64_t> sizes = sizes_of(state);
  return sizes.size() - static_cast<std::size_t>(std::count(sizes.begin(), sizes.end(), 0));
}

void drop_empty_topics(TopicState& state, std::size_t first) {
  const auto filled = static_cast<std::int32_t>(std::max<std::size_t>(count_filled(state), 1));
  std::vector<std::int32_t>& topics = state.topic_of_cluster;
  const auto begin = topics.begin() + static_cast<std::ptrdiff_t>(first);
  const std::int32_t largest = std::min(*std::min_element(begin, topics.end()), filled - 1);
  for (std::int32_t& topic : topics) topic = topic < filled ? topic : largest;
  state.summaries.resize(static_cast<std::size_t>(filled));
}

GroupCounts count_by_topic(const TopicState& state, const CsrMatrix& rows, const RunContext& run) {
  return count_by_group(rows.view(), topics_of(state.assignments), state.summaries.size(), run);
}

void summarise(TopicState& state, const CsrMatrix& rows, const DocumentCounts& texts, const RunContext& run) {
  state.counts = count_by_topic(state, rows, run);
  const auto terms = terms_of(state, run);
  name_topics(state, terms, find_surfaces(terms, texts));
  keep_representatives(state,
                       find_representatives(rows.view(), state.assignments, state.summaries.size(), run));
}

void rename_topics(TopicState& state, const TopicState& before, const std::vector<std::int32_t>& target,
                   const RunContext& run) {
  Surfaces surfaces;
  Representatives representatives;
  representatives.reserve(before.summaries.size());
  for (const TopicSummary& summary : before.summaries) {
    representatives.push_back(summary.representatives);
    for (const TopicTerm& term : summary.terms) surfaces.emplace(term.term, term.surface);
  }
  name_topics(state, terms_of(state, run), surfaces);
  keep_representatives(state, merged_representatives(representatives, target, state.summaries.size()));
  for (std::size_t topic = 0; topic < target.size(); ++topic) {
    if (std::count(target.begin(), target.end(), target[topic]) > 1) continue;
    state.summaries[static_cast<std::size_t>(target[topic])].label = before.summaries[topic].label;
  }
}

}}}  // namespace tema::v0::detail
