#pragma once

#include "cluster/points.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <cstddef>
#include <vector>

namespace tema::inline v0::detail {

/// Chooses points that k-means starts from, by greedy k-means++: each next one is the best of a few, drawn
/// with a probability in proportion to their squared distance to the nearest of those chosen so far.
class KMeansSeeding {
 public:
  /// The points and the workers must outlive it.
  KMeansSeeding(const Points& points, Workers& workers);

  /// `clusters` must not exceed the number of points that can have a cluster; others are never chosen.
  std::vector<std::size_t> choose(std::size_t clusters, Random& random) const;

 private:
  const Points& points_;
  Workers& workers_;
  CsrMatrix by_column_;  // sparse points' transpose: where a column is found, and what it is there
};

}  // namespace tema::inline v0::detail
