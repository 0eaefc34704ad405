#pragma once

#include "cluster/neighbour_graph.hpp"
#include "tema/cluster/neighbour_embedding.hpp"
#include "tema/core/parallel.hpp"

#include <cstddef>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Moves the nodes of a graph, from where they start, to where attraction along the edges and repulsion of
/// all pairs balance. Reports progress. Throws Cancelled on a stop.
std::vector<MapPoint> descend(const NeighbourGraph& graph, std::vector<MapPoint> start,
                              std::size_t iterations, Workers& workers);

}}}  // namespace tema::v0::detail
