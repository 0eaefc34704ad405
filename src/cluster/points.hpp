#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What k-means does to rows before all else: to Euclidean ones, and to unit rows that lie close together.
/// Distances stay what they are but for the scale; lengths and products stay far from the ends of a float's
/// range, and keep what is small beside a large offset.
struct Frame {
  double scale = 1.0;          // what is left is multiplied with: a power of two
  std::vector<double> centre;  // what is subtracted from dense rows, by column; empty: nothing
};

/// Rows as k-means takes them: a copy of their values, of unit length or in a frame in which none that it is
/// fitted to is longer than 1.
struct Points {
  std::vector<float> values;
  RowsView rows;                       // of `values`; columns and offsets are the caller's, if it is sparse
  std::vector<float> norms;            // the length of each point
  std::vector<std::uint8_t> left_out;  // under the cosine 1 for a row of zeros; empty otherwise
  KMeansMetric metric = KMeansMetric::cosine;
  CsrMatrix by_column;   // the transpose of sparse points to fit to
  Frame frame;           // of Euclidean points, and of those on a cap
  double squares = 0.0;  // in a frame of their own: the sum of all squared lengths

  Points() = default;
  Points(const Points&) = delete;
  Points& operator=(const Points&) = delete;
  Points(Points&&) = default;
  Points& operator=(Points&&) = default;
  ~Points() = default;

  /// True if the point can have a cluster.
  [[nodiscard]] bool belongs(std::size_t i) const { return left_out.empty() || left_out[i] == 0; }

  /// True for unit rows that lie close together: on a cap of the sphere, as rows do that share a large
  /// offset. Their cosines differ by less than a float tells apart. So they are centred, and since the cosine
  /// of unit rows is 1 - distance² / 2, that distance is what is measured, to centroids on the sphere.
  [[nodiscard]] bool on_cap() const { return metric == KMeansMetric::cosine && !frame.centre.empty(); }
};

/// Of rows to fit to, in a frame of their own. Sparse rows of which most values are stored are made dense
/// where they are centred. Throws std::invalid_argument for a row that is not finite or too long.
Points points_of(const RowsView& x, KMeansMetric metric, Workers& workers);

/// The same of rows to predict, in the frame of those that were fitted to.
Points points_of(const RowsView& x, KMeansMetric metric, const Frame& frame, Workers& workers);

/// The values of some sparse rows as those of dense ones, which have zeros, too.
std::vector<float> dense_values(const RowsView& x, std::size_t begin, std::size_t end, const RunContext& run);

}}}  // namespace tema::v0::detail
