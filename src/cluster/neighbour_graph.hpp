#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/top_k.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The rows that are a neighbour or have one, and how strongly they attract each other. Rows are numbered
/// anew: those of the graph only, in their order.
struct NeighbourGraph {
  std::vector<std::int32_t> rows;          ///< of each node its row
  std::vector<std::size_t> offsets = {0};  ///< nodes + 1 positions in the arrays below
  std::vector<std::int32_t> nodes;         ///< ascending within a node
  std::vector<float> weights;              ///< the same in both directions
  std::vector<float> degrees;              ///< the sum of the weights of each node

  [[nodiscard]] std::size_t size() const { return rows.size(); }
};

/// Each row shares a weight of ½ equally among its neighbours; a pair has the sum of both directions. So all
/// weights together are the number of rows that have neighbours. Throws Cancelled on a stop.
NeighbourGraph neighbour_graph(const Neighbours& neighbours, const RunContext& run);

}}}  // namespace tema::v0::detail
