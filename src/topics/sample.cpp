#include "topics/sample.hpp"

#include "core/stop_check.hpp"
#include "tema/core/random.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

std::size_t sample_size(const CsrMatrix& x, std::size_t clusters) {
  constexpr std::size_t least_rows = 2048;
  constexpr std::size_t rows_per_cluster = 100;
  constexpr double least_entries = 0x1p18;
  if (x.columns.empty()) return x.rows();
  const double entries_per_row = static_cast<double>(x.columns.size()) / static_cast<double>(x.rows());
  const double by_entries = std::min(least_entries / entries_per_row, static_cast<double>(x.rows()));
  const std::size_t by_clusters = std::min(clusters, x.rows()) * rows_per_cluster;
  const std::size_t size = std::max({least_rows, by_clusters, static_cast<std::size_t>(by_entries)});
  return size < x.rows() / 2 ? size : x.rows();
}

std::vector<std::size_t> sample_rows(std::size_t rows, std::size_t size, std::uint64_t seed) {
  constexpr std::uint64_t stream = 0x73616d706c65;
  Random random(seed, stream);
  std::vector<std::size_t> result;
  result.reserve(size);
  for (std::size_t part = 0; part < size; ++part) {
    const std::size_t begin = rows * part / size;
    const std::size_t end = rows * (part + 1) / size;
    result.push_back(begin + static_cast<std::size_t>(random.below(end - begin)));
  }
  return result;
}

CsrMatrix rows_at(const CsrMatrix& x, const std::vector<std::size_t>& rows, const RunContext& run) {
  CsrMatrix result;
  result.cols = x.cols;
  result.offsets.reserve(rows.size() + 1);
  std::size_t entries = 0;
  for (const std::size_t i : rows) {
    entries += x.view().row(i).size;
    result.offsets.push_back(static_cast<std::int32_t>(entries));
  }
  result.columns.reserve(entries);
  result.values.reserve(entries);
  StopCheck check_stop(run);
  for (const std::size_t i : rows) {
    const RowsView::Row row = x.view().row(i);
    check_stop(row.size);
    result.columns.insert(result.columns.end(), row.columns, row.columns + row.size);
    result.values.insert(result.values.end(), row.values, row.values + row.size);
  }
  return result;
}

}}}  // namespace tema::v0::detail
