#include "cluster/centroid_sums.hpp"

#include "core/per_thread.hpp"
#include "core/stop_check.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t columns_per_chunk = 1024;
constexpr std::size_t entries_per_chunk = 16384;
constexpr std::size_t clusters_per_chunk = 16;
constexpr std::size_t points_per_chunk = 4096;

/// The number of points that a column must have to get a row of the table: with fewer, reading a list is
/// faster.
std::size_t fewest_for_a_row(std::size_t width) {
  const std::size_t vectors = width / 16;
  return vectors < 5 ? 1 : vectors - 4;
}

/// Widens a bound, so that it holds although it is computed in floats.
float widened(double bound) { return bound <= 0.0 ? 0.0F : static_cast<float>(bound * (1.0 + 1e-6) + 1e-9); }

/// ‖now / ‖now‖ - before / ‖before‖‖, from the lengths and the squared length of now - before.
double turn(const Measure& before, const Measure& now, double shift) {
  if (before.norm == 0.0 || now.norm == 0.0) return before.norm == now.norm ? 0.0 : 2.0;
  const double stretch = now.norm - before.norm;
  return std::sqrt(std::max(0.0, (shift - stretch * stretch) / (before.norm * now.norm)));
}

/// ‖now / size - before / size‖, likewise; `unit` is what 1 is in the lengths.
double distance(const Measure& before, const Measure& now, double shift, double unit) {
  if (before.size == 0.0 || now.size == 0.0) return before.size == now.size ? 0.0 : 2.0;
  const double growth = 1.0 - now.size / before.size;
  const double product = (now.norm * now.norm - before.norm * before.norm - shift) / 2.0;
  const double square = shift + growth * (2.0 * product + growth * before.norm * before.norm);
  return std::sqrt(std::max(0.0, square)) / (now.size * unit);
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
  sums_ = filled<std::vector<std::int64_t>>(table_slots_ * clusters, 0, workers.run());
  table_ = filled<FloatTable>(table_slots_ * width_, 0.0F, workers.run());
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
  workers_.for_chunks(column_ranges_.size() - 1, 1, [&](const Chunk& chunk) {
    Changes& mine = changes.mine();
    const std::size_t end = column_ranges_[chunk.index + 1];
    mine.entries.begin(moves, column_ranges_[chunk.index], end);
    StopCheck check_stop(workers_.run());
    for (std::size_t column = column_ranges_[chunk.index]; column < end; ++column) {
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

void CentroidSums::measure_all(const std::vector<Int128>& shifts) {
  const bool cosine = points_.metric == KMeansMetric::cosine;
  for (std::size_t c = 0; c < clusters(); ++c) {
    const Measure before = measures_[c];
    Measure& now = measures_[c];
    now.norm = std::sqrt(static_cast<double>(squares_[c]));
    now.size = static_cast<double>(sizes_[c]);
    const auto shift = static_cast<double>(shifts[c]);
    if (cosine) {
      now.scale = now.norm > 0.0 ? 1.0 / now.norm : 0.0;
    } else if (now.size > 0.0) {
      now.scale = 1.0 / (now.size * unit_);
      now.offset = now.norm * now.scale * now.norm * now.scale / 2.0;
    }
    now.explained = now.size * 2.0 * now.offset;
    const double moved = cosine ? turn(before, now, shift) : distance(before, now, shift, unit_);
    drifts_[c] = {widened(moved), widened(before.offset - now.offset), widened(now.offset - before.offset)};
    scales_[c] = static_cast<float>(now.scale);
    offsets_[c] = static_cast<float>(now.offset);
  }
}

void CentroidSums::measure_on_sphere() {
  workers_.for_chunks(clusters(), clusters_per_chunk,
                      [&](const Chunk& chunk) { move_to_sphere(chunk.begin, chunk.end); });
  for (std::size_t c = 0; c < clusters(); ++c) {
    scales_[c] = static_cast<float>(measures_[c].scale);
    offsets_[c] = static_cast<float>(measures_[c].offset);
  }
}

/// The length ‖w‖ of the mean w of the unit rows of a cluster. In the frame, the mean is w minus the centre.
double CentroidSums::length_of_mean(std::size_t cluster, double factor) const {
  const std::vector<double>& centre = points_.frame.centre;
  double square = 0.0;
  for (std::size_t j = 0; j < centre.size(); ++j) {
    const auto sum = static_cast<double>(sums_[j * clusters() + cluster]);
    const double value = centre[j] + sum * factor / points_.frame.scale;
    square += value * value;
  }
  return std::sqrt(square);
}

/// Makes the mean w of each cluster a unit row, w / ‖w‖, in the frame.
void CentroidSums::move_to_sphere(std::size_t first, std::size_t last) {
  const std::vector<double>& centre = points_.frame.centre;
  for (std::size_t c = first; c < last; ++c) {
    const Measure before = measures_[c];
    Measure& now = measures_[c];
    now.size = static_cast<double>(sizes_[c]);
    const double factor = now.size > 0.0 ? 1.0 / (now.size * unit_) : 0.0;
    const double stretch = now.size > 0.0 ? 1.0 / length_of_mean(c, factor) : 1.0;
    const double of_centre = (stretch - 1.0) * points_.frame.scale;
    double shift = 0.0;
    double product = 0.0;
    double square = 0.0;
    for (std::size_t j = 0; j < centre.size(); ++j) {
      const double mean = static_cast<double>(sums_[j * clusters() + c]) * factor;
      float& entry = table_[j * width_ + c];
      const auto was = static_cast<double>(entry);
      entry = static_cast<float>(stretch * mean + of_centre * centre[j]);
      const auto is = static_cast<double>(entry);
      shift += (is - was) * (is - was);
      product += is * mean;
      square += is * is;
    }
    now.scale = 1.0;
    now.offset = square / 2.0;
    now.explained = now.size * (2.0 * product - square);
    const bool stays = (before.size > 0.0) == (now.size > 0.0);
    drifts_[c] = {widened(stays ? std::sqrt(shift) : 2.0), widened(before.offset - now.offset),
                  widened(now.offset - before.offset)};
  }
}

void CentroidSums::multiply(std::size_t point, std::span<const std::size_t> blocks, float* out) const {
  const auto add_table = [&](const RowsView::Row& row) {
    for (const std::size_t block : blocks) {
      const std::size_t first = block * clusters_per_block;
      add_row_times_table(row, table_.data(), width_, first, std::min(first + clusters_per_block, width_),
                          out);
    }
  };
  for (const std::size_t block : blocks) {
    const std::size_t first = block * clusters_per_block;
    std::fill(out + first, out + std::min(first + clusters_per_block, width_), 0.0F);
  }
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

double CentroidSums::objective() const {
  if (!points_.on_cap()) return merit();
  double points = 0.0;
  for (const Measure& measure : measures_) points += measure.size;
  return points + merit();
}

double CentroidSums::merit() const {
  double sum = 0.0;
  if (points_.metric == KMeansMetric::cosine && !points_.on_cap()) {
    for (const Measure& measure : measures_) sum += measure.norm / unit_;
    return sum;
  }
  for (const Measure& measure : measures_) sum += measure.explained;
  const double of_frame = points_.frame.scale * points_.frame.scale;
  return (sum - points_.squares) / (points_.on_cap() ? 2.0 * of_frame : of_frame);
}

std::vector<float> CentroidSums::centroids() const {
  const std::size_t cols = points_.rows.cols;
  auto result = filled<std::vector<float>>(clusters() * cols, 0.0F, workers_.run());
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
