#pragma once

#include "cluster/points.hpp"
#include "tema/cluster/kmeans.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/detail/float_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The result of a run of Lloyd's algorithm. Runs on the same points are compared by their merit, which grows
/// with the objective; see CentroidSums::merit().
struct Clustering {
  std::vector<std::int32_t> labels;  // the nearest centroid of each point before the last update
  FloatTable centroids;              // clusters × columns
  double merit = 0.0;                // of the points in the clusters that these are the centroids of
  std::vector<KMeansIteration> iterations;
  bool converged = false;
};

/// Lloyd's algorithm, starting from the centroids of `members`: the cluster of each point, -1 for none. The
/// point that an empty cluster gets does not depend on the threads.
Clustering lloyd(const Points& points, std::size_t clusters, std::vector<std::int32_t> members,
                 std::size_t max_iterations, Workers& workers);

}}}  // namespace tema::v0::detail
