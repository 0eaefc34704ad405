#include "tema/cluster/kmeans.hpp"

#include "cluster/kmeans_seeding.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/nearest.hpp"
#include "cluster/points.hpp"
#include "core/check.hpp"
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

namespace tema::inline v0 {

namespace {

using detail::Clustering;
using detail::Points;

constexpr std::size_t rows_per_chunk = 256;
constexpr std::size_t columns_per_chunk = 1024;

/// Of the objective: runs that came to the same clusters in another order differ by their rounding.
constexpr double least_gain = 1e-9;

std::size_t count_that_belong(const Points& points) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < points.rows.rows; ++i) count += points.belongs(i) ? 1U : 0U;
  return count;
}

void check_options(const KMeansOptions& options, const Points& points) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  const std::size_t most = count_that_belong(points);
  if (most == 0) throw std::invalid_argument("x has no row that is not zero, and clusters need one each");
  detail::check_range<std::size_t>("clusters", options.clusters, 1, most);
  detail::check_range<std::size_t>("restarts", options.restarts, 1, any);
  detail::check_range<std::size_t>("max_iterations", options.max_iterations, 1, any);
}

/// The seed rows as clusters of one point each.
std::vector<std::int32_t> members_of_seeds(const std::vector<std::size_t>& seeds, std::size_t rows) {
  std::vector<std::int32_t> members(rows, -1);
  for (std::size_t c = 0; c < seeds.size(); ++c) members[seeds[c]] = static_cast<std::int32_t>(c);
  return members;
}

/// Given labels as a clustering to start from: rows that cannot have a cluster have none.
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
  if (!any) throw std::invalid_argument("labels has no row in a cluster");
  return members;
}

}  // namespace

KMeans KMeans::fit(const RowsView& x, const KMeansOptions& options, const Run& run) {
  Workers workers(run);
  const Points points = detail::points_of(x, options.metric, workers);
  check_options(options, points);
  std::optional<KMeans> best;
  double objective = 0.0;
  for (std::size_t restart = 0; restart < options.restarts; ++restart) {
    if (run.progress) run.progress({"cluster", restart, options.restarts});
    try {
      Random random(options.seed, restart + 1);
      const auto seeds = detail::seed_rows(points, options.clusters, random, workers);
      Clustering found = detail::lloyd(points, options.clusters, members_of_seeds(seeds, x.rows),
                                       options.max_iterations, workers);
      if (best && found.objective <= objective + least_gain * std::abs(objective)) continue;
      objective = found.objective;
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
                        const Run& run) {
  Workers workers(run);
  const Points points = detail::points_of(x, options.metric, workers);
  check_options(options, points);
  Clustering found = detail::lloyd(points, options.clusters, checked_start(labels, options.clusters, points),
                                   options.max_iterations, workers);
  return {points, options.clusters, std::move(found), workers};
}

KMeans::KMeans(const detail::Points& points, std::size_t clusters, detail::Clustering found, Workers& workers)
    : metric_(points.metric),
      scale_(points.scale),
      clusters_(clusters),
      columns_(points.rows.cols),
      centroids_(std::move(found.centroids)),
      iterations_(std::move(found.iterations)),
      converged_(found.converged) {
  build_table(workers);
  assignments_ = assign(points, workers);
  for (const Assignment& assignment : assignments_) objective_ += static_cast<double>(assignment.score);
}

KMeans KMeans::of(std::span<const float> centroids, std::size_t clusters, KMeansMetric metric,
                  const Run& run) {
  if (clusters == 0 || centroids.empty() || centroids.size() % clusters != 0)
    throw std::invalid_argument("centroids are no multiple of the clusters, or there are none");
  KMeans model;
  model.metric_ = metric;
  model.clusters_ = clusters;
  model.columns_ = centroids.size() / clusters;
  model.centroids_.assign(centroids.begin(), centroids.end());
  for (std::size_t c = 0; c < clusters; ++c)
    static_cast<void>(
        detail::checked_norm({&model.centroids_[c * model.columns_], nullptr, model.columns_}, c));
  Workers workers(run);
  model.build_table(workers);
  return model;
}

/// From centroids that are scaled as the points are, which it brings back to the scale of the rows.
void KMeans::build_table(Workers& workers) {
  const std::size_t width = padded(clusters_);
  table_.assign(columns_ * width, 0.0F);
  offsets_.assign(width, std::numeric_limits<float>::infinity());
  workers.for_chunks(columns_, columns_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t c = 0; c < clusters_; ++c) {
      for (std::size_t j = chunk.begin; j < chunk.end; ++j)
        table_[j * width + c] = centroids_[c * columns_ + j];
    }
  });
  for (std::size_t c = 0; c < clusters_; ++c) {
    const std::span<float> centroid = std::span(centroids_).subspan(c * columns_, columns_);
    offsets_[c] = metric_ == KMeansMetric::cosine ? 0.0F : static_cast<float>(squared_norm(centroid) / 2.0);
    if (scale_ == 1.0) continue;
    for (float& value : centroid) value = static_cast<float>(static_cast<double>(value) / scale_);
  }
}

std::vector<Assignment> KMeans::predict(const RowsView& x, const Run& run) const {
  if (x.cols != columns_) {
    detail::throw_invalid("the number of columns", std::to_string(x.cols), std::to_string(columns_));
  }
  Workers workers(run);
  return assign(detail::points_of(x, metric_, scale_, workers), workers);
}

std::vector<Assignment> KMeans::assign(const detail::Points& points, Workers& workers) const {
  const std::size_t width = padded(clusters_);
  const std::vector<float> scales(width, 1.0F);
  std::vector<Assignment> result(points.rows.rows);
  workers.for_chunks(points.rows.rows, rows_per_chunk, [&](const Chunk& chunk) {
    detail::FloatTable products(width);
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (!points.belongs(i)) continue;
      row_times_table(points.rows.row(i), table_.data(), width, products.data());
      const auto nearest = detail::find_nearest(products.data(), scales.data(), offsets_.data(), width);
      result[i] = assignment_of(nearest, points.norms[i]);
    }
  });
  return result;
}

/// Nearness is the cosine, or (‖point‖² - distance²) / 2 in the scale of the points.
Assignment KMeans::assignment_of(const detail::Nearest& nearest, float norm) const {
  const auto cluster = static_cast<std::int32_t>(nearest.index);
  const float lead = clusters_ > 1 ? nearest.best - nearest.second : 0.0F;
  if (metric_ == KMeansMetric::cosine) return {cluster, nearest.best, lead};
  const double length = static_cast<double>(norm);
  const double distance = std::max(0.0, length * length - 2.0 * static_cast<double>(nearest.best));
  const double unit = scale_ * scale_;
  return {cluster, static_cast<float>(-distance / unit),
          static_cast<float>(2.0 * static_cast<double>(lead) / unit)};
}

std::vector<std::int32_t> labels_of(std::span<const Assignment> assignments) {
  std::vector<std::int32_t> labels;
  labels.reserve(assignments.size());
  for (const Assignment& assignment : assignments) labels.push_back(assignment.cluster);
  return labels;
}

}  // namespace tema::inline v0
