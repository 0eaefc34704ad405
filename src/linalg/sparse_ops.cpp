#include "tema/linalg/sparse_ops.hpp"

#include "core/stop_check.hpp"
#include "tema/linalg/kernels.hpp"

namespace tema::inline v0 {

namespace {

constexpr std::size_t rows_per_chunk = 256;

}  // namespace

CsrMatrix transpose(const RowsView& x, const Run& run) {
  detail::StopCheck check_stop(run);
  CsrMatrix result;
  result.cols = x.rows;
  result.offsets.assign(x.cols + 1, 0);
  const auto nonzeros = static_cast<std::size_t>(x.offsets[x.rows]);
  for (std::size_t j = 0; j < nonzeros; ++j) {
    check_stop();
    ++result.offsets[static_cast<std::size_t>(x.columns[j]) + 1];
  }
  for (std::size_t column = 0; column < x.cols; ++column)
    result.offsets[column + 1] += result.offsets[column];

  result.columns.resize(nonzeros);
  result.values.resize(nonzeros);
  std::vector<std::int32_t> next(result.offsets.begin(), result.offsets.end() - 1);
  for (std::size_t i = 0; i < x.rows; ++i) {
    const RowsView::Row row = x.row(i);
    for (std::size_t j = 0; j < row.size; ++j) {
      check_stop();
      const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(row.columns[j])]++);
      result.columns[at] = static_cast<std::int32_t>(i);
      result.values[at] = row.values[j];
    }
  }
  return result;
}

void multiply(const RowsView& x, const float* table, std::size_t width, float* out, Workers& workers) {
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      row_times_table(x.row(i), table, width, out + i * width);
  });
}

}  // namespace tema::inline v0
