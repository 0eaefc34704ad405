#pragma once

#include "tema/linalg/views.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>
#include <stdexcept>

namespace tema { inline namespace v0 {

/// A sparse matrix of documents × terms, compressed by rows. At most 2³¹ - 1 nonzeros, because Eigen counts
/// them in 32 bits.
using SparseMatrix = Eigen::SparseMatrix<float, Eigen::RowMajor, std::int32_t>;

/// A dense matrix, stored by rows.
using DenseMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The rows of `x`, which must be compressed (SparseMatrix::makeCompressed) and must outlive the view.
/// Throws std::invalid_argument if it is not compressed.
inline RowsView rows_of(const SparseMatrix& x) {
  if (!x.isCompressed())
    throw std::invalid_argument("x is an uncompressed sparse matrix, but must be compressed");
  return {static_cast<std::size_t>(x.rows()), static_cast<std::size_t>(x.cols()), x.outerIndexPtr(),
          x.innerIndexPtr(), x.valuePtr()};
}

/// The rows of `x`, which must outlive the view.
inline RowsView rows_of(const DenseMatrix& x) {
  return {static_cast<std::size_t>(x.rows()), static_cast<std::size_t>(x.cols()), nullptr, nullptr, x.data()};
}

}}  // namespace tema::v0
