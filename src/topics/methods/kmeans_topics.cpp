#include "topics/methods/kmeans_topics.hpp"

#include "linalg/distinct_rows.hpp"
#include "tema/linalg/kernels.hpp"
#include "topics/reduction.hpp"
#include "topics/restarts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view values_tensor = "reduction.singular_values";
constexpr std::string_view centroids_tensor = "clusters.centroids";

std::span<const float> values_of(const KMeans& kmeans) {
  const auto centroids = kmeans.centroids();
  return {centroids.data(), static_cast<std::size_t>(centroids.size())};
}

/// The clusters in the form of a file, which holds the centroids. So a loaded model gives exactly what the
/// fitted one gives.
KMeans as_saved(const KMeans& kmeans, const RunContext& run) {
  return KMeans::from_centroids(values_of(kmeans), kmeans.clusters(), kmeans.metric(),
                                RunContext{.threads = run.threads});
}

/// The clusters that stay, followed by the parts.
KMeans with_parts(const KMeans& kmeans, std::span<const std::size_t> staying, const KMeans& parts,
                  const RunContext& run) {
  std::vector<float> centroids;
  centroids.reserve((staying.size() + parts.clusters()) * kmeans.columns());
  for (const std::size_t cluster : staying) {
    const float* const begin = kmeans.centroids().row(static_cast<Eigen::Index>(cluster)).data();
    centroids.insert(centroids.end(), begin, begin + kmeans.columns());
  }
  const auto of_parts = values_of(parts);
  centroids.insert(centroids.end(), of_parts.begin(), of_parts.end());
  return KMeans::from_centroids(centroids, staying.size() + parts.clusters(), kmeans.metric(), run);
}

/// Completes a run that had all points.
Restart as_it_is(const KMeans& start, Effort /*effort*/, const RunContext& /*run*/) { return {start}; }

/// Completes runs of k-means on a sample: each goes on with all rows.
RestartMethod kmeans_of_all(const CsrMatrix& rows, const ReducedRows& reduced, std::size_t max_iterations) {
  if (reduced.rows.size() == rows.rows()) return {.look = {}, .finish = as_it_is};
  const auto points = std::make_shared<std::vector<float>>();
  return {.look = {},
          .finish = [&, points, max_iterations](const KMeans& start, Effort effort, const RunContext& run) {
            const TruncatedSvd& reduction = reduced.reduction;
            if (points->empty()) *points = reduce(reduction, rows.view(), run);
            const KMeansOptions options{.clusters = start.clusters(),
                                        .max_iterations = effort == Effort::all ? max_iterations : 1};
            const RowsView all = dense_view(*points, reduction.rank());
            const auto labels = labels_of(start.predict(all, run));
            return Restart{KMeans::fit_from(all, labels, options, run)};
          }};
}

}  // namespace

std::vector<Assignment> KMeansTopics::predict(const CsrMatrix& rows, const RunContext& run) const {
  const std::vector<float> coordinates = reduce(reduction_, rows.view(), run);
  return kmeans_.predict(dense_view(coordinates, reduction_.rank()), run);
}

std::vector<Assignment> KMeansTopics::predict_scores(const RowsView& rows, float* scores,
                                                     const RunContext& run) const {
  const std::vector<float> coordinates = reduce(reduction_, rows, run);
  return kmeans_.predict_scores(dense_view(coordinates, reduction_.rank()), scores, run);
}

ScoreParts KMeansTopics::explain(const CsrMatrix& rows, std::int32_t cluster) const {
  const std::vector<float> coordinates = reduce(reduction_, rows.view(), {});
  const double length = std::sqrt(squared_norm(coordinates));
  const auto centroids = kmeans_.centroids();
  std::vector<double> nearness;
  for (Eigen::Index c = 0; c < centroids.rows(); ++c) {
    double sum = 0.0;
    for (std::size_t d = 0; d < coordinates.size(); ++d)
      sum += static_cast<double>(coordinates[d]) *
             static_cast<double>(centroids(c, static_cast<Eigen::Index>(d)));
    nearness.push_back(sum);
  }
  ScoreParts parts;
  parts.rival = next_best(nearness, cluster);
  const auto components = reduction_.components();
  const RowsView::Row row = rows.view().row(0);
  for (std::size_t j = 0; j < row.size; ++j) {
    double sum = 0.0;
    for (Eigen::Index d = 0; d < components.cols(); ++d)
      sum += static_cast<double>(components(row.columns[j], d)) * static_cast<double>(centroids(cluster, d));
    parts.weights.push_back(sum * static_cast<double>(row.values[j]) / length);
  }
  return parts;
}

TopicParts KMeansTopics::split(const CsrMatrix& members, std::size_t parts,
                               std::span<const std::size_t> staying, const TopicOptions& options,
                               const RunContext& run) const {
  const std::vector<float> coordinates = reduce(reduction_, members.view(), run);
  const RowsView points = dense_view(coordinates, reduction_.rank());
  TopicOptions of_parts = options;
  of_parts.topics = count_distinct_rows(points, parts);
  const RestartMethod method{.look = {}, .finish = as_it_is};
  const BestRestart found = best_restart(points, method, of_parts, run);
  const auto assignments = found.assignments();
  return {std::make_shared<const KMeansTopics>(reduction_, with_parts(kmeans_, staying, found.kmeans, run)),
          {assignments.begin(), assignments.end()},
          found.kmeans.clusters(),
          found.converged};
}

std::vector<SavedTensor> KMeansTopics::tensors() const {
  const DenseMatrix components = reduction_.components();  // without its padding
  return {{kmeans_method.term_table,
           {reduction_.columns(), reduction_.rank()},
           std::vector<float>(components.data(), components.data() + components.size())},
          {values_tensor, {reduction_.rank()}, reduction_.singular_values()},
          {centroids_tensor, {kmeans_.clusters(), kmeans_.columns()}, values_of(kmeans_)}};
}

TopicClusters fit_kmeans_topics(WeightedTexts texts, TopicOptions& options, const RunContext& run) {
  ReducedRows reduced = reduce_rows(texts.rows, options.topics, options, run);
  options.topics = std::min(options.topics, count_distinct_rows(reduced.points(), options.topics));
  const BestRestart best = best_restart(
      reduced.points(), kmeans_of_all(texts.rows, reduced, options.max_iterations), options, run);
  return {std::move(texts.weights), std::move(texts.rows),
          std::make_shared<const KMeansTopics>(std::move(reduced.reduction), as_saved(best.kmeans, run)),
          best.stability, best.converged};
}

std::shared_ptr<const FittedTopics> load_kmeans_topics(const TensorSource& tensors, std::uint64_t clusters,
                                                       double /*row_sum*/, const RunContext& run) {
  constexpr float largest = 2.0F;  // of coordinates of vectors that have the length 1, up to rounding
  const std::uint64_t rank = tensors.length(values_tensor);
  const FloatTable components = tensors.term_table(kmeans_method.term_table, rank);
  const auto singular_values = tensors.doubles(values_tensor, rank);
  const auto centroids = tensors.floats(centroids_tensor, clusters, rank);
  check_values<float>(components, -largest, largest, kmeans_method.term_table);
  check_values(singular_values, 0.0, std::numeric_limits<double>::max(), values_tensor);
  check_values(centroids, -largest, largest, centroids_tensor);
  return std::make_shared<const KMeansTopics>(
      TruncatedSvd::from_components(components, singular_values),
      KMeans::from_centroids(centroids, clusters, KMeansMetric::cosine, run));
}

}}}  // namespace tema::v0::detail
