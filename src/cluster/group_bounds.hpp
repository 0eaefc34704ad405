#pragma once

#include "tema/linalg/detail/float_table.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// The number of centroids that are compared with a row at once and share a bound.
constexpr std::size_t clusters_per_group = 16;

/// From this width on, bounds of groups pay.
constexpr std::size_t narrowest_with_bounds = 96;

/// Upper bounds of how near a sparse row can be to any centroid of each group.
///
/// For each column, and each group of centroids, it has the largest of their values. The product of a row
/// with these maxima is at least its product with each centroid. It costs as much as the product with one
/// centroid of each group, and most texts share so few terms with most centroids that it rules most groups
/// out.
class GroupBounds {
 public:
  GroupBounds() = default;

  /// `width` is the number of centroids, padded.
  GroupBounds(std::size_t columns, std::size_t width);

  /// Sets the maxima of a column from the values of all centroids × scales, both padded to the width.
  void set_column(std::size_t column, const float* values, const float* scales);

  /// Sets the maxima of a column to 0, and raises that of a cluster's group.
  void clear_column(std::size_t column);
  void raise(std::size_t column, std::size_t cluster, float value);

  /// Sets the offsets of all centroids, padded with infinity; see find_nearest.
  void set_offsets(std::span<const float> offsets);

  [[nodiscard]] std::size_t groups() const { return groups_; }

  /// The number of floats that `bound` writes: that of the groups, padded.
  [[nodiscard]] std::size_t size() const { return offsets_.size(); }

  /// Writes a bound for each group. It holds for nearness in exact arithmetic.
  void bound(const RowsView::Row& row, float* bounds) const;

 private:
  std::size_t width_ = 0;
  std::size_t groups_ = 0;
  FloatTable maxima_;   // columns × size()
  FloatTable offsets_;  // the smallest of each group
};

/// Tells whether bounds rule out enough groups to be worth their time, from what they did for the points
/// before. Long texts share terms with most centroids; for them, all groups are compared at once.
class BoundsBenefit {
 public:
  explicit BoundsBenefit(const GroupBounds& bounds) : groups_(bounds.groups()) {}

  [[nodiscard]] bool pays() const {
    return groups_ > 0 &&
           (points_ < points_to_judge_by || searched_ * groups_of_a_search <= points_ * groups_);
  }

  /// Counts a point, and the groups that were searched for it.
  void count(std::size_t searched) {
    ++points_;
    searched_ += searched;
  }

  void add(const BoundsBenefit& other) {
    points_ += other.points_;
    searched_ += other.searched_;
  }

 private:
  static constexpr std::size_t points_to_judge_by = 4;
  static constexpr std::size_t groups_of_a_search = 2;  // one in so many may be searched

  std::size_t groups_;
  std::size_t points_ = 0;
  std::size_t searched_ = 0;
};

}}}  // namespace tema::v0::detail
