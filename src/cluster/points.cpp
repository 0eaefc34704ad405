#include "cluster/points.hpp"

#include "linalg/row_norm.hpp"

#include <algorithm>
#include <cmath>

namespace tema::inline v0::detail {

namespace {

constexpr std::size_t rows_per_chunk = 256;

/// A row shorter than this has no direction: its inverse would not be a finite float.
constexpr double shortest = 1e-30;

std::vector<double> row_norms(const RowsView& x, Workers& workers) {
  std::vector<double> norms(x.rows);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) norms[i] = checked_norm(x.row(i), i);
  });
  return norms;
}

/// The power of two that brings the longest row to between 1/2 and 1.
double scale_to_one(const std::vector<double>& norms) {
  const double longest = norms.empty() ? 0.0 : *std::max_element(norms.begin(), norms.end());
  if (longest == 0.0) return 1.0;
  int exponent = 0;
  static_cast<void>(std::frexp(longest, &exponent));
  return std::ldexp(1.0, -exponent);
}

Points scaled(const RowsView& x, KMeansMetric metric, double scale, const std::vector<double>& norms,
              Workers& workers) {
  const bool cosine = metric == KMeansMetric::cosine;
  Points points;
  points.metric = metric;
  points.scale = scale;
  points.values.resize(x.sparse() ? static_cast<std::size_t>(x.offsets[x.rows]) : x.rows * x.cols);
  points.norms.resize(x.rows);
  points.rows = x;
  points.rows.values = points.values.data();
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const bool has_direction = norms[i] >= shortest;
      const double factor = !cosine ? scale : has_direction ? 1.0 / norms[i] : 0.0;
      points.norms[i] = static_cast<float>(!cosine ? norms[i] * scale : has_direction ? 1.0 : 0.0);
      const RowsView::Row row = x.row(i);
      float* out = points.values.data() + (row.values - x.values);
      for (std::size_t j = 0; j < row.size; ++j) {
        out[j] = static_cast<float>(static_cast<double>(row.values[j]) * factor);
      }
    }
  });
  return points;
}

}  // namespace

Points points_of(const RowsView& x, KMeansMetric metric, Workers& workers) {
  const std::vector<double> norms = row_norms(x, workers);
  const double scale = metric == KMeansMetric::cosine ? 1.0 : scale_to_one(norms);
  Points points = scaled(x, metric, scale, norms, workers);
  if (x.sparse()) points.by_column = transpose(points.rows, workers);
  return points;
}

Points points_of(const RowsView& x, KMeansMetric metric, double scale, Workers& workers) {
  return scaled(x, metric, scale, row_norms(x, workers), workers);
}

}  // namespace tema::inline v0::detail
