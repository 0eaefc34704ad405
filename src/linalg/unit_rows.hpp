#pragma once

#include "tema/core/parallel.hpp"
#include "tema/linalg/views.hpp"

#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Sparse rows, each divided by its length. The arrays of columns and offsets are the caller's.
struct UnitRows {
  std::vector<float> values;
  RowsView rows;                      // with `values`
  std::vector<std::int32_t> members;  // the numbers of the rows that are not zero, ascending

  UnitRows() = default;
  UnitRows(const UnitRows&) = delete;
  UnitRows& operator=(const UnitRows&) = delete;
  UnitRows(UnitRows&&) = default;
  UnitRows& operator=(UnitRows&&) = default;
  ~UnitRows() = default;

  [[nodiscard]] RowsView::Row member(std::size_t i) const {
    return rows.row(static_cast<std::size_t>(members[i]));
  }
};

/// Throws std::invalid_argument for dense rows, for more than 2³¹ - 1 rows, and for a row that is not finite
/// or too long.
UnitRows unit_rows(const RowsView& x, Workers& workers);

}}}  // namespace tema::v0::detail
