#include "core/check.hpp"
#include "tema/topics/topic_model.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_summary.hpp"
#include "vector/document_counts.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::TopicParts;
using detail::TopicState;

/// Throws unless texts with these rows give the assignments and counts of the model.
void check_texts(const TopicState& state, const CsrMatrix& rows, const RunContext& run) {
  if (rows.rows() == state.assignments.size() &&
      (state.is_given || detail::assign_rows(state, rows, run) == state.assignments) &&
      detail::count_by_topic(state, rows, run) == state.counts)
    return;
  throw std::invalid_argument("the texts are not those that the model was fitted to");
}

/// The clusters that stay, in their order: those that are not part of the topic.
std::vector<std::size_t> clusters_outside(const TopicState& state, std::int32_t topic) {
  std::vector<std::size_t> result;
  for (std::size_t cluster = 0; cluster < state.topic_of_cluster.size(); ++cluster) {
    if (state.topic_of_cluster[cluster] != topic) result.push_back(cluster);
  }
  return result;
}

/// The rows of the texts that have the topic.
CsrMatrix members_of(const TopicState& state, const CsrMatrix& rows, std::int32_t topic) {
  CsrMatrix members;
  members.cols = rows.cols;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    if (state.assignments[i].topic != topic) continue;
    const auto begin = rows.offsets[i];
    const auto end = rows.offsets[i + 1];
    members.columns.insert(members.columns.end(), rows.columns.begin() + begin, rows.columns.begin() + end);
    members.values.insert(members.values.end(), rows.values.begin() + begin, rows.values.begin() + end);
    members.offsets.push_back(static_cast<std::int32_t>(members.columns.size()));
  }
  return members;
}

/// Assigns the texts of a topic to its parts. The first part keeps the number of the topic, and the others
/// are numbered from `next` on. A text without a part goes to the first one. Other texts do not change.
void assign_members(TopicState& state, const TopicParts& parts, std::int32_t topic, std::size_t next) {
  std::size_t member = 0;
  for (TopicAssignment& assignment : state.assignments) {
    if (assignment.topic != topic) continue;
    const Assignment& part = parts.members[member++];
    if (part.cluster < 0) continue;
    const auto later = static_cast<std::int32_t>(next) + part.cluster - 1;
    assignment = {part.cluster == 0 ? topic : later, std::clamp(part.score, 0.0F, 1.0F),
                  std::clamp(part.margin, 0.0F, 1.0F)};
  }
}

}  // namespace

TopicModel TopicModel::split(std::size_t topic, std::size_t parts, TextsView texts,
                             const RunContext& run) const {
  detail::check_range<std::size_t>("parts", parts, 1, std::max<std::size_t>(size(topic), 1));
  const auto counts =
      detail::count_texts(texts, state_->tokens.source, {}, detail::DocumentCounts::Keep::everything, run);
  const CsrMatrix rows = to_csr(counts->rows(state_->tfidf), run);
  check_texts(*state_, rows, run);
  const std::size_t asked = topics() + parts - 1;
  if (parts == 1) return *this;
  const auto number = static_cast<std::int32_t>(topic);
  const std::vector<std::size_t> staying = clusters_outside(*state_, number);
  const TopicParts found =
      state_->fitted->split(members_of(*state_, rows, number), parts, staying, state_->options, run);
  parts = found.parts;

  TopicState state = *state_;
  state.fitted = found.topics;
  state.converged = state.converged && found.converged;
  state.summaries.assign(topics() + parts - 1, {});
  state.topic_of_cluster.clear();
  for (const std::size_t cluster : staying)
    state.topic_of_cluster.push_back(state_->topic_of_cluster[cluster]);
  state.topic_of_cluster.push_back(number);
  for (std::size_t part = 1; part < parts; ++part)
    state.topic_of_cluster.push_back(static_cast<std::int32_t>(topics() + part - 1));
  if (state.is_given) {
    assign_members(state, found, number, topics());
  } else {
    state.assignments = detail::assign_rows(state, rows, run);
  }
  detail::number_topics(state);
  const std::vector<std::int32_t> numbered = state.topic_of_cluster;
  detail::drop_empty_topics(state, staying.size());
  state.missing_topics = asked - state.summaries.size();
  detail::summarise(state, rows, *counts, run);
  for (std::size_t i = 0; i < staying.size(); ++i) {
    if (state.topic_of_cluster[i] != numbered[i]) continue;
    const auto before = static_cast<std::size_t>(state_->topic_of_cluster[staying[i]]);
    state.summaries[static_cast<std::size_t>(state.topic_of_cluster[i])].label =
        state_->summaries[before].label;
  }
  return TopicModel(std::make_shared<const TopicState>(std::move(state)));
}

}}  // namespace tema::v0
