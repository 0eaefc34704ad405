#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>

namespace tema { inline namespace v0 {

/// A sparse matrix of documents × terms, compressed by rows. At most 2³¹ - 1 nonzeros, because Eigen counts
/// them in 32 bits.
using SparseMatrix = Eigen::SparseMatrix<float, Eigen::RowMajor, std::int32_t>;

/// A dense matrix, stored by rows.
using DenseMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}}  // namespace tema::v0
