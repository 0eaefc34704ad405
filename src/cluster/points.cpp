#include "cluster/points.hpp"

#include "core/check.hpp"
#include "linalg/row_norm.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 256;

/// A row shorter than this has no direction: its inverse would not be a finite float.
constexpr double shortest = 1e-30;

/// A squared distance between rows no longer than this is a finite float.
constexpr double longest_euclidean = 4e18;

void check_length(double length, std::size_t row, KMeansMetric metric) {
  if (metric == KMeansMetric::cosine || length <= longest_euclidean) return;
  throw_invalid("the length of row " + std::to_string(row), text_of(length),
                "at most " + text_of(longest_euclidean) +
                    " for Euclidean k-means, as it is and times the scale of the rows that were fitted to");
}

std::vector<double> row_norms(const RowsView& x, KMeansMetric metric, Workers& workers) {
  std::vector<double> norms(x.rows);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      norms[i] = checked_norm(x.row(i), i);
      check_length(norms[i], i, metric);
    }
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

/// The mean of dense rows.
std::vector<double> mean_of(const RowsView& x) {
  std::vector<double> mean(x.cols, 0.0);
  for (std::size_t i = 0; i < x.rows; ++i) {
    const float* const row = x.row(i).values;
    for (std::size_t j = 0; j < x.cols; ++j) mean[j] += static_cast<double>(row[j]);
  }
  for (double& value : mean) value /= static_cast<double>(x.rows);
  return mean;
}

double distance_to(const float* row, const std::vector<double>& centre) {
  double sum = 0.0;
  for (std::size_t j = 0; j < centre.size(); ++j) {
    const double difference = static_cast<double>(row[j]) - centre[j];
    sum += difference * difference;
  }
  return std::sqrt(sum);
}

/// The lengths that rows have in a frame, before its scale. `norms` are those of the rows as they are.
std::vector<double> lengths_in(const Frame& frame, const RowsView& x, std::vector<double> norms,
                               Workers& workers) {
  if (frame.centre.empty()) return norms;
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      norms[i] = distance_to(x.row(i).values, frame.centre);
  });
  return norms;
}

/// True if as dense rows they take no more memory than they do as sparse ones.
bool is_nearly_dense(const RowsView& x) {
  return x.sparse() && x.cols > 0 && static_cast<std::size_t>(x.offsets[x.rows]) >= x.rows * x.cols / 2 + 1;
}

Points points_in(Frame frame, const RowsView& x, KMeansMetric metric, const std::vector<double>& lengths,
                 Workers& workers) {
  const bool cosine = metric == KMeansMetric::cosine;
  Points points;
  points.metric = metric;
  points.frame = std::move(frame);
  points.values.resize(x.sparse() ? static_cast<std::size_t>(x.offsets[x.rows]) : x.rows * x.cols);
  points.norms.resize(x.rows);
  points.rows = x;
  points.rows.values = points.values.data();
  const std::vector<double>& centre = points.frame.centre;
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const bool has_direction = lengths[i] >= shortest;
      const double factor = !cosine ? points.frame.scale : has_direction ? 1.0 / lengths[i] : 0.0;
      check_length(lengths[i] * points.frame.scale, i, metric);
      points.norms[i] = static_cast<float>(!cosine ? lengths[i] * factor : has_direction ? 1.0 : 0.0);
      const RowsView::Row row = x.row(i);
      float* out = points.values.data() + (row.values - x.values);
      for (std::size_t j = 0; j < row.size; ++j) {
        const double value = static_cast<double>(row.values[j]) - (centre.empty() ? 0.0 : centre[j]);
        out[j] = static_cast<float>(value * factor);
      }
    }
  });
  return points;
}

}  // namespace

std::vector<float> dense_values(const RowsView& x, std::size_t begin, std::size_t end) {
  std::vector<float> dense((end - begin) * x.cols, 0.0F);
  for (std::size_t i = begin; i < end; ++i) {
    const RowsView::Row row = x.row(i);
    for (std::size_t j = 0; j < row.size; ++j)
      dense[(i - begin) * x.cols + static_cast<std::size_t>(row.columns[j])] = row.values[j];
  }
  return dense;
}

Points points_of(const RowsView& given, KMeansMetric metric, Workers& workers) {
  const bool euclidean = metric == KMeansMetric::euclidean;
  std::vector<float> dense;
  RowsView x = given;
  if (euclidean && is_nearly_dense(given)) {
    dense = dense_values(given, 0, given.rows);
    x = {given.rows, given.cols, nullptr, nullptr, dense.data()};
  }
  std::vector<double> norms = row_norms(x, metric, workers);
  Frame frame;
  if (euclidean) {
    if (!x.sparse() && x.rows > 0) frame.centre = mean_of(x);
    norms = lengths_in(frame, x, std::move(norms), workers);
    frame.scale = scale_to_one(norms);
  }
  Points points = points_in(std::move(frame), x, metric, norms, workers);
  for (std::size_t j = 0; euclidean && j < points.values.size(); ++j) {
    const auto value = static_cast<double>(points.values[j]);
    points.squares += value * value;
  }
  if (x.sparse()) points.by_column = transpose(points.rows, workers);
  return points;
}

Points points_of(const RowsView& x, KMeansMetric metric, const Frame& frame, Workers& workers) {
  return points_in(frame, x, metric, lengths_in(frame, x, row_norms(x, metric, workers), workers), workers);
}

}}}  // namespace tema::v0::detail
