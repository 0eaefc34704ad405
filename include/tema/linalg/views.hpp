#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tema { inline namespace v0 {

/// A view of the rows of a matrix that the caller owns, sparse or dense, in the form that the compiled core
/// takes.
///
/// Sparse (CSR): row i holds values[offsets[i] … offsets[i + 1]); `columns` has their columns at the same
/// positions, ascending. Dense: `offsets` and `columns` are null, and row i holds the `cols` values from i ×
/// cols on.
struct RowsView {
  std::size_t rows = 0;
  std::size_t cols = 0;
  const std::int32_t* offsets = nullptr;
  const std::int32_t* columns = nullptr;
  const float* values = nullptr;

  /// One row: `size` values and their columns. Null `columns` mean 0, 1, 2…
  struct Row {
    const float* values;
    const std::int32_t* columns;
    std::size_t size;
  };

  [[nodiscard]] bool sparse() const { return offsets != nullptr; }

  [[nodiscard]] Row row(std::size_t i) const {
    if (!sparse()) return {values + i * cols, nullptr, cols};
    const auto begin = static_cast<std::size_t>(offsets[i]);
    return {values + begin, columns + begin, static_cast<std::size_t>(offsets[i + 1]) - begin};
  }
};

}}  // namespace tema::v0
