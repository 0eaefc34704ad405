#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

/// A row that is near to another one.
struct Neighbour {
  std::int32_t row = -1;
  float cosine = 0.0F;  ///< from -1 to 1

  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

struct TopKOptions {
  std::size_t k = 10;  ///< the largest number of neighbours of a row
  /// Neighbours have a cosine above this value. 0 leaves out rows that have nothing in common; -2, the least
  /// allowed value, leaves out only rows of zeros.
  float min_cosine = 0.0F;
};

/// The neighbours of each query, concatenated: those of query i are at offsets[i] to offsets[i + 1], by
/// descending cosine, ties by ascending row number.
struct Neighbours {
  std::vector<std::size_t> offsets = {0};  ///< queries + 1 positions
  std::vector<Neighbour> neighbours;

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const Neighbour> operator[](std::size_t query) const {
    return std::span(neighbours).subspan(offsets[query], offsets[query + 1] - offsets[query]);
  }

  friend bool operator==(const Neighbours&, const Neighbours&) = default;
};

/// The k rows of `x` that are nearest to each row of `x`, without the row itself.
///
/// The result is exact, with the same bytes for any number of threads and any CPU. Rows are divided by their
/// lengths and rounded to floats. The cosine is the sum, in floats and in the order of the columns, of the
/// products of the entries that both rows have, clamped to [-1, 1]. It is the same in both directions. A row
/// of zeros has no neighbours, and is nobody's neighbour.
///
/// All pairs of rows are compared in 16-bit integers, which tell which rows could be among the k nearest;
/// only these are compared in floats. Time: in the worst case, the sum over the columns of the squared number
/// of entries. Where a column has an entry in more than one row of 16, one SIMD operation does the work of up
/// to 32. Memory: O(entries), and for each 16,384 rows a 4-byte number per column. Thread-safe.
///
/// Throws std::invalid_argument for an option out of its range, a view of dense rows, and a row that is not
/// finite or longer than 10³⁷; Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT Neighbours top_k_neighbours(const RowsView& x, const TopKOptions& options = {},
                                                      const RunContext& run = {});
template <RowMatrix X>
[[nodiscard]] Neighbours top_k_neighbours(const X& x, const TopKOptions& options = {},
                                          const RunContext& run = {}) {
  return top_k_neighbours(as_rows(x).view(), options, run);
}

/// The k rows of `x` that are nearest to each row of `queries`, which must have as many columns as `x`.
/// Otherwise the same as top_k_neighbours().
[[nodiscard]] TEMA_EXPORT Neighbours top_k_neighbours_of(const RowsView& queries, const RowsView& x,
                                                         const TopKOptions& options = {},
                                                         const RunContext& run = {});
template <RowMatrix Queries, RowMatrix X>
[[nodiscard]] Neighbours top_k_neighbours_of(const Queries& queries, const X& x,
                                             const TopKOptions& options = {}, const RunContext& run = {}) {
  return top_k_neighbours_of(as_rows(queries).view(), as_rows(x).view(), options, run);
}

}}  // namespace tema::v0
