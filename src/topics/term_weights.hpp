#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// How well each column distinguishes clusters of rows: the Kullback-Leibler divergence, in nats, of the
/// distribution over clusters of the rows that have the column from the distribution of all rows; at least
/// 0.001. Rows of the cluster -1 do not count. O(nonzeros + columns × clusters) time.
std::vector<double> cluster_divergence(const RowsView& x, std::span<const std::int32_t> clusters,
                                       std::size_t count, const RunContext& run);

}}}  // namespace tema::v0::detail
