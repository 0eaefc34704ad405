#pragma once

#include "cluster/centroid_sums.hpp"
#include "cluster/points.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The nearest of the centroids that were looked at.
struct NearestFound {
  std::size_t label = std::numeric_limits<std::size_t>::max();
  float nearness = -std::numeric_limits<float>::infinity();
};

/// Searches for the nearest centroid of a point, and leaves out centroids that bounds rule out. It has the
/// working memory of a thread. The points and the sums must outlive it.
class NearestSearch {
 public:
  NearestSearch(const Points& points, const CentroidSums& sums);

  /// Finds the nearest centroid; of equally near ones, the first. `label` is the present cluster of the
  /// point, -1 for none. `others` has, for each block, an upper bound of how near the point is to any
  /// centroid of it but that one; they are replaced by bounds for those other than the one that is found.
  NearestFound find(std::size_t point, std::int32_t label, std::span<float> others);

  /// What the bounds of groups did for the points so far.
  [[nodiscard]] const BoundsBenefit& benefit() const { return benefit_; }

  /// Fetches what `find` reads first.
  void prefetch(std::size_t point, std::int32_t label) const;

 private:
  void find_by_blocks(std::size_t point, std::int32_t label, std::span<float> others);
  void find_by_groups(std::size_t point, std::int32_t label, std::span<float> others);
  void choose_groups(float least, std::span<float> others);
  void search(std::size_t point, ClusterRange range);
  void search_chosen(std::size_t point);
  void raise(std::span<float> others) const;
  [[nodiscard]] float least_of_others(std::size_t point) const;

  /// Clusters that were searched, and how near the nearest of them is.
  struct Searched {
    ClusterRange range;
    float best;
  };

  const Points& points_;
  const CentroidSums& sums_;
  BoundsBenefit benefit_;
  FloatTable products_;
  FloatTable bounds_;                 // of groups
  std::vector<ClusterRange> chosen_;  // to be searched
  std::vector<Searched> searched_;
  NearestFound found_;
  float second_ = 0.0F;  // the nearness of the next of those that were searched together with the found one
};

}}}  // namespace tema::v0::detail
