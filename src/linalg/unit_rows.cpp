#include "linalg/unit_rows.hpp"

#include "linalg/row_norm.hpp"

#include <cstddef>
#include <limits>
#include <stdexcept>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 256;

}  // namespace

UnitRows unit_rows(const RowsView& x, Workers& workers) {
  if (!x.sparse()) throw std::invalid_argument("x is dense, but must be sparse");
  check_range<std::size_t>("the number of rows", x.rows, 0, std::numeric_limits<std::int32_t>::max());
  UnitRows unit;
  unit.values.resize(static_cast<std::size_t>(x.offsets[x.rows]));
  unit.rows = x;
  unit.rows.values = unit.values.data();
  std::vector<double> norms(x.rows);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const RowsView::Row row = x.row(i);
      norms[i] = checked_norm(row, i);
      if (!has_direction(norms[i])) continue;
      float* out = unit.values.data() + (row.values - x.values);
      for (std::size_t j = 0; j < row.size; ++j) {
        out[j] = static_cast<float>(static_cast<double>(row.values[j]) / norms[i]);
      }
    }
  });
  unit.members.reserve(x.rows);
  for (std::size_t i = 0; i < x.rows; ++i) {
    if (has_direction(norms[i])) unit.members.push_back(static_cast<std::int32_t>(i));
  }
  return unit;
}

}}}  // namespace tema::v0::detail
