#pragma once

#include "cluster/group_bounds.hpp"
#include "cluster/nearest.hpp"
#include "cluster/points.hpp"
#include "tema/core/parallel.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A table of centroids that points are compared with: columns × width.
struct CentroidTable {
  std::span<const float> values;
  std::span<const float> offsets;  // of all centroids, padded with infinity; see find_nearest

  [[nodiscard]] std::size_t width() const { return offsets.size(); }
};

/// Bounds for the groups of a table, if there are enough points to pay for them; otherwise of no group.
GroupBounds bounds_of(const CentroidTable& table, const Points& points, Workers& workers);

/// Searches a table for the two centroids that are nearest to a point, and leaves out groups that bounds rule
/// out. It has the working memory of a thread. The table and the bounds must outlive it.
class TableSearch {
 public:
  TableSearch(const CentroidTable& table, const GroupBounds& bounds);

  /// The same as find_nearest of all products. `rounding` is the largest error of a computed nearness.
  Nearest find(const RowsView::Row& row, float rounding);

  /// How near each centroid is to the point that was searched for last, where there are no bounds.
  [[nodiscard]] std::span<const float> nearness() const { return products_; }

 private:
  Nearest search(const RowsView::Row& row, std::size_t first, std::size_t last);

  CentroidTable table_;
  const GroupBounds& group_bounds_;
  BoundsBenefit benefit_;
  std::vector<float> scales_;
  FloatTable products_;
  FloatTable bounds_;
  std::vector<float> zeros_;
};

}}}  // namespace tema::v0::detail
