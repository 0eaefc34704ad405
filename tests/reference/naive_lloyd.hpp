#pragma once

#include "cluster/points.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

/// Lloyd's algorithm as k-means defines it to the last bit, every centroid compared with every point.
namespace reference {

__extension__ using Int128 = __int128;

class NaiveLloyd {
 public:
  NaiveLloyd(const tema::detail::Points& points, std::size_t clusters)
      : points_(points),
        clusters_(clusters),
        unit_(std::ldexp(1.0, 61 - static_cast<int>(std::bit_width(points.rows.rows)))) {}

  /// The labels of the last iteration, from the centroids of `members`.
  std::vector<std::int32_t> run(std::vector<std::int32_t> members, std::size_t max_iterations) {
    labels_ = members;
    set_centroids(members);
    refill_empty(members);
    set_centroids(members);
    while (moved.size() < max_iterations) {
      const std::vector<std::int32_t> before = labels_;
      for (std::size_t i = 0; i < labels_.size(); ++i) labels_[i] = nearest(i);
      moved.push_back(0);
      for (std::size_t i = 0; i < labels_.size(); ++i) moved.back() += labels_[i] != before[i] ? 1U : 0U;
      if (moved.back() == 0) break;
      std::vector<std::int32_t> next = labels_;
      refill_empty(next);
      const bool is_same = next == members;
      members = next;
      set_centroids(members);
      if (is_same) break;
    }
    return labels_;
  }

  std::vector<std::size_t> moved;  ///< rows that changed their cluster, by iteration

 private:
  void set_centroids(const std::vector<std::int32_t>& members) {
    const std::size_t cols = points_.rows.cols;
    std::vector<std::vector<std::int64_t>> sums(clusters_, std::vector<std::int64_t>(cols, 0));
    std::vector<double> sizes(clusters_, 0.0);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i] < 0) continue;
      const auto c = static_cast<std::size_t>(members[i]);
      sizes[c] += 1.0;
      const tema::RowsView::Row row = points_.rows.row(i);
      for (std::size_t j = 0; j < row.size; ++j) {
        const std::size_t column = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
        sums[c][column] += static_cast<std::int64_t>(static_cast<double>(row.values[j]) * unit_);
      }
    }
    table_.assign(clusters_, std::vector<float>(cols));
    scales_.assign(clusters_, 0.0F);
    offsets_.assign(clusters_, 0.0F);
    for (std::size_t c = 0; c < clusters_; ++c) {
      Int128 squares = 0;
      for (std::size_t j = 0; j < cols; ++j) {
        table_[c][j] = static_cast<float>(sums[c][j]);
        squares += Int128{sums[c][j]} * sums[c][j];
      }
      if (points_.on_cap()) {
        set_on_sphere(c, sums[c], sizes[c]);
        continue;
      }
      const double norm = std::sqrt(static_cast<double>(squares));
      if (points_.metric == tema::KMeansMetric::cosine) {
        scales_[c] = static_cast<float>(norm > 0.0 ? 1.0 / norm : 0.0);
      } else if (sizes[c] > 0.0) {
        const double scale = 1.0 / (sizes[c] * unit_);
        scales_[c] = static_cast<float>(scale);
        offsets_[c] = static_cast<float>(norm * scale * norm * scale / 2.0);
      }
    }
  }

  /// The mean of unit rows, made a unit row itself, less the centre.
  void set_on_sphere(std::size_t c, const std::vector<std::int64_t>& sums, double size) {
    const std::vector<double>& centre = points_.frame.centre;
    const double factor = size > 0.0 ? 1.0 / (size * unit_) : 0.0;
    double square = 0.0;
    for (std::size_t j = 0; j < sums.size(); ++j) {
      const double value = centre[j] + static_cast<double>(sums[j]) * factor / points_.frame.scale;
      square += value * value;
    }
    const double stretch = size > 0.0 ? 1.0 / std::sqrt(square) : 1.0;
    square = 0.0;
    for (std::size_t j = 0; j < sums.size(); ++j) {
      const double mean = static_cast<double>(sums[j]) * factor;
      table_[c][j] = static_cast<float>(stretch * mean + (stretch - 1.0) * points_.frame.scale * centre[j]);
      square += static_cast<double>(table_[c][j]) * static_cast<double>(table_[c][j]);
    }
    scales_[c] = 1.0F;
    offsets_[c] = static_cast<float>(square / 2.0);
  }

  float nearness(std::size_t i, std::size_t cluster) const {
    const tema::RowsView::Row row = points_.rows.row(i);
    float sum = 0.0F;
    for (std::size_t j = 0; j < row.size; ++j) {
      const std::size_t column = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
      sum += row.values[j] * table_[cluster][column];
    }
    return sum * scales_[cluster] - offsets_[cluster];
  }

  std::int32_t nearest(std::size_t i) const {
    if (!points_.belongs(i)) return -1;
    std::size_t best = 0;
    for (std::size_t c = 1; c < clusters_; ++c) {
      if (nearness(i, c) > nearness(i, best)) best = c;
    }
    return static_cast<std::int32_t>(best);
  }

  void refill_empty(std::vector<std::int32_t>& members) const {
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t i) { return members[i] < 0; });
    const std::vector<std::int32_t> from = members;
    const auto score = [&](std::size_t i) {
      return nearness(i, static_cast<std::size_t>(from[i])) - points_.norms[i] * points_.norms[i] / 2.0F;
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return score(a) < score(b); });
    for (std::size_t c = 0; c < clusters_; ++c) {
      const auto cluster = static_cast<std::int32_t>(c);
      if (std::count(members.begin(), members.end(), cluster) > 0) continue;
      const auto may_leave = [&](std::size_t i) {
        return members[i] == from[i] && std::count(members.begin(), members.end(), members[i]) > 1;
      };
      const auto row = std::find_if(order.begin(), order.end(), may_leave);
      if (row != order.end()) members[*row] = cluster;
    }
  }

  const tema::detail::Points& points_;
  std::size_t clusters_;
  double unit_;
  std::vector<std::vector<float>> table_;
  std::vector<float> scales_;
  std::vector<float> offsets_;
  std::vector<std::int32_t> labels_;
};

}  // namespace reference
