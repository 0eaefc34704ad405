#include "topics/reduction.hpp"

#include "linalg/distinct_rows.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/kernels.hpp"
#include "topics/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 64;

TruncatedSvd fit_reduction(const CsrMatrix& x, std::size_t sample, const TopicOptions& options,
                           const RunContext& run) {
  const TruncatedSvdOptions of_svd{.rank = options.rank, .seed = options.seed};
  const std::size_t size = std::min(2 * sample, x.rows());
  if (size == x.rows()) return TruncatedSvd::fit(x.view(), of_svd, run);
  const CsrMatrix rows = rows_at(x, sample_rows(x.rows(), size, options.seed), run);
  return TruncatedSvd::fit(rows.view(), of_svd, run);
}

std::vector<std::size_t> all_rows(std::size_t count) {
  std::vector<std::size_t> rows(count);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

}  // namespace

RowsView rows_between(const CsrMatrix& x, std::size_t begin, std::size_t end) {
  return {end - begin, x.cols, x.offsets.data() + begin, x.columns.data(), x.values.data()};
}

std::vector<float> reduce(const TruncatedSvd& reduction, const RowsView& x, const RunContext& run) {
  constexpr double least_length = 1e-3;
  std::vector<float> coordinates(x.rows * reduction.rank());
  reduction.transform(x, coordinates.data(), run);
  Workers workers(run);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const std::span<float> row = std::span(coordinates).subspan(i * reduction.rank(), reduction.rank());
      if (squared_norm(row) < least_length * least_length) std::fill(row.begin(), row.end(), 0.0F);
    }
  });
  return coordinates;
}

RowsView dense_view(const std::vector<float>& values, std::size_t cols) {
  return {values.size() / cols, cols, nullptr, nullptr, values.data()};
}

ReducedRows reduce_rows(const CsrMatrix& x, std::size_t clusters, const TopicOptions& options,
                        const RunContext& run) {
  const std::size_t size = sample_size(x, clusters);
  TruncatedSvd reduction = fit_reduction(x, size, options, run);
  if (size < x.rows()) {
    std::vector<std::size_t> rows = sample_rows(x.rows(), size, options.seed);
    std::vector<float> coordinates = reduce(reduction, rows_at(x, rows, run).view(), run);
    ReducedRows sample{std::move(reduction), std::move(rows), std::move(coordinates)};
    if (count_distinct_rows(sample.points(), clusters) == clusters) return sample;
    reduction = std::move(sample.reduction);
  }
  std::vector<float> coordinates = reduce(reduction, x.view(), run);
  return {std::move(reduction), all_rows(x.rows()), std::move(coordinates)};
}

std::vector<std::int32_t> label_rows(const CsrMatrix& x, const TruncatedSvd& reduction, const KMeans& kmeans,
                                     const RunContext& run) {
  constexpr std::size_t rows_at_a_time = std::size_t{1} << 13;
  std::vector<std::int32_t> labels;
  labels.reserve(x.rows());
  for (std::size_t begin = 0; begin < x.rows(); begin += rows_at_a_time) {
    const std::size_t end = std::min(begin + rows_at_a_time, x.rows());
    const std::vector<float> coordinates = reduce(reduction, rows_between(x, begin, end), run);
    const auto found = kmeans.predict(dense_view(coordinates, reduction.rank()), run);
    for (const Assignment& assignment : found) labels.push_back(assignment.cluster);
  }
  return labels;
}

std::size_t count_nonzero_rows(const RowsView& points) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < points.rows; ++i) {
    count += squared_norm({points.row(i).values, points.cols}) > 0.0 ? 1U : 0U;
  }
  return count;
}

std::size_t count_rows_with_terms(const RowsView& x) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < x.rows; ++i) count += x.row(i).size > 0 ? 1U : 0U;
  return count;
}

std::size_t default_rank(std::size_t documents, std::size_t terms, std::size_t topics) {
  const auto root = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(documents))));
  return std::min(terms, std::max(topics, std::min<std::size_t>({root, 100, documents - 1})));
}

CsrMatrix with_factors(CsrMatrix x, const std::vector<float>& factors, const RunContext& run) {
  Workers workers(run);
  workers.for_chunks(x.rows(), rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto begin = static_cast<std::size_t>(x.offsets[i]);
      const auto end = static_cast<std::size_t>(x.offsets[i + 1]);
      for (std::size_t j = begin; j < end; ++j)
        x.values[j] *= factors[static_cast<std::size_t>(x.columns[j])];
      normalize(std::span(x.values).subspan(begin, end - begin));
    }
  });
  return x;
}

}}}  // namespace tema::v0::detail
