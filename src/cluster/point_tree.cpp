#include "cluster/point_tree.hpp"

#include "core/per_thread.hpp"
#include "core/stop_check.hpp"

#include <algorithm>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t nodes_per_node = 4;
constexpr std::size_t points_per_chunk = 4096;
constexpr std::size_t groups_per_chunk = 16;

/// A node stands for its points if its diagonal is below this share of √(1 + d²). The kernel is smooth at
/// distances below 1, so that small groups may be near.
constexpr float opening = 0.6F;

/// The position of a cell of a grid of 2¹⁶ × 2¹⁶ on the Hilbert curve through it.
std::uint32_t hilbert_position(std::uint32_t x, std::uint32_t y) {
  std::uint32_t position = 0;
  for (std::uint32_t side = 1U << 15U; side > 0; side /= 2) {
    const std::uint32_t right = (x & side) != 0 ? 1 : 0;
    const std::uint32_t top = (y & side) != 0 ? 1 : 0;
    position = position * 4 + ((3 * right) ^ top);
    if (top == 1) continue;
    if (right == 1) {
      x = ~x;
      y = ~y;
    }
    std::swap(x, y);
  }
  return position;
}

struct Box {
  MapPoint low;
  float side = 0.0F;
};

/// The smallest square of all points, from its lower left corner.
Box square_of(std::span<const MapPoint> points) {
  MapPoint low = points[0];
  MapPoint high = points[0];
  for (const MapPoint& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  return {low, std::max(high.x - low.x, high.y - low.y)};
}

std::uint32_t cell(float at, float low, float side) {
  return side > 0.0F ? static_cast<std::uint32_t>((at - low) / side * 65535.0F) : 0;
}

}  // namespace

PointTree::PointTree(std::size_t points, Workers& workers)
    : workers_(workers),
      order_(points),
      x_(chunk_count(points, points_per_group) * points_per_group),
      y_(x_.size()) {
  std::iota(order_.begin(), order_.end(), 0);
  for (std::size_t nodes = groups();; nodes = chunk_count(nodes, nodes_per_node)) {
    levels_.emplace_back(nodes);
    if (nodes <= 1) break;
  }
}

void PointTree::sort(std::span<const MapPoint> points) {
  const Box box = square_of(points);
  std::vector<std::uint64_t> keys(points.size());
  workers_.for_chunks(points.size(), points_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const std::uint64_t position =
          hilbert_position(cell(points[i].x, box.low.x, box.side), cell(points[i].y, box.low.y, box.side));
      keys[i] = position << 32U | i;
    }
  });
  StopCheck check_stop(workers_.run());
  std::sort(keys.begin(), keys.end(), [&](std::uint64_t a, std::uint64_t b) {
    check_stop();
    return a < b;
  });
  for (std::size_t i = 0; i < keys.size(); ++i) order_[i] = static_cast<std::uint32_t>(keys[i]);
}

void PointTree::place(std::span<const MapPoint> points) {
  workers_.for_chunks(groups(), points_per_chunk / points_per_group, [&](const Chunk& chunk) {
    const std::size_t end = std::min(chunk.end * points_per_group, order_.size());
    for (std::size_t i = chunk.begin * points_per_group; i < end; ++i) {
      x_[i] = points[order_[i]].x;
      y_[i] = points[order_[i]].y;
    }
    for (std::size_t group = chunk.begin; group < chunk.end; ++group) levels_[0][group] = group_node(group);
  });
  for (std::size_t level = 1; level < levels_.size(); ++level) {
    const std::span<const Node> below = levels_[level - 1];
    for (std::size_t i = 0; i < levels_[level].size(); ++i) {
      const std::size_t first = i * nodes_per_node;
      levels_[level][i] = joined(below.subspan(first, std::min(nodes_per_node, below.size() - first)));
    }
  }
}

PointTree::Node PointTree::group_node(std::size_t group) const {
  const std::size_t first = group * points_per_group;
  const std::size_t end = std::min(first + points_per_group, order_.size());
  Node node{x_[first], x_[first], y_[first], y_[first], 0.0F, 0.0F, static_cast<float>(end - first)};
  for (std::size_t i = first; i < end; ++i) {
    node.left = std::min(node.left, x_[i]);
    node.right = std::max(node.right, x_[i]);
    node.bottom = std::min(node.bottom, y_[i]);
    node.top = std::max(node.top, y_[i]);
    node.x += x_[i];
    node.y += y_[i];
  }
  node.x /= node.mass;
  node.y /= node.mass;
  return node;
}

PointTree::Node PointTree::joined(std::span<const Node> nodes) {
  Node all = nodes[0];
  all.x *= all.mass;
  all.y *= all.mass;
  for (const Node& node : nodes.subspan(1)) {
    all.left = std::min(all.left, node.left);
    all.right = std::max(all.right, node.right);
    all.bottom = std::min(all.bottom, node.bottom);
    all.top = std::max(all.top, node.top);
    all.x += node.x * node.mass;
    all.y += node.y * node.mass;
    all.mass += node.mass;
  }
  all.x /= all.mass;
  all.y /= all.mass;
  return all;
}

void PointTree::collect(std::size_t group, std::vector<Place>& open, Repellers& repellers) const {
  const Node& own = levels_[0][group];
  repellers.clear();
  open.assign(1, {levels_.size() - 1, 0});
  while (!open.empty()) {
    const auto [level, index] = open.back();
    open.pop_back();
    const Node& node = levels_[level][index];
    // A node that holds the group is always opened.
    std::size_t ancestor = group;
    for (std::size_t i = 0; i < level; ++i) ancestor /= nodes_per_node;
    if (ancestor != index) {
      const float width = node.right - node.left;
      const float height = node.top - node.bottom;
      const float dx = std::max({own.left - node.x, node.x - own.right, 0.0F});
      const float dy = std::max({own.bottom - node.y, node.y - own.top, 0.0F});
      if (width * width + height * height < opening * opening * (1.0F + dx * dx + dy * dy)) {
        repellers.push_back(node.x, node.y, node.mass);
        continue;
      }
    }
    if (level == 0) {
      const std::size_t first = index * points_per_group;
      const std::size_t end = std::min(first + points_per_group, order_.size());
      for (std::size_t i = first; i < end; ++i) repellers.push_back(x_[i], y_[i], 1.0F);
      continue;
    }
    const std::size_t first = index * nodes_per_node;
    const std::size_t end = std::min(first + nodes_per_node, levels_[level - 1].size());
    for (std::size_t child = first; child < end; ++child) open.push_back({level - 1, child});
  }
}

double PointTree::repel(std::size_t group, const Repellers& repellers, std::vector<MapPoint>& forces) const {
  const std::size_t first = group * points_per_group;
  const std::size_t count = std::min(points_per_group, order_.size() - first);
  const Repulsion sums = repulsion(&x_[first], &y_[first], repellers);
  double kernels = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    forces[order_[first + i]] = {sums.x[i], sums.y[i]};
    kernels += static_cast<double>(sums.kernel[i]) - 1.0;  // without the point itself
  }
  return kernels;
}

double PointTree::repel(std::vector<MapPoint>& forces) {
  struct Scratch {
    std::vector<Place> open;
    Repellers repellers;
  };
  forces.resize(order_.size());
  std::vector<double> of_chunk(chunk_count(groups(), groups_per_chunk), 0.0);
  PerThread<Scratch> scratches([](std::size_t) { return Scratch(); });
  workers_.for_chunks(groups(), groups_per_chunk, [&](const Chunk& chunk) {
    Scratch& scratch = scratches.mine();
    for (std::size_t group = chunk.begin; group < chunk.end; ++group) {
      collect(group, scratch.open, scratch.repellers);
      of_chunk[chunk.index] += repel(group, scratch.repellers, forces);
    }
  });
  return std::accumulate(of_chunk.begin(), of_chunk.end(), 0.0);
}

}}}  // namespace tema::v0::detail
