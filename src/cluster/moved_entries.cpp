#include "cluster/moved_entries.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Enough that each of many threads has several.
constexpr std::size_t max_ranges = 64;
constexpr std::size_t entries_per_range = 4096;

/// If at least one point of this many moves, reading all entries of a column is faster than sorting those
/// that move.
constexpr std::size_t points_of_a_mover = 8;

}  // namespace

bool MovedEntries::sorts(const Moves& moves, const RowsView& points) {
  return points.sparse() && moves.points.size() < points.rows / points_of_a_mover;
}

void MovedEntries::begin(const Moves& moves, std::size_t first_column, std::size_t last_column) {
  moves_ = &moves;
  is_sorted_ = sorts(moves, points_);
  if (is_sorted_) sort_by_column(first_column, last_column);
}

std::span<const MovedEntry> MovedEntries::of(std::size_t column) {
  if (is_sorted_) {
    const std::size_t at = column - first_column_;
    return std::span(entries_).subspan(begins_[at], begins_[at + 1] - begins_[at]);
  }
  if (points_.sparse()) {
    const RowsView::Row found = by_column_.row(column);
    if (entries_.size() < found.size) entries_.resize(found.size);
    std::size_t count = 0;
    for (std::size_t j = 0; j < found.size; ++j) {
      const MovedEntry entry = entry_of(static_cast<std::size_t>(found.columns[j]), found.values[j]);
      entries_[count] = entry;
      count += entry.from != entry.to ? 1U : 0U;  // no branch: which points move is hard to foresee
    }
    return std::span(entries_).first(count);
  }
  entries_.clear();
  for (const std::int32_t moving : moves_->points) {
    const auto point = static_cast<std::size_t>(moving);
    entries_.push_back(entry_of(point, points_.values[point * points_.cols + column]));
  }
  return entries_;
}

void MovedEntries::sort_by_column(std::size_t first_column, std::size_t last_column) {
  first_column_ = first_column;
  const auto for_each_entry = [&](auto&& body) {
    for (const std::int32_t moving : moves_->points) {
      const auto point = static_cast<std::size_t>(moving);
      const RowsView::Row row = points_.row(point);
      const std::int32_t* const end = row.columns + row.size;
      const std::int32_t* at = std::lower_bound(row.columns, end, static_cast<std::int32_t>(first_column));
      for (; at < end && static_cast<std::size_t>(*at) < last_column; ++at)
        body(point, static_cast<std::size_t>(*at) - first_column, row.values[at - row.columns]);
    }
  };
  // Counted one place further, so that they are the ends of the columns, and so the beginnings of the next
  // ones, once all entries are in.
  begins_.assign(last_column - first_column + 2, 0);
  for_each_entry([&](std::size_t, std::size_t column, float) { ++begins_[column + 2]; });
  for (std::size_t i = 2; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  entries_.resize(begins_.back());
  for_each_entry([&](std::size_t point, std::size_t column, float value) {
    entries_[begins_[column + 1]++] = entry_of(point, value);
  });
}

std::vector<std::size_t> column_ranges(const Points& points) {
  const std::size_t cols = points.rows.cols;
  const auto cost_of = [&](std::size_t column) {
    // A column without entries also has a cost.
    return 1 + (points.rows.sparse() ? points.by_column.view().row(column).size : points.rows.rows);
  };
  std::size_t all = 0;
  for (std::size_t column = 0; column < cols; ++column) all += cost_of(column);
  const std::size_t each = std::max(entries_per_range, (all + max_ranges - 1) / max_ranges);
  std::vector<std::size_t> begins = {0};
  std::size_t taken = 0;
  for (std::size_t column = 0; column < cols; ++column) {
    taken += cost_of(column);
    if (taken < each) continue;
    begins.push_back(column + 1);
    taken = 0;
  }
  if (begins.back() < cols) begins.push_back(cols);
  return begins;
}

}}}  // namespace tema::v0::detail
