#pragma once

#include "tema/core/random.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/types.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ranges>
#include <vector>

/// What the tests of the numeric modules are fed with, and how they compare.
namespace reference {

/// Standard normal numbers.
inline std::vector<float> random_floats(std::size_t size, tema::Random& random) {
  std::vector<float> values(size);
  for (float& value : values) value = static_cast<float>(random.normal());
  return values;
}

/// Each entry is there with the probability `density`, and then standard normal. Rows may be empty.
inline tema::CsrMatrix random_sparse(std::size_t rows, std::size_t cols, double density,
                                     tema::Random& random) {
  tema::CsrMatrix x;
  x.cols = cols;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < cols; ++j) {
      if (random.uniform() >= density) continue;
      x.columns.push_back(static_cast<std::int32_t>(j));
      x.values.push_back(static_cast<float>(random.normal()));
    }
    x.offsets.push_back(static_cast<std::int32_t>(x.values.size()));
  }
  return x;
}

inline tema::SparseMatrix to_eigen(const tema::CsrMatrix& rows) {
  tema::SparseMatrix x(static_cast<Eigen::Index>(rows.rows()), static_cast<Eigen::Index>(rows.cols));
  x.resizeNonZeros(static_cast<Eigen::Index>(rows.values.size()));
  std::copy(rows.offsets.begin(), rows.offsets.end(), x.outerIndexPtr());
  std::copy(rows.columns.begin(), rows.columns.end(), x.innerIndexPtr());
  std::copy(rows.values.begin(), rows.values.end(), x.valuePtr());
  return x;
}

inline tema::DenseMatrix to_dense(const tema::CsrMatrix& rows) { return tema::DenseMatrix(to_eigen(rows)); }

/// True if two contiguous ranges of numbers are of the same bits: 0 and -0 differ, a NaN equals itself.
template <std::ranges::contiguous_range A, std::ranges::contiguous_range B>
bool same_bytes(const A& a, const B& b) {
  static_assert(sizeof(std::ranges::range_value_t<A>) == sizeof(std::ranges::range_value_t<B>));
  if (std::ranges::size(a) != std::ranges::size(b)) return false;
  const std::size_t bytes = std::ranges::size(a) * sizeof(std::ranges::range_value_t<A>);
  return bytes == 0 || std::memcmp(std::ranges::data(a), std::ranges::data(b), bytes) == 0;
}

}  // namespace reference
