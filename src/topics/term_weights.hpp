#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// How much each column tells clusters of rows apart: the Kullback-Leibler divergence, in nats, of the
/// distribution over the clusters of the rows that have the column from that of all rows; at least 0.001.
/// Rows with the cluster -1 have no say. O(nonzeros + columns × clusters) time.
std::vector<double> cluster_divergence(const RowsView& x, std::span<const std::int32_t> clusters,
                                       std::size_t count, const RunContext& run);

}}}  // namespace tema::v0::detail
