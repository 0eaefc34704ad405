#include "cluster/table_search.hpp"

#include "core/stop_check.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <limits>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t columns_per_chunk = 1024;

/// The two nearest of two lists without a centroid in common.
Nearest nearest_of(const Nearest& a, const Nearest& b) {
  const bool a_first = a.best > b.best || (a.best == b.best && a.index < b.index);
  const Nearest& first = a_first ? a : b;
  const Nearest& other = a_first ? b : a;
  return {first.index, first.best, std::max(first.second, other.best)};
}

}  // namespace

GroupBounds bounds_of(const CentroidTable& table, const Points& points, Workers& workers) {
  const RowsView& x = points.rows;
  // To find the bounds, the whole table is read.
  if (!x.sparse() || table.width() < narrowest_with_bounds || x.rows < x.cols / 8) return {};
  GroupBounds bounds(x.cols, table.width());
  bounds.set_offsets(table.offsets);
  const std::vector<float> scales(table.width(), 1.0F);
  workers.for_chunks(x.cols, columns_per_chunk, [&](const Chunk& chunk) {
    StopCheck check_stop(workers.run());
    for (std::size_t column = chunk.begin; column < chunk.end; ++column) {
      check_stop(table.width());
      bounds.set_column(column, &table.values[column * table.width()], scales.data());
    }
  });
  return bounds;
}

TableSearch::TableSearch(const CentroidTable& table, const GroupBounds& bounds)
    : table_(table),
      group_bounds_(bounds),
      benefit_(bounds),
      scales_(table.width(), 1.0F),
      products_(table.width()),
      bounds_(bounds.size()),
      zeros_(bounds.size(), 0.0F) {}

Nearest TableSearch::find(const RowsView::Row& row, float rounding) {
  if (!benefit_.pays()) return search(row, 0, table_.width());
  group_bounds_.bound(row, bounds_.data());
  Nearest nearest;
  std::size_t searched = 0;
  for (; searched < group_bounds_.groups(); ++searched) {
    const Nearest next = find_nearest(bounds_.data(), scales_.data(), zeros_.data(), bounds_.size());
    if (searched > 0 && next.best < nearest.second - 4.0F * rounding) break;
    const std::size_t begin = next.index * clusters_per_group;
    const Nearest of_group = search(row, begin, begin + clusters_per_group);
    nearest = searched == 0 ? of_group : nearest_of(nearest, of_group);
    bounds_[next.index] = -std::numeric_limits<float>::infinity();
  }
  benefit_.count(searched);
  return nearest;
}

Nearest TableSearch::search(const RowsView::Row& row, std::size_t first, std::size_t last) {
  std::fill(products_.data() + first, products_.data() + last, 0.0F);
  add_row_times_table(row, table_.values.data(), table_.width(), first, last, products_.data());
  Nearest nearest = find_nearest(products_.data() + first, scales_.data() + first,
                                 table_.offsets.data() + first, last - first);
  nearest.index += first;
  return nearest;
}

}}}  // namespace tema::v0::detail
