#pragma once

#include "reference/naive_kmeans.hpp"
#include "tema/linalg/types.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

/// The silhouette by the distances of all pairs of rows.
namespace reference {

/// The mean cosine distance of row i to the other rows of each cluster. A row of zeros is at 1 from all.
inline std::map<std::int32_t, double> mean_distances(const Table& units, std::span<const std::int32_t> labels,
                                                     std::size_t i) {
  std::map<std::int32_t, double> sums;
  std::map<std::int32_t, double> counts;
  for (std::size_t other = 0; other < labels.size(); ++other) {
    if (other == i || labels[other] < 0) continue;
    double cosine = 0.0;
    for (Eigen::Index j = 0; j < units.cols(); ++j) {
      cosine += units(static_cast<Eigen::Index>(i), j) * units(static_cast<Eigen::Index>(other), j);
    }
    sums[labels[other]] += 1.0 - cosine;
    counts[labels[other]] += 1.0;
  }
  for (auto& entry : sums) entry.second /= counts[entry.first];
  return sums;
}

inline std::vector<double> silhouette_samples(const tema::DenseMatrix& x,
                                              std::span<const std::int32_t> labels) {
  const Table units = unit_rows(x);
  std::vector<double> silhouettes(labels.size(), 0.0);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] < 0) continue;
    const std::map<std::int32_t, double> distances = mean_distances(units, labels, i);
    const auto own = distances.find(labels[i]);
    if (own == distances.end()) continue;  // alone
    double next = std::numeric_limits<double>::infinity();
    for (const auto& entry : distances) {
      if (entry.first != labels[i]) next = std::min(next, entry.second);
    }
    const double larger = std::max(next, own->second);
    silhouettes[i] = larger == 0.0 ? 0.0 : (next - own->second) / larger;
  }
  return silhouettes;
}

}  // namespace reference
