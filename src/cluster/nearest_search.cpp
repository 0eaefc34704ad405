#include "cluster/nearest_search.hpp"

#include "cluster/nearest.hpp"

#include <hwy/cache_control.h>

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr std::size_t groups_per_block = clusters_per_block / clusters_per_group;

ClusterRange range_of_group(std::size_t group) {
  return {group * clusters_per_group, (group + 1) * clusters_per_group};
}

}  // namespace

NearestSearch::NearestSearch(const Points& points, const CentroidSums& sums)
    : points_(points),
      sums_(sums),
      benefit_(sums.bounds()),
      products_(sums.width()),
      bounds_(sums.bounds().size()) {}

NearestFound NearestSearch::find(std::size_t point, std::int32_t label, std::span<float> others) {
  found_ = {};
  searched_.clear();
  chosen_.clear();
  benefit_.pays() ? find_by_groups(point, label, others) : find_by_blocks(point, label, others);
  raise(others);
  return found_;
}

void NearestSearch::find_by_blocks(std::size_t point, std::int32_t label, std::span<float> others) {
  std::size_t home = others.size();
  if (label >= 0) {
    // The result of its own block may make the others unnecessary.
    home = static_cast<std::size_t>(label) / clusters_per_block;
    others[home] = -infinity;
    search(point, sums_.block(home));
  }
  const float least = least_of_others(point);
  for (std::size_t block = 0; block < others.size(); ++block) {
    if (block == home || others[block] < least) continue;
    others[block] = -infinity;
    chosen_.push_back(sums_.block(block));
  }
  search_chosen(point);
}

void NearestSearch::find_by_groups(std::size_t point, std::int32_t label, std::span<float> others) {
  const GroupBounds& bounds = sums_.bounds();
  const auto bound = [&] { bounds.bound(sums_.in_slots(point), bounds_.data()); };
  std::size_t first = 0;
  if (label >= 0) {
    first = static_cast<std::size_t>(label) / clusters_per_group;
    search(point, range_of_group(first));
    raise(others);
    const float least = least_of_others(point);
    if (std::all_of(others.begin(), others.end(), [&](float other) { return other < least; })) return;
    bound();
  } else {
    bound();
    const auto end = bounds_.begin() + static_cast<std::ptrdiff_t>(bounds.groups());
    first = static_cast<std::size_t>(std::max_element(bounds_.begin(), end) - bounds_.begin());
    search(point, range_of_group(first));
  }
  bounds_[first] = -infinity;
  choose_groups(least_of_others(point), others);
  search_chosen(point);
  benefit_.count(searched_.size());
}

/// Chooses the groups that may have a centroid so near. For the others, the bounds are lowered.
void NearestSearch::choose_groups(float least, std::span<float> others) {
  for (std::size_t block = 0; block < others.size(); ++block) {
    const bool is_ruled_out = others[block] < least;
    float most = -infinity;  // of the groups that are not chosen
    for (std::size_t g = 0; g < groups_per_block; ++g) {
      const std::size_t group = block * groups_per_block + g;
      if (is_ruled_out || bounds_[group] < least) {
        most = std::max(most, bounds_[group]);
      } else {
        chosen_.push_back(range_of_group(group));
      }
    }
    others[block] = std::min(others[block], most);
  }
}

void NearestSearch::search(std::size_t point, ClusterRange range) {
  chosen_.assign(1, range);
  search_chosen(point);
  chosen_.clear();
}

void NearestSearch::search_chosen(std::size_t point) {
  sums_.multiply(point, chosen_, products_.data());
  for (const ClusterRange& range : chosen_) {
    const Nearest nearest = find_nearest(products_.data() + range.first, sums_.scales().data() + range.first,
                                         sums_.offsets().data() + range.first, range.last - range.first);
    searched_.push_back({range, nearest.best});
    const std::size_t label = range.first + nearest.index;
    const bool is_nearer = nearest.best > found_.nearness;
    if (!is_nearer && !(nearest.best == found_.nearness && label < found_.label)) continue;
    found_ = {label, nearest.best};
    second_ = nearest.second;
  }
}

/// Raises the bounds of the blocks that were searched.
void NearestSearch::raise(std::span<float> others) const {
  for (const Searched& searched : searched_) {
    const bool has_found = found_.label >= searched.range.first && found_.label < searched.range.last;
    float& of_block = others[searched.range.first / clusters_per_block];
    of_block = std::max(of_block, has_found ? second_ : searched.best);
  }
}

/// A centroid whose bound is below this is not as near as the one that was found.
float NearestSearch::least_of_others(std::size_t point) const {
  return found_.nearness - 4.0F * rounding_of(points_, point);
}

void NearestSearch::prefetch(std::size_t point, std::int32_t label) const {
  if (!benefit_.pays() || label < 0) return;
  sums_.prefetch(point, range_of_group(static_cast<std::size_t>(label) / clusters_per_group).first);
}

}}}  // namespace tema::v0::detail
