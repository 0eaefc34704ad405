#pragma once

#include "tema/core/parallel.hpp"
#include "tema/linalg/detail/float_table.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The transpose of a sparse matrix, as a CsrMatrix, but no thread has to set its entries before they are
/// written.
struct Transposed {
  std::size_t cols = 0;
  std::vector<std::int32_t> offsets = {0};
  std::vector<std::int32_t, CacheAligned<std::int32_t>> columns;
  FloatTable values;

  [[nodiscard]] RowsView view() const {
    return {offsets.size() - 1, cols, offsets.data(), columns.data(), values.data()};
  }
};

Transposed transposed(const RowsView& x, Workers& workers);

}}}  // namespace tema::v0::detail
