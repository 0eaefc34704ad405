#include "tema/linalg/sparse_ops.hpp"

#include "core/stop_check.hpp"
#include "linalg/transposed.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t rows_per_chunk = 16;
constexpr std::size_t columns_per_chunk = 1024;

/// The rows that are transposed at a time: as many blocks as keep the counts of their columns small beside
/// the entries.
std::size_t rows_of_block(const RowsView& x) {
  constexpr std::size_t most_blocks = 64;
  constexpr std::size_t entries_per_count = 2;
  const auto entries = static_cast<std::size_t>(x.offsets[x.rows]);
  const std::size_t blocks =
      std::clamp<std::size_t>(entries / (entries_per_count * (x.cols + 1)), 1, most_blocks);
  return std::max<std::size_t>(1, (x.rows + blocks - 1) / blocks);
}

/// Replaces the number of entries of each block in each column by where they begin. Returns where the columns
/// begin, and the end.
std::vector<std::int32_t> find_places(std::vector<std::vector<std::int32_t>>& counts, std::size_t cols,
                                      Workers& workers) {
  std::vector<std::int32_t> begins(cols + 1, 0);
  std::vector<std::int32_t> totals(chunk_count(cols, columns_per_chunk), 0);
  workers.for_chunks(cols, columns_per_chunk, [&](const Chunk& chunk) {
    for (const std::vector<std::int32_t>& of_block : counts) {
      for (std::size_t column = chunk.begin; column < chunk.end; ++column)
        totals[chunk.index] += of_block[column];
    }
  });
  std::exclusive_scan(totals.begin(), totals.end(), totals.begin(), 0);
  workers.for_chunks(cols, columns_per_chunk, [&](const Chunk& chunk) {
    std::int32_t position = totals[chunk.index];
    for (std::size_t column = chunk.begin; column < chunk.end; ++column) {
      for (std::vector<std::int32_t>& of_block : counts)
        position += std::exchange(of_block[column], position);
      begins[column + 1] = position;
    }
  });
  return begins;
}

template <class Matrix>
Matrix transpose_to(const RowsView& x, Workers& workers) {
  Matrix result;
  result.cols = x.rows;
  const std::size_t rows_per_block = rows_of_block(x);
  // For each block of rows, the number of its entries in each column, and then where those entries go.
  std::vector<std::vector<std::int32_t>> places(chunk_count(x.rows, rows_per_block));
  workers.for_chunks(x.rows, rows_per_block, [&](const Chunk& chunk) {
    detail::StopCheck check_stop(workers.run());
    std::vector<std::int32_t>& counts = places[chunk.index];
    counts.assign(x.cols, 0);
    for (auto j = x.offsets[chunk.begin]; j < x.offsets[chunk.end]; ++j) {
      check_stop();
      ++counts[static_cast<std::size_t>(x.columns[j])];
    }
  });
  result.offsets = find_places(places, x.cols, workers);
  result.columns.resize(static_cast<std::size_t>(result.offsets.back()));
  result.values.resize(result.columns.size());
  workers.for_chunks(x.rows, rows_per_block, [&](const Chunk& chunk) {
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

}  // namespace

CsrMatrix transpose(const RowsView& x, const RunContext& run) {
  Workers workers(run);
  return transpose(x, workers);
}

CsrMatrix transpose(const RowsView& x, Workers& workers) { return transpose_to<CsrMatrix>(x, workers); }

detail::Transposed detail::transposed(const RowsView& x, Workers& workers) {
  return transpose_to<Transposed>(x, workers);
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
