#pragma once

#include "cluster/points.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Points that go from one cluster to another; -1 is none.
struct Moves {
  std::span<const std::int32_t> from;  // of all points
  std::span<const std::int32_t> to;
  std::vector<std::int32_t> points;  // those that move, in ascending order
};

/// What a column has of such a point.
struct MovedEntry {
  std::int32_t from;
  std::int32_t to;
  std::int64_t value;
};

/// Of points that move, the entries in a range of columns, column by column.
class MovedEntries {
 public:
  /// `by_column` is the transpose of sparse points, `unit` what 1 is as an integer. All must outlive it.
  MovedEntries(const RowsView& points, const RowsView& by_column, double unit)
      : points_(points), by_column_(by_column), unit_(unit) {}

  /// Begins a range of columns, in place of the last one. The moves must outlive it.
  void begin(const Moves& moves, std::size_t first_column, std::size_t last_column);

  /// Of a column of the range, by ascending points, until it is called again.
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

/// Cuts columns into ranges with about as many entries each: where they begin, and the end of the last. The
/// same for any number of threads.
std::vector<std::size_t> column_ranges(const Points& points);

}}}  // namespace tema::v0::detail
