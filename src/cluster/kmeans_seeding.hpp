#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <vector>

namespace tema::inline v0::detail {

/// The rows that k-means starts from, by greedy k-means++: each next row is the best of a few, drawn with a
/// probability that grows with their distance (1 - cosine) to the rows chosen so far.
///
/// `inverse_norms` are 1 / ‖row‖, 0 for a row of zeros, which is never chosen. `clusters` must not exceed the
/// number of other rows.
std::vector<std::size_t> seed_rows(const RowsView& x, const std::vector<float>& inverse_norms,
                                   std::size_t clusters, Random& random, Workers& workers);

}  // namespace tema::inline v0::detail
