#include "linalg/orthonormal.hpp"

#include "tema/linalg/kernels.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <algorithm>
#include <cmath>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// A fixed number of blocks, each with a sum of its own: enough for the threads of any machine.
constexpr std::size_t gram_blocks = 32;

constexpr std::size_t rows_between_stops = 1024;

// The square of the share of a column that must remain when those before it are subtracted: below this, the
// rest is the rounding of floats.
constexpr double least_independent_share = 1e-10;

// A shorter column has no direction in floats, because the factor to scale it by is beyond their range.
constexpr double least_length = 1e-30;

/// A factor R of a Gram matrix RᵀR, inverted.
struct InverseFactor {
  std::vector<double> values;  // R⁻¹, upper triangular; the rows and columns of dependent directions are zero
  double least_share = 1.0;  // see orthonormalize
};

InverseFactor inverse_cholesky(const std::vector<double>& gram, std::size_t width) {
  InverseFactor result;
  std::vector<double> r(width * width, 0.0);
  std::vector<bool> independent(width, false);
  for (std::size_t j = 0; j < width; ++j) {
    double left = gram[j * width + j];
    for (std::size_t k = 0; k < j; ++k) left -= r[k * width + j] * r[k * width + j];
    independent[j] =
        left > std::max(least_independent_share * gram[j * width + j], least_length * least_length);
    if (!independent[j]) continue;
    result.least_share = std::min(result.least_share, left / gram[j * width + j]);
    const double diagonal = std::sqrt(left);
    r[j * width + j] = diagonal;
    for (std::size_t i = j + 1; i < width; ++i) {
      double sum = gram[j * width + i];
      for (std::size_t k = 0; k < j; ++k) sum -= r[k * width + j] * r[k * width + i];
      r[j * width + i] = sum / diagonal;
    }
  }
  // Back substitution, column by column.
  std::vector<double>& inverse = result.values;
  inverse.assign(width * width, 0.0);
  for (std::size_t j = 0; j < width; ++j) {
    if (!independent[j]) continue;
    inverse[j * width + j] = 1.0 / r[j * width + j];
    for (std::size_t i = j; i-- > 0;) {
      if (!independent[i]) continue;
      double sum = 0.0;
      for (std::size_t k = i + 1; k <= j; ++k) sum -= r[i * width + k] * inverse[k * width + j];
      inverse[i * width + j] = sum / r[i * width + i];
    }
  }
  return result;
}

}  // namespace

std::vector<double> gram_matrix(std::span<const float> x, std::size_t width, Workers& workers) {
  const std::size_t rows = x.size() / width;
  const std::size_t block = std::max<std::size_t>(64, (rows + gram_blocks - 1) / gram_blocks);
  std::vector<std::vector<double>> sums(chunk_count(rows, block));
  workers.for_chunks(rows, block, [&](const Chunk& chunk) {
    sums[chunk.index].assign(width * width, 0.0);
    for (std::size_t row = chunk.begin; row < chunk.end; row += rows_between_stops) {
      throw_if_stopped(workers.run());
      const std::size_t count = std::min(rows_between_stops, chunk.end - row);
      accumulate_gram(x.data() + row * width, count, width, sums[chunk.index].data());
    }
  });
  std::vector<double> gram(width * width, 0.0);
  for (const std::vector<double>& sum : sums) {
    for (std::size_t i = 0; i < width; ++i) {
      for (std::size_t j = i; j < width; ++j) gram[i * width + j] += sum[i * width + j];
    }
  }
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t j = 0; j < i; ++j) gram[i * width + j] = gram[j * width + i];
  }
  return gram;
}

double orthonormalize(FloatTable& x, std::size_t width, Workers& workers) {
  const InverseFactor inverse = inverse_cholesky(gram_matrix(x, width, workers), width);
  const FloatTable table(inverse.values.begin(), inverse.values.end());
  FloatTable result(x.size());
  multiply({x.size() / width, width, nullptr, nullptr, x.data()}, table.data(), width, result.data(),
           workers);
  x = std::move(result);
  return inverse.least_share;
}

}}}  // namespace tema::v0::detail
