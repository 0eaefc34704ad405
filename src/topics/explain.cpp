#include "core/elementary.hpp"
#include "tema/linalg/kernels.hpp"
#include "tema/topics/topic_model.hpp"
#include "topics/reduction.hpp"
#include "topics/topic_state.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <stop_token>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::TopicState;

/// The parts of a score: a weight for each entry of the row, and the base.
struct Parts {
  std::int32_t rival = -1;  // a cluster
  double base = 0.0;
  std::vector<double> weights;
};

/// The most likely of the clusters other than `but`; -1 if there is none.
std::int32_t next_best(std::span<const double> nearness, std::int32_t but) {
  std::int32_t best = -1;
  for (std::size_t c = 0; c < nearness.size(); ++c) {
    const auto cluster = static_cast<std::int32_t>(c);
    if (cluster == but) continue;
    if (best < 0 || nearness[c] > nearness[static_cast<std::size_t>(best)]) best = cluster;
  }
  return best;
}

Parts parts_by_mixture(const MultinomialMixture& mixture, const RowsView::Row& row, std::int32_t component) {
  double sum = 0.0;
  for (std::size_t j = 0; j < row.size; ++j) sum += static_cast<double>(row.values[j]);
  const auto table = mixture.log_probabilities();
  const auto logarithm = [&](std::size_t j, std::int32_t c) {
    return static_cast<double>(table(row.columns[j], c)) * static_cast<double>(row.values[j]) *
           mixture.row_sum() / sum;
  };
  std::vector<double> likelihoods;
  for (std::size_t c = 0; c < mixture.components(); ++c) {
    likelihoods.push_back(detail::log(mixture.mixing_weights()[c]));
    for (std::size_t j = 0; j < row.size; ++j) likelihoods[c] += logarithm(j, static_cast<std::int32_t>(c));
  }
  Parts parts;
  parts.rival = next_best(likelihoods, component);
  parts.weights.assign(row.size, 0.0);
  if (parts.rival < 0) return parts;
  const auto prior = [&](std::int32_t c) {
    return detail::log(mixture.mixing_weights()[static_cast<std::size_t>(c)]);
  };
  parts.base = prior(component) - prior(parts.rival);
  for (std::size_t j = 0; j < row.size; ++j)
    parts.weights[j] = logarithm(j, component) - logarithm(j, parts.rival);
  return parts;
}

Parts parts_by_kmeans(const TopicState& state, const CsrMatrix& rows, std::int32_t cluster) {
  const std::vector<float> coordinates = detail::reduce(*state.reduction, rows, {});
  const double length = std::sqrt(squared_norm(coordinates));
  const auto centroids = state.kmeans->centroids();
  std::vector<double> nearness;
  for (Eigen::Index c = 0; c < centroids.rows(); ++c) {
    double sum = 0.0;
    for (std::size_t d = 0; d < coordinates.size(); ++d)
      sum += static_cast<double>(coordinates[d]) *
             static_cast<double>(centroids(c, static_cast<Eigen::Index>(d)));
    nearness.push_back(sum);
  }
  Parts parts;
  parts.rival = next_best(nearness, cluster);
  const auto components = state.reduction->components();
  const RowsView::Row row = rows.view().row(0);
  for (std::size_t j = 0; j < row.size; ++j) {
    double sum = 0.0;
    for (Eigen::Index d = 0; d < components.cols(); ++d)
      sum += static_cast<double>(components(row.columns[j], d)) * static_cast<double>(centroids(cluster, d));
    parts.weights.push_back(sum * static_cast<double>(row.values[j]) / length);
  }
  return parts;
}

/// The terms of the row, with their weights and their spans in the text.
std::vector<ExplainedTerm> place_terms(const TopicState& state, const SourceText& text,
                                       const RowsView::Row& row, const std::vector<double>& weights) {
  std::vector<ExplainedTerm> terms(row.size);
  for (std::size_t j = 0; j < row.size; ++j) {
    terms[j].term = state.tfidf.vocabulary().term(static_cast<TermId>(row.columns[j]));
    terms[j].weight = weights[j];
  }
  const std::stop_token never;
  const std::unique_ptr<detail::TokenReader> reader = state.tokens.source.make_reader(never);
  std::vector<TermId> ids;
  std::vector<ByteSpan> spans;
  reader->append(text, ids, spans);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto id = state.tfidf.vocabulary().find(reader->terms().term(ids[i]));
    if (!id) continue;
    const auto column = static_cast<std::int32_t>(*id);
    const std::int32_t* const at = std::lower_bound(row.columns, row.columns + row.size, column);
    if (at == row.columns + row.size || *at != column) continue;
    terms[static_cast<std::size_t>(at - row.columns)].spans.push_back(spans[i]);
  }
  std::sort(terms.begin(), terms.end(), [](const ExplainedTerm& a, const ExplainedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  return terms;
}

}  // namespace

Explanation TopicModel::explain(std::string_view text, std::string_view language) const {
  const TopicState& state = *state_;
  const RunContext alone{.threads = 1};
  const SourceText given{text, language};
  const CsrMatrix rows = detail::rows_of(state, std::span(&given, 1), alone);
  const Assignment assignment = detail::predict_rows(state, rows, alone)[0];
  Explanation result;
  result.assignment = detail::topic_of(state, assignment);
  if (assignment.cluster < 0) return result;
  const RowsView::Row row = rows.view().row(0);
  const Parts parts = state.mixture ? parts_by_mixture(*state.mixture, row, assignment.cluster)
                                    : parts_by_kmeans(state, rows, assignment.cluster);
  if (parts.rival >= 0) result.rival = state.topic_of_cluster[static_cast<std::size_t>(parts.rival)];
  result.base = parts.base;
  result.score = parts.base;
  for (const double weight : parts.weights) result.score += weight;
  result.terms = place_terms(state, given, row, parts.weights);
  return result;
}

}}  // namespace tema::v0
