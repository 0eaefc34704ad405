#pragma once

#include "tema/linalg/types.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// What spherical k-means promises, in doubles.
namespace reference {

using Table = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The rows, each divided by its length; rows of zeros stay.
inline Table unit_rows(const tema::DenseMatrix& x) {
  Table rows = x.cast<double>();
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    double squares = 0.0;
    for (Eigen::Index j = 0; j < rows.cols(); ++j) squares += rows(i, j) * rows(i, j);
    for (Eigen::Index j = 0; squares > 0.0 && j < rows.cols(); ++j) rows(i, j) /= std::sqrt(squares);
  }
  return rows;
}

/// rows × centroids: the cosine of each row to each centroid.
inline Table cosines(const tema::DenseMatrix& x, const tema::DenseMatrix& centroids) {
  const Table rows = unit_rows(x);
  const Table directions = unit_rows(centroids);
  Table result = Table::Zero(rows.rows(), directions.rows());
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    for (Eigen::Index c = 0; c < directions.rows(); ++c) {
      for (Eigen::Index j = 0; j < rows.cols(); ++j) result(i, c) += rows(i, j) * directions(c, j);
    }
  }
  return result;
}

/// The unit mean of the unit rows of each cluster.
inline Table unit_means(const tema::DenseMatrix& x, std::span<const std::int32_t> clusters,
                        std::size_t count) {
  const Table rows = unit_rows(x);
  Table sums = Table::Zero(static_cast<Eigen::Index>(count), x.cols());
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const std::int32_t cluster = clusters[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; cluster >= 0 && j < rows.cols(); ++j) sums(cluster, j) += rows(i, j);
  }
  for (Eigen::Index c = 0; c < sums.rows(); ++c) {
    double squares = 0.0;
    for (Eigen::Index j = 0; j < sums.cols(); ++j) squares += sums(c, j) * sums(c, j);
    for (Eigen::Index j = 0; squares > 0.0 && j < sums.cols(); ++j) sums(c, j) /= std::sqrt(squares);
  }
  return sums;
}

}  // namespace reference
