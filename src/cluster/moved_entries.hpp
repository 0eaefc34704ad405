#pragma once

#include "cluster/points.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Points that move from one cluster to another; -1 means none.
struct Moves {
  std::span<const std::int32_t> from;  // of all points
  std::span<const std::int32_t> to;
  std::vector<std::int32_t> points;  // those that move, in ascending order
};

/// The entry of such a point in a column.
struct MovedEntry {
  std::int32_t from;
  std::int32_t to;
  std::int64_t value;
};

/// The entries of the points that move, in a range of columns, column by column.
class MovedEntries {
 public:
  /// `by_column` is the transpose of sparse points; `unit` is the integer that stands for 1. All must outlive
  /// this object.
  MovedEntries(const RowsView& points, const RowsView& by_column, double unit)
      : points_(points), by_column_(by_column), unit_(unit) {}

  /// True if the entries are sorted by column. Then each row is searched for the range, so that wide ranges
  /// are better than narrow ones.
  static bool sorts(const Moves& moves, const RowsView& points);

  /// Begins a range of columns, which replaces the last one. The moves must outlive it.
  void begin(const Moves& moves, std::size_t first_column, std::size_t last_column);

  /// The entries of a column of the range, by ascending points. Valid until the next call.
  [[nodiscard]] std::span<const MovedEntry> of(std::size_t column);

 private:
  [[nodiscard]] MovedEntry entry_of(std::size_t point, float value) const {
    return {moves_->from[point], moves_->to[point],
            static_cast<std::int64_t>(static_cast<double>(value) * unit_)};
  }
  void sort_by_column(std::size_t first_column, std::size_t last_column);

  const RowsView& points_;
  const RowsView& by_column_;
  double unit_;
  const Moves* moves_ = nullptr;
  bool is_sorted_ = false;
  std::size_t first_column_ = 0;
  std::vector<std::size_t> begins_;  // if sorted: of the columns' entries, and the end of the last
  std::vector<MovedEntry> entries_;  // of all columns if sorted, else of one
};

/// Divides columns into ranges with about as many entries each. Returns where they begin, and the end of the
/// last one. The same for any number of threads.
std::vector<std::size_t> column_ranges(const Points& points);

}}}  // namespace tema::v0::detail
