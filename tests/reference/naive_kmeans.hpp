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

/// The mean of the rows of each cluster.
inline Table means(const Table& rows, std::span<const std::int32_t> clusters, std::size_t count) {
  Table sums = Table::Zero(static_cast<Eigen::Index>(count), rows.cols());
  std::vector<double> sizes(count, 0.0);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const auto cluster = static_cast<std::size_t>(clusters[static_cast<std::size_t>(i)]);
    sums.row(static_cast<Eigen::Index>(cluster)) += rows.row(i);
    sizes[cluster] += 1.0;
  }
  for (std::size_t c = 0; c < count; ++c) sums.row(static_cast<Eigen::Index>(c)) /= std::max(sizes[c], 1.0);
  return sums;
}

/// rows × clusters: the squared distance of each row to the mean of each cluster; `on_sphere`, of unit rows
/// to unit means, which is 2 - 2 cosines, without what those lose where rows lie close together.
inline Table squared_distances(const tema::DenseMatrix& x, std::span<const std::int32_t> clusters,
                               std::size_t count, bool on_sphere) {
  const Table rows = on_sphere ? unit_rows(x) : Table(x.cast<double>());
  const Table centroids = on_sphere ? unit_means(x, clusters, count) : means(rows, clusters, count);
  Table result(rows.rows(), centroids.rows());
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    for (Eigen::Index c = 0; c < centroids.rows(); ++c)
      result(i, c) = (rows.row(i) - centroids.row(c)).squaredNorm();
  }
  return result;
}

/// Lloyd's algorithm from the rows `seeds`: the label of each row once none changes any more. For rows of
/// which none is zero, and runs in which no cluster is left empty.
inline std::vector<std::int32_t> lloyd(const tema::DenseMatrix& x, std::span<const std::size_t> seeds) {
  tema::DenseMatrix centroids(static_cast<Eigen::Index>(seeds.size()), x.cols());
  for (std::size_t c = 0; c < seeds.size(); ++c)
    centroids.row(static_cast<Eigen::Index>(c)) = x.row(static_cast<Eigen::Index>(seeds[c]));
  std::vector<std::int32_t> labels;
  while (true) {
    const Table nearness = cosines(x, centroids);
    std::vector<std::int32_t> now;
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      Eigen::Index best = 0;
      nearness.row(i).maxCoeff(&best);
      now.push_back(static_cast<std::int32_t>(best));
    }
    if (now == labels) return labels;
    labels = now;
    centroids = unit_means(x, labels, seeds.size()).cast<float>();
  }
}

}  // namespace reference
