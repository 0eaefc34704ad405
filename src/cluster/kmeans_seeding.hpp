#pragma once

#include "cluster/points.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"

#include <cstddef>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The points that k-means starts from, by greedy k-means++: each next one is the best of several that are
/// drawn with a probability proportional to their squared distance to the nearest point chosen so far.
///
/// `clusters` must not exceed the number of points that can have a cluster; other points are never chosen.
std::vector<std::size_t> seed_rows(const Points& points, std::size_t clusters, Random& random,
                                   Workers& workers);

}}}  // namespace tema::v0::detail
