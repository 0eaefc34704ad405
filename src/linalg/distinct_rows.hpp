#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The kinds of rows that there are.
struct DistinctRows {
  std::vector<std::size_t> firsts;  ///< the first row of each kind, in order
  std::vector<std::int32_t> kinds;  ///< of each row its place in `firsts`; -1 for a row that is left out
};

/// Finds the distinct rows, value by value, until there are more than `most`. Then the other rows are not
/// read: `firsts` has most + 1 rows, and `kinds` ends with the last row that was read. `left_out` has a 1 for
/// each row to leave out; if it is empty, none is left out. Expected time is linear in the nonzeros that are
/// read. Throws Cancelled on a stop.
DistinctRows distinct_rows(const RowsView& x, std::size_t most, std::span<const std::uint8_t> left_out,
                           const RunContext& run = {});

/// The number of distinct rows that are not zeros, or `most` if there are more.
std::size_t count_distinct_rows(const RowsView& x, std::size_t most);

}}}  // namespace tema::v0::detail
