#pragma once

#include "tema/cluster/neighbour_embedding.hpp"
#include "tema/linalg/top_k.hpp"
#include "tema/linalg/types.hpp"

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

/// The forces of t-SNE from all pairs of points, in doubles.
namespace reference {

struct PlaneForce {
  double x = 0.0;
  double y = 0.0;
};

/// The weight of each pair of rows: each row shares ½ among its neighbours, and both directions are added.
inline Eigen::MatrixXd edge_weights(const tema::Neighbours& neighbours) {
  const auto rows = static_cast<Eigen::Index>(neighbours.size());
  Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(rows, rows);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    for (const tema::Neighbour& neighbour : neighbours[i]) {
      weights(static_cast<Eigen::Index>(i), neighbour.row) += 0.5 / static_cast<double>(neighbours[i].size());
    }
  }
  return weights + weights.transpose();
}

/// Calls body(i, j, dx, dy, q) for each pair of different points, with q = 1 / (1 + d²).
template <class Body>
void for_pairs(std::span<const tema::MapPoint> points, Body&& body) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < points.size(); ++j) {
      if (i == j) continue;
      const double dx = static_cast<double>(points[i].x) - static_cast<double>(points[j].x);
      const double dy = static_cast<double>(points[i].y) - static_cast<double>(points[j].y);
      body(i, j, dx, dy, 1.0 / (1.0 + dx * dx + dy * dy));
    }
  }
}

/// Σ q² (point - other point) for each point, and in `kernels` the sum of all q.
inline std::vector<PlaneForce> repulsions(std::span<const tema::MapPoint> points, double& kernels) {
  std::vector<PlaneForce> forces(points.size());
  kernels = 0.0;
  for_pairs(points, [&](std::size_t i, std::size_t, double dx, double dy, double q) {
    forces[i].x += q * q * dx;
    forces[i].y += q * q * dy;
    kernels += q;
  });
  return forces;
}

/// Σ w q (other point - point) for each point.
inline std::vector<PlaneForce> attractions(std::span<const tema::MapPoint> points,
                                           const Eigen::MatrixXd& weights) {
  std::vector<PlaneForce> forces(points.size());
  for_pairs(points, [&](std::size_t i, std::size_t j, double dx, double dy, double q) {
    const double force = q * weights(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    forces[i].x -= force * dx;
    forces[i].y -= force * dy;
  });
  return forces;
}

}  // namespace reference
