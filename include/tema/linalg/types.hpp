#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>

namespace tema { inline namespace v0 {

/// Documents × terms, compressed by rows. At most 2³¹ - 1 nonzeros: Eigen counts them in 32 bits.
using SparseMatrix = Eigen::SparseMatrix<float, Eigen::RowMajor, std::int32_t>;

/// A dense matrix, row after row.
using DenseMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}}  // namespace tema::v0
