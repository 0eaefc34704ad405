#include "tema/cluster/kmeans.hpp"

#include "cluster/kmeans_seeding.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/nearest.hpp"
#include "cluster/points.hpp"
#include "cluster/table_search.hpp"
#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "linalg/distinct_rows.hpp"
#include "linalg/row_norm.hpp"
#include "tema/core/error.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::Clustering;
using detail::Points;

constexpr std::size_t rows_per_chunk = 64;
constexpr std::size_t columns_per_chunk = 1024;

/// The smallest relative gain in merit that counts: runs that reached the same clusters in a different order
/// differ by rounding.
constexpr double least_gain = 1e-9;

std::size_t count_that_belong(const Points& points) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < points.rows.rows; ++i) count += points.belongs(i) ? 1U : 0U;
  return count;
}

void check_options(const KMeansOptions& options, const Points& points) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  const std::size_t most = count_that_belong(points);
  if (most == 0)
    throw std::invalid_argument("x has only rows of zeros, but each cluster needs a row that is not");
  detail::check_range<std::size_t>("clusters", options.clusters, 1, most);
  detail::check_range<std::size_t>("restarts", options.restarts, 1, any);
  detail::check_range<std::size_t>("max_iterations", options.max_iterations, 1, any);
}

/// The seed rows, as clusters of one point each.
std::vector<std::int32_t> members_of_seeds(const std::vector<std::size_t>& seeds, std::size_t rows) {
  std::vector<std::int32_t> members(rows, -1);
  for (std::size_t c = 0; c < seeds.size(); ++c) members[seeds[c]] = static_cast<std::int32_t>(c);
  return members;
}

/// Given labels, as a clustering to start from. Rows that cannot have a cluster get none.
std::vector<std::int32_t> checked_start(std::span<const std::int32_t> labels, std::size_t clusters,
                                        const Points& points) {
  if (labels.size() != points.rows.rows) {
    detail::throw_invalid("the number of labels", std::to_string(labels.size()),
                          std::to_string(points.rows.rows));
  }
  std::vector<std::int32_t> members(labels.begin(), labels.end());
  bool any = false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    detail::check_range<std::int64_t>("a label", members[i], -1, static_cast<std::int64_t>(clusters) - 1);
    if (!points.belongs(i)) members[i] = -1;
    any = any || members[i] >= 0;
  }
  if (!any) throw std::invalid_argument("labels are all -1, but at least one row must have a cluster");
  return members;
}

}  // namespace

KMeans KMeans::fit(const RowsView& x, const KMeansOptions& options, const RunContext& run) {
  Workers workers(run);
  const Points points = detail::points_of(x, options.metric, workers);
  check_options(options, points);
  if (const auto distinct = detail::distinct_rows(points.rows, options.clusters, points.left_out, run);
      distinct.firsts.size() <= options.clusters) {
    Clustering found =
        detail::lloyd(points, distinct.firsts.size(), distinct.kinds, options.max_iterations, workers);
    return {points, distinct.firsts.size(), std::move(found), workers};
  }
  std::optional<KMeans> best;
  double merit = 0.0;
  for (std::size_t restart = 0; restart < options.restarts; ++restart) {
    if (run.progress) run.progress({"cluster", restart, options.restarts});
    try {
      Random random(options.seed, restart + 1);
      const auto seeds = detail::seed_rows(points, options.clusters, random, workers);
      Clustering found = detail::lloyd(points, options.clusters, members_of_seeds(seeds, x.rows),
                                       options.max_iterations, workers);
      if (best && found.merit <= merit + least_gain * std::abs(merit)) continue;
      merit = found.merit;
      best = KMeans(points, options.clusters, std::move(found), workers);
    } catch (const Cancelled&) {
      if (run.on_stop == OnStop::discard || !best) throw;
      best->converged_ = false;
      return *std::move(best);
    }
  }
  if (run.progress) run.progress({"cluster", options.restarts, options.restarts});
  return *std::move(best);
}

KMeans KMeans::fit_from(const RowsView& x, std::span<const std::int32_t> labels, const KMeansOptions& options,
                        const RunContext& run) {
  Workers workers(run);
  const Points points = detail::points_of(x, options.metric, workers);
  check_options(options, points);
  Clustering found = detail::lloyd(points, options.clusters, checked_start(labels, options.clusters, points),
                                   options.max_iterations, workers);
  return {points, options.clusters, std::move(found), workers};
}

KMeans::KMeans(const detail::Points& points, std::size_t clusters, detail::Clustering found, Workers& workers)
    : metric_(points.metric),
      scale_(points.frame.scale),
      centre_(points.frame.centre),
      clusters_(clusters),
      columns_(points.rows.cols),
      centroids_(std::move(found.centroids)),
      iterations_(std::move(found.iterations)),
      converged_(found.converged) {
  build_table(workers);
  assignments_ = assign(points, nullptr, workers);
  for (const Assignment& assignment : assignments_) objective_ += static_cast<double>(assignment.score);
}

KMeans KMeans::from_centroids(std::span<const float> centroids, std::size_t clusters, KMeansMetric metric,
                              const RunContext& run) {
  if (clusters == 0 || centroids.empty() || centroids.size() % clusters != 0)
    throw std::invalid_argument("the number of centroid values must be a positive multiple of clusters");
  KMeans model;
  model.metric_ = metric;
  model.clusters_ = clusters;
  model.columns_ = centroids.size() / clusters;
  Workers workers(run);
  const RowsView rows{clusters, model.columns_, nullptr, nullptr, centroids.data()};
  Points points = detail::points_of(rows, metric, workers);
  const bool has_zeros = std::count(points.left_out.begin(), points.left_out.end(), 1) > 0;
  if (metric == KMeansMetric::euclidean || (points.on_cap() && !has_zeros)) {
    model.scale_ = points.frame.scale;
    model.centre_ = std::move(points.frame.centre);
    model.centroids_ = std::move(points.values);
  } else {
    model.centroids_.assign(centroids.begin(), centroids.end());
  }
  model.build_table(workers);
  model.centroids_.assign(centroids.begin(), centroids.end());
  return model;
}

/// Makes a model from centroids in the frame of the points, which it transforms back to the frame of the
/// rows.
void KMeans::build_table(Workers& workers) {
  const std::size_t width = padded(clusters_);
  table_.resize(columns_ * width);
  offsets_.assign(width, std::numeric_limits<float>::infinity());
  squares_.assign(clusters_, 0.0);
  workers.for_chunks(columns_, columns_per_chunk, [&](const Chunk& chunk) {
    detail::StopCheck check_stop(workers.run());
    for (std::size_t j = chunk.begin; j < chunk.end; ++j)
      std::fill_n(table_.begin() + static_cast<std::ptrdiff_t>(j * width + clusters_), width - clusters_,
                  0.0F);
    for (std::size_t c = 0; c < clusters_; ++c) {
      check_stop(chunk.end - chunk.begin);
      for (std::size_t j = chunk.begin; j < chunk.end; ++j)
        table_[j * width + c] = centroids_[c * columns_ + j];
    }
  });
  workers.for_chunks(clusters_, 1, [&](const Chunk& chunk) {
    const std::size_t c = chunk.index;
    const std::span<float> centroid = std::span(centroids_).subspan(c * columns_, columns_);
    squares_[c] = squared_norm(centroid);
    offsets_[c] = measures_distance() ? static_cast<float>(squares_[c] / 2.0) : 0.0F;
    if (scale_ == 1.0 && centre_.empty()) return;
    for (std::size_t j = 0; j < columns_; ++j) {
      const double value = static_cast<double>(centroid[j]) / scale_;
      centroid[j] = static_cast<float>(centre_.empty() ? value : value + centre_[j]);
    }
  });
}

std::vector<Assignment> KMeans::predict(const RowsView& x, const RunContext& run) const {
  return predict_rows(x, nullptr, run);
}

std::vector<Assignment> KMeans::predict_scores(const RowsView& x, float* scores,
                                               const RunContext& run) const {
  return predict_rows(x, scores, run);
}

/// Writes scores unless there is no array for them.
std::vector<Assignment> KMeans::predict_rows(const RowsView& x, float* scores, const RunContext& run) const {
  if (x.cols != columns_) {
    detail::throw_invalid("the number of columns", std::to_string(x.cols), std::to_string(columns_));
  }
  Workers workers(run);
  const detail::Frame frame{scale_, centre_};
  if (centre_.empty() || !x.sparse())
    return assign(detail::points_of(x, metric_, frame, workers), scores, workers);
  // In the frame, entries that a sparse row does not store are not zero. So the rows are made dense, a part
  // at a time.
  constexpr std::size_t rows_at_a_time = 4096;
  std::vector<Assignment> result;
  for (std::size_t begin = 0; begin < x.rows; begin += rows_at_a_time) {
    const std::size_t end = std::min(begin + rows_at_a_time, x.rows);
    const std::vector<float> dense = detail::dense_values(x, begin, end, run);
    const RowsView part{end - begin, x.cols, nullptr, nullptr, dense.data()};
    float* const of_rows = scores == nullptr ? nullptr : scores + begin * clusters_;
    const auto of_part = assign(detail::points_of(part, metric_, frame, workers), of_rows, workers);
    result.insert(result.end(), of_part.begin(), of_part.end());
  }
  return result;
}

std::vector<Assignment> KMeans::assign(const detail::Points& points, float* scores, Workers& workers) const {
  const detail::CentroidTable table{table_, offsets_};
  // For all scores, no cluster may be left out.
  const detail::GroupBounds bounds =
      scores == nullptr ? detail::bounds_of(table, points, workers) : detail::GroupBounds();
  if (scores != nullptr) std::fill_n(scores, points.rows.rows * clusters_, 0.0F);
  std::vector<Assignment> result(points.rows.rows);
  workers.for_chunks(points.rows.rows, rows_per_chunk, [&](const Chunk& chunk) {
    detail::TableSearch search(table, bounds);
    detail::StopCheck check_stop(workers.run());
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      check_stop(table.width());
      if (!points.belongs(i)) continue;
      const detail::Nearest nearest = search.find(points.rows.row(i), rounding_of(points, i));
      result[i] = assignment_of(nearest, points.rows.row(i));
      if (scores == nullptr) continue;
      for (std::size_t c = 0; c < clusters_; ++c) {
        check_stop(measures_distance() ? points.rows.row(i).size : 1);
        const float nearness = search.nearness()[c];
        scores[i * clusters_ + c] = assignment_of({c, nearness, nearness}, points.rows.row(i)).score;
      }
    }
  });
  return result;
}

/// Nearness is the cosine, or (‖point‖² - distance²) / 2 in the scale of the points. If points are near to
/// their centroids, a distance computed from it would be the rounding of a difference, so it is measured
/// directly.
Assignment KMeans::assignment_of(const detail::Nearest& nearest, const RowsView::Row& point) const {
  const auto cluster = static_cast<std::int32_t>(nearest.index);
  const float lead = clusters_ > 1 ? nearest.best - nearest.second : 0.0F;
  if (!measures_distance()) return {cluster, nearest.best, lead};
  const double unit = scale_ * scale_;
  const double distance = squared_distance(point, nearest.index) / unit;
  const double margin = static_cast<double>(lead) / unit;
  if (metric_ == KMeansMetric::cosine)
    return {cluster, static_cast<float>(1.0 - distance / 2.0), static_cast<float>(margin)};
  return {cluster, static_cast<float>(-distance), static_cast<float>(2.0 * margin)};
}

/// Computed in doubles, in the scale of the points.
double KMeans::squared_distance(const RowsView::Row& point, std::size_t cluster) const {
  const std::size_t width = padded(clusters_);
  double sum = 0.0;
  double of_columns = 0.0;  // what these have of the centroid's squared length
  for (std::size_t j = 0; j < point.size; ++j) {
    const std::size_t column = point.columns == nullptr ? j : static_cast<std::size_t>(point.columns[j]);
    const auto centroid = static_cast<double>(table_[column * width + cluster]);
    const double difference = static_cast<double>(point.values[j]) - centroid;
    sum += difference * difference;
    of_columns += centroid * centroid;
  }
  return point.columns == nullptr ? sum : std::max(0.0, sum + (squares_[cluster] - of_columns));
}

std::vector<std::int32_t> labels_of(std::span<const Assignment> assignments) {
  std::vector<std::int32_t> labels;
  labels.reserve(assignments.size());
  for (const Assignment& assignment : assignments) labels.push_back(assignment.cluster);
  return labels;
}

}}  // namespace tema::v0
