#include "tema/linalg/sparse_ops.hpp"

#include "core/stop_check.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t rows_per_chunk = 256;

}  // namespace

CsrMatrix transpose(const RowsView& x, const RunContext& run) {
  Workers workers(run);
  return transpose(x, workers);
}

CsrMatrix transpose(const RowsView& x, Workers& workers) {
  CsrMatrix result;
  result.cols = x.rows;
  result.offsets.assign(x.cols + 1, 0);
  // For each block of rows, the number of its entries in each column, and then where those entries go.
  const std::size_t blocks = std::max<std::size_t>(1, std::min<std::size_t>(workers.threads(), x.rows));
  const std::size_t rows_per_block = (x.rows + blocks - 1) / blocks;
  std::vector<std::vector<std::int32_t>> places(blocks);
  workers.for_chunks(x.rows, std::max<std::size_t>(1, rows_per_block), [&](const Chunk& chunk) {
    detail::StopCheck check_stop(workers.run());
    std::vector<std::int32_t>& counts = places[chunk.index];
    counts.assign(x.cols, 0);
    for (auto j = x.offsets[chunk.begin]; j < x.offsets[chunk.end]; ++j) {
      check_stop();
      ++counts[static_cast<std::size_t>(x.columns[j])];
    }
  });
  std::int32_t position = 0;
  for (std::size_t column = 0; column < x.cols; ++column) {
    for (std::vector<std::int32_t>& of_block : places) {
      if (!of_block.empty()) position += std::exchange(of_block[column], position);
    }
    result.offsets[column + 1] = position;
  }
  result.columns.resize(static_cast<std::size_t>(position));
  result.values.resize(static_cast<std::size_t>(position));
  workers.for_chunks(x.rows, std::max<std::size_t>(1, rows_per_block), [&](const Chunk& chunk) {
    detail::StopCheck check_stop(workers.run());
    std::vector<std::int32_t>& next = places[chunk.index];
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const RowsView::Row row = x.row(i);
      for (std::size_t j = 0; j < row.size; ++j) {
        check_stop();
        const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(row.columns[j])]++);
        result.columns[at] = static_cast<std::int32_t>(i);
        result.values[at] = row.values[j];
      }
    }
  });
  return result;
}

void multiply(const RowsView& x, const float* table, std::size_t width, float* out, Workers& workers) {
  constexpr std::size_t rows_at_a_time = 8;
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    detail::StopCheck check_stop(workers.run());
    for (std::size_t i = chunk.begin; i < chunk.end; i += rows_at_a_time) {
      const std::size_t end = std::min(i + rows_at_a_time, chunk.end);
      for (std::size_t row = i; row < end; ++row) check_stop((x.row(row).size + 1) * width);
      rows_times_table(x, i, end, table, width, out + i * width);
    }
  });
}

}}  // namespace tema::v0
