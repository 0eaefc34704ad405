#include "cluster/points.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "linalg/row_norm.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 64;
constexpr std::size_t rows_per_sum = 4096;

/// A squared distance between rows no longer than this is a finite float.
constexpr double longest_euclidean = 4e18;

/// Unit rows are on a cap if their mean squared distance to their mean is below this. For other rows, floats
/// lose only a few millionths of the differences between cosines.
constexpr double widest_cap = 1.0 / 16.0;

/// Unit rows that are nearer to each other than this differ only by the rounding of doubles.
constexpr double narrowest_cap = 1e-12;

void check_length(double length, std::size_t row, KMeansMetric metric) {
  if (metric == KMeansMetric::cosine || length <= longest_euclidean) return;
  throw_invalid("the length of row " + std::to_string(row), text_of(length),
                "at most " + text_of(longest_euclidean) +
                    " for Euclidean k-means, both before and after it is scaled as the fitted rows were");
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

/// The power of two that scales the longest row to a length between 1/2 and 1.
double scale_to_one(const std::vector<double>& norms) {
  const double longest = norms.empty() ? 0.0 : *std::max_element(norms.begin(), norms.end());
  if (longest == 0.0) return 1.0;
  int exponent = 0;
  static_cast<void>(std::frexp(longest, &exponent));
  return std::ldexp(1.0, -exponent);
}

/// The factor of a row of this length before it is centred: 0 for a row without a direction.
double factor_of(double norm, KMeansMetric metric) {
  return metric == KMeansMetric::euclidean ? 1.0 : inverse_length(norm);
}

/// The mean of the dense rows that have a factor, multiplied by their factors; zeros if there are none.
std::vector<double> mean_of(const RowsView& x, const std::vector<double>& factors, Workers& workers) {
  std::vector<std::vector<double>> of_chunk(chunk_count(x.rows, rows_per_sum));
  workers.for_chunks(x.rows, rows_per_sum, [&](const Chunk& chunk) {
    std::vector<double>& sums = of_chunk[chunk.index];
    sums.assign(x.cols, 0.0);
    StopCheck check_stop(workers.run());
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      check_stop(x.cols);
      const float* const row = x.row(i).values;
      for (std::size_t j = 0; j < x.cols; ++j) sums[j] += static_cast<double>(row[j]) * factors[i];
    }
  });
  std::vector<double> mean(x.cols, 0.0);
  for (const auto& sums : of_chunk) {
    for (std::size_t j = 0; j < x.cols; ++j) mean[j] += sums[j];
  }
  const auto count = x.rows - static_cast<std::size_t>(std::count(factors.begin(), factors.end(), 0.0));
  for (double& value : mean) value /= static_cast<double>(std::max<std::size_t>(count, 1));
  return mean;
}

/// True if the rows take no more memory in dense form than in sparse form.
bool is_nearly_dense(const RowsView& x) {
  return x.sparse() && x.cols > 0 && static_cast<std::size_t>(x.offsets[x.rows]) >= x.rows * x.cols / 2 + 1;
}

/// True if the mean of unit rows proves that they are not on a cap: the mean of their squared distances to it
/// is 1 minus its own squared length.
bool is_far_from_cap(const std::vector<double>& mean) {
  double square = 0.0;
  for (const double value : mean) square += value * value;
  return 1.0 - square > 2.0 * widest_cap;
}

/// The distance of a row, multiplied by its factor.
double distance_to(const float* row, double factor, const std::vector<double>& centre) {
  double sum = 0.0;
  for (std::size_t j = 0; j < centre.size(); ++j) {
    const double difference = static_cast<double>(row[j]) * factor - centre[j];
    sum += difference * difference;
  }
  return std::sqrt(sum);
}

/// Rows, and what must be known before they become points.
struct Source {
  Source(const RowsView& rows, KMeansMetric metric_of_rows, Workers& workers)
      : x(rows), metric(metric_of_rows), norms(row_norms(rows, metric_of_rows, workers)) {
    factors.reserve(x.rows);
    for (const double norm : norms) factors.push_back(factor_of(norm, metric));
  }

  /// The lengths of the rows in a frame, before its scale.
  [[nodiscard]] std::vector<double> lengths_in(const Frame& frame, Workers& workers) const {
    std::vector<double> lengths(x.rows, 0.0);
    workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        if (factors[i] == 0.0) continue;
        lengths[i] = frame.centre.empty() ? norms[i] * factors[i]
                                          : distance_to(x.row(i).values, factors[i], frame.centre);
      }
    });
    return lengths;
  }

  RowsView x;
  KMeansMetric metric;
  std::vector<double> norms;
  std::vector<double> factors;
};

/// True if unit rows with these distances to their mean are on a cap.
bool are_on_cap(const std::vector<double>& distances, const std::vector<double>& factors) {
  double longest = 0.0;
  double squares = 0.0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < distances.size(); ++i) {
    longest = std::max(longest, distances[i]);
    squares += distances[i] * distances[i];
    count += factors[i] != 0.0 ? 1U : 0U;
  }
  return longest > narrowest_cap && squares < widest_cap * static_cast<double>(count);
}

/// The frame of the rows to fit to.
Frame frame_of(const Source& source, Workers& workers) {
  const bool cosine = source.metric == KMeansMetric::cosine;
  Frame frame;
  if (!source.x.sparse() && source.x.rows > 0) frame.centre = mean_of(source.x, source.factors, workers);
  if (cosine && (frame.centre.empty() || is_far_from_cap(frame.centre))) return {};
  const std::vector<double> lengths = source.lengths_in(frame, workers);
  if (cosine && !are_on_cap(lengths, source.factors)) return {};
  frame.scale = scale_to_one(lengths);
  return frame;
}

void make_point(const Source& source, std::size_t i, double length, Points& points) {
  const double factor = source.factors[i];
  const double scale = points.frame.scale;
  const std::vector<double>& centre = points.frame.centre;
  check_length(length * scale, i, source.metric);
  points.norms[i] = static_cast<float>(length * scale);
  if (source.metric == KMeansMetric::cosine) points.left_out[i] = factor == 0.0 ? 1 : 0;
  const RowsView::Row row = source.x.row(i);
  float* const out = points.values.data() + (row.values - source.x.values);
  if (factor == 0.0) {
    std::fill_n(out, row.size, 0.0F);
    return;
  }
  for (std::size_t j = 0; j < row.size; ++j) {
    const double value = static_cast<double>(row.values[j]) * factor - (centre.empty() ? 0.0 : centre[j]);
    out[j] = static_cast<float>(value * scale);
  }
}

Points points_in(Frame frame, const Source& source, Workers& workers) {
  const RowsView& x = source.x;
  Points points;
  points.metric = source.metric;
  points.frame = std::move(frame);
  points.values.resize(x.sparse() ? static_cast<std::size_t>(x.offsets[x.rows]) : x.rows * x.cols);
  points.norms.resize(x.rows);
  if (source.metric == KMeansMetric::cosine) points.left_out.resize(x.rows);
  points.rows = x;
  points.rows.values = points.values.data();
  const std::vector<double> lengths = source.lengths_in(points.frame, workers);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) make_point(source, i, lengths[i], points);
  });
  return points;
}

/// The sum of the squared lengths of points.
double sum_of_squares(const RowsView& points, Workers& workers) {
  std::vector<double> of_chunk(chunk_count(points.rows, rows_per_chunk), 0.0);
  workers.for_chunks(points.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const RowsView::Row row = points.row(i);
      of_chunk[chunk.index] += squared_norm({row.values, row.size});
    }
  });
  double sum = 0.0;
  for (const double squares : of_chunk) sum += squares;
  return sum;
}

}  // namespace

/// Each sum of products is rounded as often as it has terms, and once more if an offset, which is at most
/// about 1, is subtracted.
float rounding_of(const Points& points, std::size_t point) {
  constexpr float of_one_operation = 0x1p-24F;
  const float of_offset = points.metric == KMeansMetric::cosine && !points.on_cap() ? 0.0F : 2.0F;
  const auto terms = static_cast<float>(points.rows.row(point).size + 8);
  return of_one_operation * (terms * points.norms[point] + of_offset);
}

std::vector<float> dense_values(const RowsView& x, std::size_t begin, std::size_t end,
                                const RunContext& run) {
  auto dense = filled<std::vector<float>>((end - begin) * x.cols, 0.0F, run);
  StopCheck check_stop(run);
  for (std::size_t i = begin; i < end; ++i) {
    const RowsView::Row row = x.row(i);
    check_stop(row.size);
    for (std::size_t j = 0; j < row.size; ++j)
      dense[(i - begin) * x.cols + static_cast<std::size_t>(row.columns[j])] = row.values[j];
  }
  return dense;
}

Points points_of(const RowsView& given, KMeansMetric metric, Workers& workers) {
  std::vector<float> dense;
  std::optional<Points> points;
  if (is_nearly_dense(given)) {
    dense = dense_values(given, 0, given.rows, workers.run());
    const Source source({given.rows, given.cols, nullptr, nullptr, dense.data()}, metric, workers);
    Frame frame = frame_of(source, workers);
    if (!frame.centre.empty()) points = points_in(std::move(frame), source, workers);
  }
  if (!points) {
    const Source source(given, metric, workers);
    points = points_in(frame_of(source, workers), source, workers);
  }
  if (metric == KMeansMetric::euclidean || points->on_cap())
    points->squares = sum_of_squares(points->rows, workers);
  if (points->rows.sparse()) points->by_column = transposed(points->rows, workers);
  return *std::move(points);
}

Points points_of(const RowsView& x, KMeansMetric metric, const Frame& frame, Workers& workers) {
  return points_in(frame, Source(x, metric, workers), workers);
}

}}}  // namespace tema::v0::detail
