#pragma once

#include "tema/core/export.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <span>

namespace tema { inline namespace v0 {

/// The inner loops. Each of them has one result, whatever the CPU: SIMD is chosen at run time, but every sum
/// is taken in the same order (16 virtual lanes, folded in halves), and no multiply-add is fused. All are
/// thread-safe.

/// The dot product of two vectors of the same length, computed in floats.
[[nodiscard]] TEMA_EXPORT float dot(std::span<const float> a, std::span<const float> b);

/// The sum of the squares, accumulated in doubles.
[[nodiscard]] TEMA_EXPORT double squared_norm(std::span<const float> x);

/// Replaces x by x / ‖x‖₂ and returns the norm. A vector of zeros stays as it is.
TEMA_EXPORT double normalize(std::span<float> x);

/// The width that the rows of a table are padded to, so that a kernel never meets a remainder: a multiple of
/// 16.
[[nodiscard]] constexpr std::size_t padded(std::size_t width) { return (width + 15) / 16 * 16; }

/// out[0 … width) = Σⱼ row.values[j] × table[row.columns[j] × width …]: a row of a matrix times a table. It
/// computes one document against all centroids, or against all directions of an SVD.
///
/// The sum runs in the order of the row. `width` must be a multiple of 16. The table holds a row of `width`
/// floats for each column of the matrix.
TEMA_EXPORT void row_times_table(const RowsView::Row& row, const float* table, std::size_t width, float* out);

/// The same for only the columns [first, last) of the table, both multiples of 16. The result is added to
/// out[first … last).
TEMA_EXPORT void add_row_times_table(const RowsView::Row& row, const float* table, std::size_t width,
                                     std::size_t first, std::size_t last, float* out);

/// row_times_table for each of the rows [first, last) of `x`: last - first rows of `width` floats. Faster
/// than one row at a time where the table is narrow, with the same result.
TEMA_EXPORT void rows_times_table(const RowsView& x, std::size_t first, std::size_t last, const float* table,
                                  std::size_t width, float* out);

/// gram[i × width + j] += row[i] × row[j] in doubles, for each of `count` rows of `width` floats, for i ≤ j.
/// The values below the diagonal of `gram` are undefined afterwards. `width` must be a multiple of 16.
TEMA_EXPORT void accumulate_gram(const float* rows, std::size_t count, std::size_t width, double* gram);

/// sums[i] += x[i].
TEMA_EXPORT void accumulate(std::span<const float> x, std::span<double> sums);

}}  // namespace tema::v0
