#pragma once

#include "linalg/transposed.hpp"
#include "tema/cluster/kmeans.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/detail/float_table.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// How k-means transforms rows at the start: Euclidean rows, and unit rows that lie close together. Distances
/// are unchanged except for the scale. Lengths and products stay far from the ends of the range of floats,
/// and small differences beside a large offset are kept.
struct Frame {
  double scale = 1.0;          // what is left is multiplied with: a power of two
  std::vector<double> centre;  // what is subtracted from dense rows, by column; empty: nothing
};

/// Rows in the form that k-means uses: a copy of their values, of unit length, or in a frame in which no row
/// that it is fitted to is longer than 1.
struct Points {
  FloatTable values;
  RowsView rows;                       // with `values`; sparse columns and offsets are the caller's
  std::vector<float> norms;            // the length of each point
  std::vector<std::uint8_t> left_out;  // with the cosine, 1 for a row of zeros; otherwise empty
  KMeansMetric metric = KMeansMetric::cosine;
  Transposed by_column;  // the transpose of sparse points to fit to
  Frame frame;           // the frame of Euclidean points, and of those on a cap
  double squares = 0.0;  // the sum of all squared lengths, in a frame of their own

  Points() = default;
  Points(const Points&) = delete;
  Points& operator=(const Points&) = delete;
  Points(Points&&) = default;
  Points& operator=(Points&&) = default;
  ~Points() = default;

  /// True if the point can have a cluster.
  [[nodiscard]] bool belongs(std::size_t i) const { return left_out.empty() || left_out[i] == 0; }

  /// True for unit rows that lie close together: on a cap of the sphere, like rows that share a large offset.
  /// Their cosines differ by less than floats can tell apart. So the rows are centred. Since the cosine of
  /// unit rows is 1 - distance² / 2, that distance to centroids on the sphere is measured.
  [[nodiscard]] bool on_cap() const { return metric == KMeansMetric::cosine && !frame.centre.empty(); }
};

/// The largest error of a computed nearness of a point; see Measure.
float rounding_of(const Points& points, std::size_t point);

/// Makes points of the rows to fit to, in a frame of their own. Sparse rows with most values stored are made
/// dense where they are centred. Throws std::invalid_argument for a row that is not finite or too long.
Points points_of(const RowsView& x, KMeansMetric metric, Workers& workers);

/// Makes points of the rows to predict, in the frame of the rows that were fitted to.
Points points_of(const RowsView& x, KMeansMetric metric, const Frame& frame, Workers& workers);

/// The values of some sparse rows in dense form, with their zeros.
std::vector<float> dense_values(const RowsView& x, std::size_t begin, std::size_t end, const RunContext& run);

}}}  // namespace tema::v0::detail
