#include "topics/topic_state.hpp"

#include "topics/reduction.hpp"

#include <algorithm>

namespace tema::inline v0::detail {

namespace {

/// Rows whose posteriors are held at a time.
constexpr std::size_t rows_per_block = 4096;

/// The likeliest topic by the components' posteriors: a topic's is the sum of its components'.
TopicAssignment likeliest(const float* posteriors, const std::vector<std::int32_t>& topic_of_component,
                          std::vector<float>& of_topic) {
  std::fill(of_topic.begin(), of_topic.end(), 0.0F);
  for (std::size_t c = 0; c < topic_of_component.size(); ++c)
    of_topic[static_cast<std::size_t>(topic_of_component[c])] += posteriors[c];
  const auto best = std::max_element(of_topic.begin(), of_topic.end());
  float second = 0.0F;
  for (auto topic = of_topic.begin(); topic != of_topic.end(); ++topic) {
    if (topic != best) second = std::max(second, *topic);
  }
  const float score = std::min(*best, 1.0F);
  return {static_cast<std::int32_t>(best - of_topic.begin()), score,
          of_topic.size() > 1 ? score - std::min(second, score) : 0.0F};
}

std::vector<TopicAssignment> assign_by_mixture(const TopicState& state, const CsrMatrix& rows,
                                               const Run& run) {
  const MultinomialMixture& mixture = *state.mixture;
  std::vector<TopicAssignment> result(rows.rows());
  std::vector<float> posteriors(std::min(rows_per_block, rows.rows()) * mixture.components());
  std::vector<float> of_topic(state.summaries.size());
  for (std::size_t begin = 0; begin < rows.rows(); begin += rows_per_block) {
    RowsView block = rows.view();
    block.rows = std::min(rows_per_block, rows.rows() - begin);
    block.offsets += begin;
    mixture.posteriors(block, posteriors.data(), run);
    for (std::size_t i = 0; i < block.rows; ++i) {
      if (block.row(i).size == 0) continue;
      result[begin + i] = likeliest(&posteriors[i * mixture.components()], state.topic_of_cluster, of_topic);
    }
  }
  return result;
}

std::vector<TopicAssignment> assign_by_kmeans(const TopicState& state, const CsrMatrix& rows,
                                              const Run& run) {
  const std::vector<float> coordinates = reduce(*state.reduction, rows, run);
  std::vector<TopicAssignment> result;
  result.reserve(rows.rows());
  for (const Assignment& a : state.kmeans->predict(dense_view(coordinates, state.reduction->rank()), run)) {
    const std::int32_t topic =
        a.cluster < 0 ? -1 : state.topic_of_cluster[static_cast<std::size_t>(a.cluster)];
    // As far from every topic as can be, or rounded past 1: the score is a share all the same.
    result.push_back({topic, std::clamp(a.score, 0.0F, 1.0F), std::min(a.margin, 1.0F)});
  }
  return result;
}

}  // namespace

std::vector<TopicAssignment> assign_rows(const TopicState& state, const CsrMatrix& rows, const Run& run) {
  return state.mixture ? assign_by_mixture(state, rows, run) : assign_by_kmeans(state, rows, run);
}

}  // namespace tema::inline v0::detail
