#include "topics/reduction.hpp"

#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

std::vector<float> reduce(const TruncatedSvd& reduction, const CsrMatrix& x, const RunContext& run) {
  constexpr double least_length = 1e-3;
  std::vector<float> coordinates(x.rows() * reduction.rank());
  reduction.transform(x.view(), coordinates.data(), run);
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const std::span<float> row = std::span(coordinates).subspan(i * reduction.rank(), reduction.rank());
    if (squared_norm(row) < least_length * least_length) std::fill(row.begin(), row.end(), 0.0F);
  }
  return coordinates;
}

RowsView dense_view(const std::vector<float>& values, std::size_t cols) {
  return {values.size() / cols, cols, nullptr, nullptr, values.data()};
}

ReducedRows reduce_rows(const CsrMatrix& x, const TopicOptions& options, const RunContext& run) {
  TruncatedSvd reduction = TruncatedSvd::fit(x.view(), {.rank = options.rank, .seed = options.seed}, run);
  std::vector<float> coordinates = reduce(reduction, x, run);
  return {std::move(reduction), std::move(coordinates)};
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

CsrMatrix with_factors(const CsrMatrix& x, const std::vector<float>& factors) {
  CsrMatrix result = x;
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const auto begin = static_cast<std::size_t>(x.offsets[i]);
    const auto end = static_cast<std::size_t>(x.offsets[i + 1]);
    for (std::size_t j = begin; j < end; ++j)
      result.values[j] *= factors[static_cast<std::size_t>(x.columns[j])];
    normalize(std::span(result.values).subspan(begin, end - begin));
  }
  return result;
}

}}}  // namespace tema::v0::detail
