#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <vector>

namespace tema::inline v0::detail {

/// Rows as k-means takes them: a copy of their values, scaled so that none that it is fitted to is longer
/// than 1. Lengths and products then stay far from the ends of a float's range.
struct Points {
  std::vector<float> values;
  RowsView rows;             // of `values`; columns and offsets are the caller's
  std::vector<float> norms;  // the length of each point: under the cosine 1, or 0 for a row of zeros
  KMeansMetric metric = KMeansMetric::cosine;
  CsrMatrix by_column;  // the transpose of sparse points to fit to
  double scale = 1.0;   // of Euclidean points: what the rows were multiplied with

  Points() = default;
  Points(const Points&) = delete;
  Points& operator=(const Points&) = delete;
  Points(Points&&) = default;
  Points& operator=(Points&&) = default;
  ~Points() = default;

  /// True if the point can have a cluster.
  [[nodiscard]] bool belongs(std::size_t i) const {
    return metric == KMeansMetric::euclidean || norms[i] > 0.0F;
  }
};

/// Of rows to fit to. Throws std::invalid_argument for a row that is not finite or too long.
Points points_of(const RowsView& x, KMeansMetric metric, Workers& workers);

/// The same of rows to predict, with the scale of those that were fitted to.
Points points_of(const RowsView& x, KMeansMetric metric, double scale, Workers& workers);

}  // namespace tema::inline v0::detail
