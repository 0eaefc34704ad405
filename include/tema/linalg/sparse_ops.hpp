#pragma once

#include "tema/core/export.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 {

/// A sparse matrix in plain arrays (CSR), which it owns. The compiled core returns and takes matrices in this
/// form.
struct CsrMatrix {
  std::size_t cols = 0;
  std::vector<std::int32_t> offsets = {0};  ///< rows + 1 positions
  std::vector<std::int32_t> columns;        ///< ascending within a row
  std::vector<float> values;

  [[nodiscard]] std::size_t rows() const { return offsets.size() - 1; }
  [[nodiscard]] RowsView view() const {
    return {rows(), cols, offsets.data(), columns.data(), values.data()};
  }
};

/// The transpose of a sparse matrix, in time linear in its nonzeros. Takes 4 bytes for each column and thread
/// in addition to the result.
[[nodiscard]] TEMA_EXPORT CsrMatrix transpose(const RowsView& x, const RunContext& run = {});
[[nodiscard]] TEMA_EXPORT CsrMatrix transpose(const RowsView& x, Workers& workers);

/// out = x × table, on all threads. `table` has x.cols rows of `width` floats; `out` gets x.rows rows of
/// `width` floats. `width` must be a multiple of 16 (see padded()). Each row is computed as row_times_table
/// does, for any number of threads.
TEMA_EXPORT void multiply(const RowsView& x, const float* table, std::size_t width, float* out,
                          Workers& workers);

}}  // namespace tema::v0
