#pragma once

#include "cluster/points.hpp"
#include "core/elementary.hpp"
#include "tema/core/random.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace reference {

/// A row drawn with a probability proportional to its weight.
inline std::size_t draw(const std::vector<double>& weights, tema::Random& random) {
  const double at = random.uniform() * std::accumulate(weights.begin(), weights.end(), 0.0);
  double sum = 0.0;
  std::size_t row = 0;
  for (std::size_t i = 0; i < weights.size() && sum <= at; ++i) {
    sum += weights[i];
    if (weights[i] > 0.0) row = i;
  }
  return row;
}

/// Greedy k-means++ on sparse points, none of which is left out, one row after the other. There must be more
/// distinct rows than clusters.
inline std::vector<std::size_t> seeds(const tema::detail::Points& points, std::size_t clusters,
                                      tema::Random& random) {
  const std::size_t rows = points.rows.rows;
  const auto distances_to = [&](std::size_t chosen, std::vector<double> distances) {
    const tema::RowsView::Row row = points.rows.row(chosen);
    std::vector<float> dense(points.rows.cols, 0.0F);
    for (std::size_t j = 0; j < row.size; ++j)
      dense[static_cast<std::size_t>(row.columns[j])] = row.values[j];
    for (std::size_t i = 0; i < rows; ++i) {
      const tema::RowsView::Row other = points.rows.row(i);
      float product = 0.0F;
      for (std::size_t j = 0; j < other.size; ++j)
        product += dense[static_cast<std::size_t>(other.columns[j])] * other.values[j];
      const double a = static_cast<double>(points.norms[i]);
      const double b = static_cast<double>(points.norms[chosen]);
      const double distance = std::max(0.0, a * a / 2.0 + b * b / 2.0 - static_cast<double>(product));
      distances[i] = std::min(distances[i], distance);
    }
    return distances;
  };
  const auto trials = 2 + static_cast<std::size_t>(tema::detail::log(static_cast<double>(clusters)));
  std::vector<double> distances(rows, 2.0);
  std::vector<std::size_t> all;
  while (all.size() < clusters) {
    std::vector<std::size_t> drawn(all.empty() ? 1 : trials);
    for (std::size_t& row : drawn) row = draw(distances, random);
    const auto sum = [](const std::vector<double>& of) { return std::accumulate(of.begin(), of.end(), 0.0); };
    std::size_t chosen = rows;
    std::vector<double> left;
    for (const std::size_t row : drawn) {
      std::vector<double> now = distances_to(row, distances);
      if (chosen < rows && sum(left) <= sum(now)) continue;
      chosen = row;
      left = std::move(now);
    }
    distances = std::move(left);
    distances[chosen] = 0.0;
    all.push_back(chosen);
  }
  return all;
}

}  // namespace reference
