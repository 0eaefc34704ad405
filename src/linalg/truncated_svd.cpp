#include "tema/linalg/truncated_svd.hpp"

#include "core/check.hpp"
#include "linalg/orthonormal.hpp"
#include "linalg/row_norm.hpp"
#include "linalg/symmetric_eigen.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/kernels.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tema { inline namespace v0 {

namespace {

using detail::FloatTable;

constexpr std::size_t rows_per_chunk = 64;

/// If less than this share of the square of a direction is its own, directions are too much alike to be
/// multiplied twice before they are made orthonormal again.
constexpr double alike = 1e-3;

/// Checks the rows. Returns the length of the longest.
double check_rows(const RowsView& x, Workers& workers) {
  std::vector<double> longest(chunk_count(x.rows, rows_per_chunk), 0.0);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      longest[chunk.index] = std::max(longest[chunk.index], detail::checked_norm(x.row(i), i));
  });
  return *std::max_element(longest.begin(), longest.end());
}

/// A standard normal matrix of `rows` × `used` in rows of `width` floats, each row from a stream of its own.
FloatTable random_table(std::size_t rows, std::size_t used, std::size_t width, std::uint64_t seed,
                        Workers& workers) {
  FloatTable table(rows * width, 0.0F);
  workers.for_chunks(rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      Random random(seed, row + 1);
      for (std::size_t j = 0; j < used; ++j) table[row * width + j] = static_cast<float>(random.normal());
    }
  });
  return table;
}

/// Makes the largest entry of each column positive: a sign that does not depend on rounding.
void fix_signs(FloatTable& table, std::size_t width, Workers& workers) {
  const auto keep_larger = [width](const float* row, std::vector<float>& largest) {
    for (std::size_t j = 0; j < width; ++j) {
      if (std::abs(row[j]) > std::abs(largest[j])) largest[j] = row[j];
    }
  };
  std::vector<std::vector<float>> of_chunk(chunk_count(table.size() / width, rows_per_chunk));
  workers.for_chunks(table.size() / width, rows_per_chunk, [&](const Chunk& chunk) {
    of_chunk[chunk.index].assign(width, 0.0F);
    for (std::size_t row = chunk.begin; row < chunk.end; ++row)
      keep_larger(&table[row * width], of_chunk[chunk.index]);
  });
  std::vector<float> largest(width, 0.0F);
  for (const std::vector<float>& found : of_chunk) keep_larger(found.data(), largest);
  workers.for_chunks(table.size() / width, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      for (std::size_t j = 0; j < width; ++j) {
        if (largest[j] < 0.0F) table[row * width + j] = -table[row * width + j];
      }
    }
  });
}

/// `x` in an orthonormal basis of approximately the span of its leading left singular vectors, as terms ×
/// width: Z = xᵀQ, where Q has orthonormal columns.
FloatTable sketch(const RowsView& x, std::size_t directions, const TruncatedSvdOptions& options,
                  Workers& workers) {
  // Between two orthonormal bases, lengths are multiplied by those of the rows twice.
  constexpr double moderate = 1e8;
  const double longest = check_rows(x, workers);
  const bool is_far = !(longest > 1.0 / moderate && longest < moderate);
  const RunContext& run = workers.run();
  const std::size_t width = padded(directions);
  const CsrMatrix transposed = transpose(x, workers);
  FloatTable by_term = random_table(x.cols, directions, width, options.seed, workers);
  FloatTable by_row(x.rows * width);
  const std::size_t passes = options.power_iterations + 1;
  double least_share = 0.0;
  for (std::size_t pass = 0; pass < passes; ++pass) {
    if (run.progress) run.progress({"reduce", pass, passes});
    if (pass > 0 && (is_far || least_share < alike)) detail::orthonormalize(by_term, width, workers);
    multiply(x, by_term.data(), width, by_row.data(), workers);
    least_share = detail::orthonormalize(by_row, width, workers);
    // The last basis is orthonormalised twice: the second time removes what the first one left because of the
    // rounding of floats.
    if (pass + 1 == passes) detail::orthonormalize(by_row, width, workers);
    multiply(transposed.view(), by_row.data(), width, by_term.data(), workers);
  }
  return by_term;
}

}  // namespace

TruncatedSvd TruncatedSvd::fit(const RowsView& x, const TruncatedSvdOptions& options, const RunContext& run) {
  if (!x.sparse()) throw std::invalid_argument("x is dense, but must be sparse");
  const std::size_t most = std::min(x.rows, x.cols);
  if (most == 0) throw std::invalid_argument("x has no rows or no columns");
  detail::check_range<std::size_t>("rank", options.rank, 1, most);
  detail::check_range<std::size_t>("power_iterations", options.power_iterations, 0, 1000);
  const std::size_t directions = options.rank + std::min(options.oversampling, most - options.rank);
  const std::size_t sketch_width = padded(directions);
  Workers workers(run);
  const FloatTable by_term = sketch(x, directions, options, workers);

  // Z = xᵀQ has Z = V S Uᵀ, so that ZᵀZ = U S² Uᵀ, and V = Z U S⁻¹.
  const std::vector<double> gram = detail::gram_matrix(by_term, sketch_width, workers);
  std::vector<double> small(directions * directions);
  for (std::size_t i = 0; i < directions; ++i) {
    std::copy_n(&gram[i * sketch_width], directions, &small[i * directions]);
  }
  const detail::SymmetricEigen eigen = detail::symmetric_eigen(std::move(small), directions, run);

  TruncatedSvd svd;
  svd.columns_ = x.cols;
  svd.width_ = padded(options.rank);
  FloatTable turn(sketch_width * svd.width_, 0.0F);
  const double noise = 1e-10 * std::max(eigen.values[0], 0.0);
  for (std::size_t j = 0; j < options.rank; ++j) {
    const bool real = eigen.values[j] > noise;
    const double value = real ? std::sqrt(eigen.values[j]) : 0.0;
    svd.singular_values_.push_back(value);
    if (!real) continue;
    for (std::size_t i = 0; i < directions; ++i) {
      turn[i * svd.width_ + j] = static_cast<float>(eigen.vectors[i * directions + j] / value);
    }
  }
  svd.table_.resize(x.cols * svd.width_);
  multiply({x.cols, sketch_width, nullptr, nullptr, by_term.data()}, turn.data(), svd.width_,
           svd.table_.data(), workers);
  fix_signs(svd.table_, svd.width_, workers);
  if (run.progress) run.progress({"reduce", options.power_iterations + 1, options.power_iterations + 1});
  return svd;
}

TruncatedSvd TruncatedSvd::from_components(std::span<const float> components,
                                           std::span<const double> singular_values) {
  const std::size_t rank = singular_values.size();
  if (rank == 0 || components.empty() || components.size() % rank != 0)
    throw std::invalid_argument(
        "the number of components must be a positive multiple of the number of singular values");
  const auto is_finite = [](auto value) { return std::isfinite(value); };
  if (!std::all_of(components.begin(), components.end(), is_finite) ||
      !std::all_of(singular_values.begin(), singular_values.end(), is_finite))
    throw std::invalid_argument("a component or a singular value is not finite");
  TruncatedSvd svd;
  svd.columns_ = components.size() / rank;
  svd.width_ = padded(rank);
  svd.singular_values_.assign(singular_values.begin(), singular_values.end());
  svd.table_.assign(svd.columns_ * svd.width_, 0.0F);
  for (std::size_t j = 0; j < svd.columns_; ++j)
    std::copy_n(components.data() + j * rank, rank, &svd.table_[j * svd.width_]);
  return svd;
}

void TruncatedSvd::transform(const RowsView& x, float* out, const RunContext& run) const {
  if (x.cols != columns_) {
    detail::throw_invalid("the number of columns", std::to_string(x.cols), std::to_string(columns_));
  }
  Workers workers(run);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    FloatTable row(width_);
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      detail::checked_norm(x.row(i), i);
      row_times_table(x.row(i), table_.data(), width_, row.data());
      std::copy_n(row.data(), rank(), out + i * rank());
    }
  });
}

}}  // namespace tema::v0
