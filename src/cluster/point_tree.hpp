#pragma once

#include "cluster/repulsion.hpp"
#include "tema/cluster/neighbour_embedding.hpp"
#include "tema/core/parallel.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Points of the plane in groups of groups, for sums over all pairs of points in which a far group stands for
/// its points (Barnes and Hut, Nature 1986).
///
/// Points are sorted along a Hilbert curve. A group is points_per_group of them in a row, and each level
/// above joins some nodes in a row. As the shape of the tree depends on nothing but the number of points,
/// points at one place are like any others.
class PointTree {
 public:
  PointTree(std::size_t points, Workers& workers);

  /// Sorts the points. Without it, groups are those of the last sort: right, and slower as points move apart.
  void sort(std::span<const MapPoint> points);

  /// Takes the points' places, in groups of the last sort.
  void place(std::span<const MapPoint> points);

  /// What repels each point, itself left out, and the sum of all kernels.
  double repel(std::vector<MapPoint>& forces);

 private:
  struct Node {
    float left, right, bottom, top;  // the smallest box of the points
    float x, y;                      // their mean
    float mass;                      // their number
  };
  /// A node's place: level 0 holds the groups.
  struct Place {
    std::size_t level, index;
  };

  [[nodiscard]] std::size_t groups() const { return chunk_count(order_.size(), points_per_group); }
  [[nodiscard]] Node group_node(std::size_t group) const;
  [[nodiscard]] static Node joined(std::span<const Node> nodes);
  /// The repellers of a group.
  void collect(std::size_t group, std::vector<Place>& open, Repellers& repellers) const;
  double repel(std::size_t group, const Repellers& repellers, std::vector<MapPoint>& forces) const;

  Workers& workers_;
  std::vector<std::uint32_t> order_;  // the points by their places on the curve
  std::vector<float> x_;              // in this order, padded to whole groups
  std::vector<float> y_;
  std::vector<std::vector<Node>> levels_;
};

}}}  // namespace tema::v0::detail
