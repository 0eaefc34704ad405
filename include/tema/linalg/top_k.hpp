#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

/// A row, and how near it is.
struct Neighbour {
  std::int32_t row = -1;
  float cosine = 0.0F;  ///< from -1 to 1

  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

struct TopKOptions {
  std::size_t k = 10;  ///< neighbours of a row, at most
  /// A neighbour's cosine is above it. 0 leaves out rows that have nothing in common; -2, the least, leaves
  /// out none but rows of zeros.
  float min_cosine = 0.0F;
};

/// The neighbours of each query, one after the other: those of query i stand from offsets[i] to
/// offsets[i + 1], by descending cosine, ties by ascending row number.
struct Neighbours {
  std::vector<std::size_t> offsets = {0};  ///< queries + 1 positions
  std::vector<Neighbour> neighbours;

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const Neighbour> operator[](std::size_t query) const {
    return std::span(neighbours).subspan(offsets[query], offsets[query + 1] - offsets[query]);
  }

  friend bool operator==(const Neighbours&, const Neighbours&) = default;
};

/// The k rows of `x` that are nearest to each row of `x`, itself left out.
///
/// Exact, with the same bytes for any number of threads and any CPU: rows are divided by their lengths, and
/// rounded to floats; the cosine is the sum of the products of the entries that both rows have, in floats, in
/// the order of the columns, no further than 1 from 0. It is the same in both directions. A row of zeros has
/// no neighbours, and is none.
///
/// Compares all pairs of rows, in whole numbers of 16 bits that tell which k could be the nearest; these
/// alone are compared in floats. Time: in the worst case the sum of the squares of the columns' numbers of
/// entries; columns that have an entry in more than one row of 16 take a SIMD operation in the place of up
/// to 32. Memory: O(entries), and a 4-byte number a column for each 16,384 rows. Thread-safe.
///
/// Throws std::invalid_argument for an option outside its range, a view of dense rows, or a row that is not
/// finite or longer than 10³⁷, and Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT Neighbours top_k_neighbours(const RowsView& x, const TopKOptions& options = {},
                                                      const RunContext& run = {});
template <RowMatrix X>
[[nodiscard]] Neighbours top_k_neighbours(const X& x, const TopKOptions& options = {},
                                          const RunContext& run = {}) {
  return top_k_neighbours(as_rows(x).view(), options, run);
}

/// The k rows of `x` that are nearest to each row of `queries`, which must have as many columns; all else as
/// above.
[[nodiscard]] TEMA_EXPORT Neighbours top_k_neighbours_of(const RowsView& queries, const RowsView& x,
                                                         const TopKOptions& options = {},
                                                         const RunContext& run = {});
template <RowMatrix Queries, RowMatrix X>
[[nodiscard]] Neighbours top_k_neighbours_of(const Queries& queries, const X& x,
                                             const TopKOptions& options = {}, const RunContext& run = {}) {
  return top_k_neighbours_of(as_rows(queries).view(), as_rows(x).view(), options, run);
}

}}  // namespace tema::v0
