#pragma once

#include "cluster/group_bounds.hpp"
#include "cluster/moved_entries.hpp"
#include "cluster/points.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/detail/float_table.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

__extension__ using Int128 = __int128;

/// The number of centroids that share a bound of how they drifted.
constexpr std::size_t clusters_per_block = 64;

/// The clusters [first, last), both multiples of 16.
struct ClusterRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// How a centroid is measured: the nearness of a point to it is its product with the sum × scale - offset.
/// With the cosine, scale is 1 / ‖sum‖, and nearness is the cosine. Otherwise, scale is 1 / size, and offset
/// is ‖centroid‖² / 2, so that nearness is (‖point‖² - distance²) / 2. On a cap, it is the latter, too, with
/// the centroid itself in place of the sum, and a scale of 1.
struct Measure {
  double norm = 0.0;  // length of the sum; not used on a cap
  double size = 0.0;
  double scale = 0.0;
  double offset = 0.0;
  double explained = 0.0;  // Σ ‖point‖² - Σ distance²; with the cosine, only on a cap
};

/// Bounds on how a centroid changed: how far it moved, and by how much its offset fell or rose.
struct Drift {
  float distance = 0.0F;
  float fall = 0.0F;
  float rise = 0.0F;
};

/// The sums of the points of each cluster, which change as points move.
///
/// They are integers: multiples of 2^-shift with room for all points. So they are exact, and the same in
/// whatever order points came and went, on any number of threads. Their lengths are kept exactly, too.
/// Products use the sums rounded to floats. The sums are stored by column; a column with so few points that
/// most clusters have none of it lists the clusters that have some.
class CentroidSums {
 public:
  /// At first, no point is in a cluster. The points and the workers must outlive this object.
  CentroidSums(const Points& points, std::size_t clusters, Workers& workers);

  /// Moves each point to the cluster that `members` has for it; -1 means none. Returns the number of points
  /// that move.
  std::size_t move_to(std::span<const std::int32_t> members);

  /// Writes the products of a point with the sums of the clusters in these ranges to the places of the
  /// clusters in `out`, which has width() places; the others are undefined. Sums are taken in the order of
  /// the row.
  void multiply(std::size_t point, std::span<const ClusterRange> ranges, float* out) const;

  /// Fetches what the product of a sparse point with a cluster reads.
  void prefetch(std::size_t point, std::size_t cluster) const;

  /// Bounds for sparse points and many clusters, until they are dropped; otherwise of no group.
  [[nodiscard]] const GroupBounds& bounds() const { return bounds_; }
  void drop_bounds() { bounds_ = {}; }

  /// A sparse point with slots in place of its columns, as the bounds have them.
  [[nodiscard]] RowsView::Row in_slots(std::size_t point) const;

  [[nodiscard]] std::size_t clusters() const { return measures_.size(); }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] std::size_t blocks() const { return chunk_count(width_, clusters_per_block); }

  /// The clusters of a block, with those that pad the width.
  [[nodiscard]] ClusterRange block(std::size_t number) const {
    return {number * clusters_per_block, std::min((number + 1) * clusters_per_block, width_)};
  }

  /// The scales or offsets of all clusters, padded to width(), for find_nearest.
  [[nodiscard]] const std::vector<float>& scales() const { return scales_; }
  [[nodiscard]] const std::vector<float>& offsets() const { return offsets_; }

  /// The changes of each centroid by the last move_to.
  [[nodiscard]] const std::vector<Drift>& drifts() const { return drifts_; }

  /// The sum over the points of the cosine to their centroid, or of the negated squared distance to it.
  [[nodiscard]] double objective() const;

  /// The measure by which runs on the same points are compared: the objective; on a cap, the objective minus
  /// the number of points, which it almost equals.
  [[nodiscard]] double merit() const;

  /// clusters × columns: unit centroids, or means of the points.
  [[nodiscard]] FloatTable centroids() const;

 private:
  /// The sum of the points of a listed column in one cluster.
  struct Entry {
    std::int32_t cluster;
    float value;
    std::int64_t sum;
  };
  struct Changes;

  void lay_out_columns();
  [[nodiscard]] Moves moves_to(std::span<const std::int32_t> members);
  void change_column(std::size_t column, Changes& changes);
  void change_row(std::size_t slot, std::span<const MovedEntry> entries, Changes& changes);
  void change_list(std::size_t slot, std::span<const MovedEntry> entries, Changes& changes);
  void set_bounds();
  void measure_all(const std::vector<Int128>& shifts);
  void measure_on_sphere();
  [[nodiscard]] double length_of_mean(std::size_t cluster, double factor) const;
  void move_to_sphere(std::size_t first, std::size_t last);
  [[nodiscard]] std::size_t list_begin(std::size_t slot) const {
    return static_cast<std::size_t>(list_begins_[slot - table_slots_]);
  }

  const Points& points_;
  Workers& workers_;
  std::size_t width_;
  double unit_;  // 2^shift: what 1 is as an integer

  // Sparse columns get slots: first those with a row of the table, then those with a list, each in order. The
  // three vectors are empty if each column is its own slot.
  std::size_t table_slots_ = 0;
  std::vector<std::int32_t> column_of_slot_;
  std::vector<std::int32_t> slot_of_column_;
  std::vector<std::int32_t, CacheAligned<std::int32_t>>
      slots_;                               // of the points' entries, in place of their columns
  std::vector<std::size_t> column_ranges_;  // that are changed at a time

  std::vector<std::int64_t, CacheAligned<std::int64_t>> sums_;  // table slots × clusters
  FloatTable table_;  // in floats: the sums, or the centroids on a cap; table slots × width
  std::vector<Entry, CacheAligned<Entry>> lists_;  // each with room for all points that have its column
  std::vector<std::int32_t> list_begins_;
  std::vector<std::int32_t> list_sizes_;  // how much of each is in use

  std::vector<std::int32_t> members_;  // the cluster of each point
  std::vector<std::int64_t> sizes_;
  std::vector<Int128> squares_;  // ‖sum‖²
  std::vector<Measure> measures_;
  std::vector<float> scales_;
  std::vector<float> offsets_;
  std::vector<Drift> drifts_;
  GroupBounds bounds_;
};

}}}  // namespace tema::v0::detail
