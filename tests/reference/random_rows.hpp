#pragma once

#include "reference/random_data.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Rows to cluster.
namespace reference {

/// Documents without a structure: sparse, no entry negative, as TF-IDF gives them; some rows are empty.
inline tema::SparseMatrix random_documents(std::size_t rows, std::size_t cols, tema::Random& random) {
  tema::CsrMatrix x = random_sparse(rows, cols, 0.08, random);
  for (float& value : x.values) value = std::abs(value) + 0.01F;
  return to_eigen(x);
}

struct Planted {
  tema::DenseMatrix rows;
  std::vector<std::int32_t> truth;
};

/// Each row is around the axis of its group, far from all others.
inline Planted planted(std::size_t groups, std::size_t rows_of_group, double noise, tema::Random& random) {
  const auto rows = static_cast<Eigen::Index>(groups * rows_of_group);
  Planted result{tema::DenseMatrix::Zero(rows, static_cast<Eigen::Index>(groups) + 2), {}};
  for (Eigen::Index i = 0; i < rows; ++i) {
    const auto group = i % static_cast<Eigen::Index>(groups);
    result.rows(i, group) = 1.0F;
    for (Eigen::Index j = 0; j < result.rows.cols(); ++j) {
      result.rows(i, j) += static_cast<float>(noise * random.normal());
    }
    result.truth.push_back(static_cast<std::int32_t>(group));
  }
  return result;
}

}  // namespace reference
