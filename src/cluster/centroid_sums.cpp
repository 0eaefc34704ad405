#include "cluster/centroid_sums.hpp"

#include "core/parallel_fill.hpp"
#include "core/per_thread.hpp"
#include "core/stop_check.hpp"
#include "tema/linalg/kernels.hpp"

#include <hwy/cache_control.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t columns_per_chunk = 1024;
constexpr std::size_t entries_per_chunk = 16384;
constexpr std::size_t points_per_chunk = 4096;

/// The number of points that a column must have to get a row of the table: with fewer, reading a list is
/// faster.
std::size_t fewest_for_a_row(std::size_t width) {
  const std::size_t vectors = width / 16;
  return vectors < 5 ? 1 : vectors - 4;
}

}  // namespace

/// The changes that a thread makes.
struct CentroidSums::Changes {
  Changes(const MovedEntries& moved, std::size_t clusters)
      : entries(moved), differences(clusters + 1), squares(clusters), shifts(clusters) {}

  /// Sums what each cluster gains in one column.
  void add(std::span<const MovedEntry> of_column) {
    for (const MovedEntry& entry : of_column) {
      differences[static_cast<std::size_t>(entry.from) + 1] -= entry.value;
      differences[static_cast<std::size_t>(entry.to) + 1] += entry.value;
    }
  }

  /// Returns what the cluster gains, and forgets it.
  std::int64_t take(std::size_t cluster) { return std::exchange(differences[cluster + 1], 0); }

  /// Calls body(cluster, difference) for the sums of these entries that were not taken.
  template <class Body>
  void take_all(std::span<const MovedEntry> of_column, Body&& body) {
    differences[0] = 0;
    const auto take_one = [&](std::size_t cluster) {
      const std::int64_t difference = take(cluster);
      if (difference != 0) body(cluster, difference);
    };
    if (of_column.size() >= squares.size() / 4) {
      for (std::size_t c = 0; c < squares.size(); ++c) take_one(c);
      return;
    }
    for (const MovedEntry& entry : of_column) {
      if (entry.from >= 0) take_one(static_cast<std::size_t>(entry.from));
      if (entry.to >= 0) take_one(static_cast<std::size_t>(entry.to));
    }
  }

  void count(std::size_t cluster, std::int64_t before, std::int64_t now) {
    const std::int64_t difference = now - before;
    squares[cluster] += Int128{difference} * (now + before);
    shifts[cluster] += Int128{difference} * difference;
  }

  MovedEntries entries;
  std::vector<std::int64_t> differences;  // of one column: of no cluster, and then of each
  std::vector<Int128> squares;            // of all columns: what the squared lengths grow by
  std::vector<Int128> shifts;
};

CentroidSums::CentroidSums(const Points& points, std::size_t clusters, Workers& workers)
    : points_(points),
      workers_(workers),
      width_(padded(clusters)),
      // No point is longer than about 1, so no sum exceeds 2^62, and no square 2^125.
      unit_(std::ldexp(1.0, 61 - static_cast<int>(std::bit_width(points.rows.rows)))),
      members_(points.rows.rows, -1),
      sizes_(clusters, 0),
      squares_(clusters, 0),
      measures_(clusters),
      scales_(width_, 0.0F),
      offsets_(width_, std::numeric_limits<float>::infinity()),
      drifts_(clusters) {
  column_ranges_ = column_ranges(points);
  lay_out_columns();
  sums_ = filled<decltype(sums_)>(table_slots_ * clusters, 0, workers);
  table_ = filled<FloatTable>(table_slots_ * width_, 0.0F, workers);
  if (points.rows.sparse() && width_ >= narrowest_with_bounds)
    bounds_ = GroupBounds(points.rows.cols, width_);
}

void CentroidSums::lay_out_columns() {
  const RowsView& x = points_.rows;
  const std::size_t few = fewest_for_a_row(width_);
  const auto points_of = [&](std::size_t column) { return points_.by_column.view().row(column).size; };
  std::size_t listed = 0;
  std::size_t lists = 0;
  for (std::size_t column = 0; x.sparse() && column < x.cols; ++column) {
    if (points_of(column) >= few) continue;
    listed += points_of(column);
    ++lists;
  }
  table_slots_ = x.cols - lists;
  if (listed == 0 && lists <= x.cols / 8) {
    // Columns without points have rows that are not needed, and each column is its own slot.
    table_slots_ = x.cols;
    return;
  }
  list_sizes_.assign(lists, 0);
  list_begins_.reserve(lists);
  lists_.resize(listed);
  column_of_slot_.resize(x.cols);
  slot_of_column_.resize(x.cols);
  std::size_t next_row = 0;
  std::size_t next_list = table_slots_;
  listed = 0;
  for (std::size_t column = 0; column < x.cols; ++column) {
    const bool has_list = points_of(column) < few;
    const std::size_t slot = has_list ? next_list++ : next_row++;
    slot_of_column_[column] = static_cast<std::int32_t>(slot);
    column_of_slot_[slot] = static_cast<std::int32_t>(column);
    if (!has_list) continue;
    list_begins_.push_back(static_cast<std::int32_t>(listed));
    listed += points_of(column);
  }
  slots_.resize(points_.values.size());
  workers_.for_chunks(slots_.size(), entries_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t j = chunk.begin; j < chunk.end; ++j)
      slots_[j] = slot_of_column_[static_cast<std::size_t>(x.columns[j])];
  });
}

std::size_t CentroidSums::move_to(std::span<const std::int32_t> members) {
  const Moves moves = moves_to(members);
  const RowsView by_column = points_.by_column.view();
  PerThread<Changes> changes(
      [&](std::size_t) { return Changes(MovedEntries(points_.rows, by_column, unit_), clusters()); });
  const std::size_t ranges_at_a_time = MovedEntries::sorts(moves, points_.rows) ? 4 : 1;
  workers_.for_chunks(column_ranges_.size() - 1, ranges_at_a_time, [&](const Chunk& chunk) {
    Changes& mine = changes.mine();
    const std::size_t end = column_ranges_[chunk.end];
    mine.entries.begin(moves, column_ranges_[chunk.begin], end);
    StopCheck check_stop(workers_.run());
    for (std::size_t column = column_ranges_[chunk.begin]; column < end; ++column) {
      check_stop(clusters());
      change_column(column, mine);
    }
  });
  for (const std::int32_t point : moves.points)
    members_[static_cast<std::size_t>(point)] = members[static_cast<std::size_t>(point)];
  std::vector<Int128> shifts(clusters(), 0);
  for (const Changes* of_thread : changes.all()) {
    for (std::size_t c = 0; c < clusters(); ++c) {
      squares_[c] += of_thread->squares[c];
      shifts[c] += of_thread->shifts[c];
    }
  }
  points_.on_cap() ? measure_on_sphere() : measure_all(shifts);
  if (bounds_.groups() > 0) set_bounds();
  return moves.points.size();
}

/// The points to move, counted by where they go.
Moves CentroidSums::moves_to(std::span<const std::int32_t> members) {
  std::vector<std::vector<std::int32_t>> of_chunk(chunk_count(members.size(), points_per_chunk));
  workers_.for_chunks(members.size(), points_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (members[i] != members_[i]) of_chunk[chunk.index].push_back(static_cast<std::int32_t>(i));
    }
  });
  Moves moves{members_, members, {}};
  for (const std::vector<std::int32_t>& points : of_chunk)
    moves.points.insert(moves.points.end(), points.begin(), points.end());
  for (const std::int32_t moving : moves.points) {
    const auto i = static_cast<std::size_t>(moving);
    if (members_[i] >= 0) --sizes_[static_cast<std::size_t>(members_[i])];
    if (members[i] >= 0) ++sizes_[static_cast<std::size_t>(members[i])];
  }
  return moves;
}

void CentroidSums::change_column(std::size_t column, Changes& changes) {
  const std::span<const MovedEntry> entries = changes.entries.of(column);
  if (entries.empty()) return;
  changes.add(entries);
  const auto slot = slot_of_column_.empty() ? column : static_cast<std::size_t>(slot_of_column_[column]);
  if (slot < table_slots_) {
    change_row(slot, entries, changes);
  } else {
    change_list(slot, entries, changes);
  }
}

void CentroidSums::change_row(std::size_t slot, std::span<const MovedEntry> entries, Changes& changes) {
  const bool holds_sums = !points_.on_cap();
  changes.take_all(entries, [&](std::size_t cluster, std::int64_t difference) {
    std::int64_t& sum = sums_[slot * clusters() + cluster];
    changes.count(cluster, sum, sum + difference);
    sum += difference;
    if (holds_sums) table_[slot * width_ + cluster] = static_cast<float>(sum);
  });
}

void CentroidSums::change_list(std::size_t slot, std::span<const MovedEntry> entries, Changes& changes) {
  Entry* const list = lists_.data() + list_begin(slot);
  std::int32_t& size = list_sizes_[slot - table_slots_];
  // First the existing entries, then the new ones, so that no more clusters than points are listed in
  // between.
  for (std::int32_t e = 0; e < size;) {
    const auto cluster = static_cast<std::size_t>(list[e].cluster);
    const std::int64_t difference = changes.take(cluster);
    if (difference != 0) {
      changes.count(cluster, list[e].sum, list[e].sum + difference);
      list[e].sum += difference;
      list[e].value = static_cast<float>(list[e].sum);
    }
    if (list[e].sum == 0) {
      list[e] = list[--size];
    } else {
      ++e;
    }
  }
  changes.take_all(entries, [&](std::size_t cluster, std::int64_t difference) {
    changes.count(cluster, 0, difference);
    list[size++] = {static_cast<std::int32_t>(cluster), static_cast<float>(difference), difference};
  });
}

void CentroidSums::set_bounds() {
  bounds_.set_offsets(offsets_);
  workers_.for_chunks(points_.rows.cols, columns_per_chunk, [&](const Chunk& chunk) {
    StopCheck check_stop(workers_.run());
    for (std::size_t slot = chunk.begin; slot < chunk.end; ++slot) {
      check_stop(clusters());
      if (slot < table_slots_) {
        bounds_.set_column(slot, &table_[slot * width_], scales_.data());
        continue;
      }
      bounds_.clear_column(slot);
      const Entry* list = lists_.data() + list_begin(slot);
      for (const Entry* const end = list + list_sizes_[slot - table_slots_]; list < end; ++list) {
        const auto cluster = static_cast<std::size_t>(list->cluster);
        bounds_.raise(slot, cluster, list->value * scales_[cluster]);
      }
    }
  });
}

RowsView::Row CentroidSums::in_slots(std::size_t point) const {
  RowsView::Row row = points_.rows.row(point);
  if (!slots_.empty()) row.columns = slots_.data() + (row.columns - points_.rows.columns);
  return row;
}

void CentroidSums::prefetch(std::size_t point, std::size_t cluster) const {
  const RowsView::Row row = in_slots(point);
  for (std::size_t j = 0; j < row.size; ++j) {
    const auto slot = static_cast<std::size_t>(row.columns[j]);
    if (slot < table_slots_) {
      hwy::Prefetch(&table_[slot * width_ + cluster]);
    } else {
      hwy::Prefetch(&lists_[list_begin(slot)]);
    }
  }
}

void CentroidSums::multiply(std::size_t point, std::span<const ClusterRange> ranges, float* out) const {
  const auto add_table = [&](const RowsView::Row& row) {
    for (const ClusterRange& range : ranges)
      add_row_times_table(row, table_.data(), width_, range.first, range.last, out);
  };
  for (const ClusterRange& range : ranges) std::fill(out + range.first, out + range.last, 0.0F);
  RowsView::Row row = points_.rows.row(point);
  if (slots_.empty()) return add_table(row);
  const std::int32_t* slots = slots_.data() + (row.columns - points_.rows.columns);
  const auto is_listed = [&](std::int32_t slot) { return static_cast<std::size_t>(slot) >= table_slots_; };
  for (std::size_t j = 0; j < row.size;) {
    const std::size_t begin = j;
    while (j < row.size && !is_listed(slots[j])) ++j;
    if (j > begin) add_table({row.values + begin, slots + begin, j - begin});
    for (; j < row.size && is_listed(slots[j]); ++j) {
      const auto slot = static_cast<std::size_t>(slots[j]);
      const Entry* list = lists_.data() + list_begin(slot);
      const Entry* const end = list + list_sizes_[slot - table_slots_];
      for (; list < end; ++list) out[list->cluster] += row.values[j] * list->value;
    }
  }
}

FloatTable CentroidSums::centroids() const {
  const std::size_t cols = points_.rows.cols;
  auto result = filled<FloatTable>(clusters() * cols, 0.0F, workers_);
  const auto set = [&](std::size_t cluster, std::size_t column, std::int64_t sum) {
    const double value = static_cast<double>(sum) * measures_[cluster].scale;
    result[cluster * cols + column] = static_cast<float>(value);
  };
  workers_.for_chunks(cols, columns_per_chunk, [&](const Chunk& chunk) {
    StopCheck check_stop(workers_.run());
    for (std::size_t slot = chunk.begin; slot < chunk.end; ++slot) {
      check_stop(clusters());
      const std::size_t column =
          column_of_slot_.empty() ? slot : static_cast<std::size_t>(column_of_slot_[slot]);
      if (slot < table_slots_) {
        for (std::size_t c = 0; c < clusters(); ++c) {
          if (points_.on_cap()) {
            result[c * cols + column] = table_[slot * width_ + c];
          } else {
            set(c, column, sums_[slot * clusters() + c]);
          }
        }
        continue;
      }
      const Entry* list = lists_.data() + list_begin(slot);
      for (std::int32_t e = 0; e < list_sizes_[slot - table_slots_]; ++e) {
        set(static_cast<std::size_t>(list[e].cluster), column, list[e].sum);
      }
    }
  });
  return result;
}

}}}  // namespace tema::v0::detail
