#include "core/check.hpp"
#include "linalg/distinct_rows.hpp"
#include "tema/topics/topic_model.hpp"
#include "topics/reduction.hpp"
#include "topics/restarts.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_summary.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::BestRestart;
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

/// The parts of the members, which are found as topics are: for k-means in the model's reduction, in which
/// its centroids are; for the mixture in a reduction of their own.
BestRestart find_parts(const TopicState& state, const CsrMatrix& members, std::size_t parts,
                       const RunContext& run) {
  TopicOptions options = state.options;
  options.topics = parts;
  std::optional<TruncatedSvd> own;
  const CsrMatrix* rows = nullptr;
  if (state.mixture) {
    const CsrMatrix unit_rows = detail::with_factors(members, std::vector<float>(members.cols, 1.0F));
    const std::size_t rank = detail::default_rank(members.rows(), members.cols, parts);
    own = TruncatedSvd::fit(unit_rows.view(), {.rank = rank, .seed = options.seed}, run);
    rows = &members;
  }
  const TruncatedSvd& reduction = own ? *own : *state.reduction;
  const std::vector<float> coordinates = detail::reduce(reduction, members, run);
  const RowsView points = detail::dense_view(coordinates, reduction.rank());
  options.topics = detail::count_distinct_rows(points, parts);
  return detail::best_restart(points, rows, options, run);
}

/// The clusters that stay, followed by the parts, which divide the topic's share of the texts.
MultinomialMixture with_parts(const MultinomialMixture& mixture, const std::vector<std::size_t>& staying,
                              const MultinomialMixture& parts) {
  std::vector<double> mixing_weights;
  mixing_weights.reserve(staying.size() + parts.components());
  // Summed over the clusters that go: 1 minus the others would be mere rounding for a topic with a tiny
  // share.
  double left = 0.0;
  std::size_t next = 0;
  for (std::size_t cluster = 0; cluster < mixture.components(); ++cluster) {
    if (next < staying.size() && staying[next] == cluster) {
      mixing_weights.push_back(mixture.mixing_weights()[staying[next++]]);
    } else {
      left += mixture.mixing_weights()[cluster];
    }
  }
  for (const double prior : parts.mixing_weights()) mixing_weights.push_back(prior * left);
  std::vector<float> table;
  table.reserve(mixture.columns() * mixing_weights.size());
  for (Eigen::Index column = 0; column < static_cast<Eigen::Index>(mixture.columns()); ++column) {
    for (const std::size_t cluster : staying)
      table.push_back(mixture.log_probabilities()(column, static_cast<Eigen::Index>(cluster)));
    const auto of_parts = parts.log_probabilities().row(column);
    table.insert(table.end(), of_parts.data(), of_parts.data() + of_parts.size());
  }
  return MultinomialMixture::from_parameters(table, mixing_weights.size(), mixing_weights, mixture.row_sum());
}

KMeans with_parts(const KMeans& kmeans, const std::vector<std::size_t>& staying, const KMeans& parts,
                  const RunContext& run) {
  std::vector<float> centroids;
  centroids.reserve((staying.size() + parts.clusters()) * kmeans.columns());
  for (const std::size_t cluster : staying) {
    const float* const begin = kmeans.centroids().row(static_cast<Eigen::Index>(cluster)).data();
    centroids.insert(centroids.end(), begin, begin + kmeans.columns());
  }
  centroids.insert(centroids.end(), parts.centroids().data(),
                   parts.centroids().data() + parts.centroids().size());
  return KMeans::from_centroids(centroids, staying.size() + parts.clusters(), kmeans.metric(), run);
}

/// The clusters that were found as the parts of a topic, for its texts.
std::span<const Assignment> assignments_of(const BestRestart& parts) {
  return parts.mixture ? parts.mixture->assignments() : parts.kmeans.assignments();
}

/// Assigns the texts of a topic to its parts. The first part keeps the number of the topic, and the others
/// are numbered from `next` on. A text without a part goes to the first one. Other texts do not change.
void assign_members(TopicState& state, const BestRestart& parts, std::int32_t topic, std::size_t next) {
  std::size_t member = 0;
  for (TopicAssignment& assignment : state.assignments) {
    if (assignment.topic != topic) continue;
    const Assignment& part = assignments_of(parts)[member++];
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
  const CsrMatrix rows = detail::rows_of(*state_, texts, run);
  check_texts(*state_, rows, run);
  const std::size_t asked = topics() + parts - 1;
  if (parts == 1) return *this;
  const auto number = static_cast<std::int32_t>(topic);
  const BestRestart found = find_parts(*state_, members_of(*state_, rows, number), parts, run);
  parts = found.mixture ? found.mixture->components() : found.kmeans.clusters();
  const std::vector<std::size_t> staying = clusters_outside(*state_, number);

  TopicState state = *state_;
  if (state.mixture) {
    state.mixture = with_parts(*state_->mixture, staying, *found.mixture);
  } else {
    state.kmeans = with_parts(*state_->kmeans, staying, found.kmeans, run);
  }
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
  detail::summarise(state, rows, texts, run);
  for (std::size_t i = 0; i < staying.size(); ++i) {
    if (state.topic_of_cluster[i] != numbered[i]) continue;
    const auto before = static_cast<std::size_t>(state_->topic_of_cluster[staying[i]]);
    state.summaries[static_cast<std::size_t>(state.topic_of_cluster[i])].label =
        state_->summaries[before].label;
  }
  return TopicModel(std::make_shared<const TopicState>(std::move(state)));
}

}}  // namespace tema::v0
