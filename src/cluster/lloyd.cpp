#include "cluster/lloyd.hpp"

#include "cluster/centroid_sums.hpp"
#include "cluster/nearest_search.hpp"
#include "core/parallel_fill.hpp"
#include "core/per_thread.hpp"
#include "core/stop_check.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 64;
constexpr std::size_t points_ahead = 2;  // so far ahead of the search, centroids are fetched

/// Lloyd's algorithm with two kinds of bounds: a lower bound of how near a point is to its own centroid, and
/// an upper bound of how near it is to any other centroid of each block (after Hamerly, SDM 2010, and Ding et
/// al., "Yinyang K-Means", ICML 2015, with nearness in place of distance). What the bounds already decide is
/// not computed. They leave room for rounding, so the labels are those of the algorithm without bounds.
class Lloyd {
 public:
  Lloyd(const Points& points, std::size_t clusters, Workers& workers)
      : points_(points),
        workers_(workers),
        sums_(points, clusters, workers),
        own_(points.rows.rows, -infinity),
        others_(filled<FloatTable>(points.rows.rows * sums_.blocks(), infinity, workers)),
        block_drifts_(sums_.blocks()) {}

  Clustering run(std::vector<std::int32_t> members, std::size_t max_iterations) {
    labels_ = members;
    sums_.move_to(members);
    if (refill_empty(members)) sums_.move_to(members);
    Clustering result;
    while (!result.converged && result.iterations.size() < max_iterations) {
      KMeansIteration iteration = assign();
      result.converged = iteration.moved == 0;
      if (!result.converged) {
        // If none moves, the points that left their clusters were put back into those that they left empty.
        result.converged = move_to_labels() == 0;
        drift_blocks();
      }
      iteration.objective = sums_.objective();
      result.iterations.push_back(iteration);
    }
    result.merit = sums_.merit();
    result.centroids = sums_.centroids();
    result.labels = std::move(labels_);
    return result;
  }

 private:
  static constexpr float infinity = std::numeric_limits<float>::infinity();

  /// Moves the points to their labels, except that no cluster becomes empty. Returns the number that move.
  std::size_t move_to_labels() {
    std::vector<std::size_t> sizes = sizes_of(labels_);
    if (std::find(sizes.begin(), sizes.end(), std::size_t{0}) == sizes.end()) return sums_.move_to(labels_);
    std::vector<std::int32_t> members = labels_;
    refill_empty(members);
    return sums_.move_to(members);
  }

  KMeansIteration assign() {
    const std::size_t rows = points_.rows.rows;
    std::vector<KMeansIteration> of_chunk(chunk_count(rows, rows_per_chunk));
    BoundsBenefit benefit(sums_.bounds());
    std::vector<BoundsBenefit> benefits(of_chunk.size(), benefit);
    workers_.for_chunks(rows, rows_per_chunk, [&](const Chunk& chunk) {
      NearestSearch search(points_, sums_);
      KMeansIteration& counts = of_chunk[chunk.index];
      StopCheck check_stop(workers_.run());
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        check_stop(sums_.width());
        if (i + points_ahead < chunk.end) search.prefetch(i + points_ahead, labels_[i + points_ahead]);
        if (!points_.belongs(i)) continue;
        const std::int32_t before = labels_[i];
        if (!assign(i, search)) ++counts.skipped;
        if (labels_[i] != before) ++counts.moved;
      }
      benefits[chunk.index] = search.benefit();
    });
    for (const BoundsBenefit& of_some : benefits) benefit.add(of_some);
    if (!benefit.pays()) sums_.drop_bounds();
    KMeansIteration all;
    for (const KMeansIteration& counts : of_chunk) {
      all.moved += counts.moved;
      all.skipped += counts.skipped;
    }
    return all;
  }

  /// False if the bounds prove that the point stays.
  bool assign(std::size_t i, NearestSearch& search) {
    const std::span<float> others = relax_bounds(i);
    const float least = own_[i] - 4.0F * rounding_of(points_, i);
    if (std::all_of(others.begin(), others.end(), [&](float other) { return other < least; })) return false;
    const NearestFound found = search.find(i, labels_[i], others);
    own_[i] = found.nearness;
    labels_[i] = static_cast<std::int32_t>(found.label);
    return true;
  }

  /// Updates the bounds of a point for the current centroids. Returns those of the blocks.
  std::span<float> relax_bounds(std::size_t i) {
    const float norm = points_.norms[i];
    if (labels_[i] >= 0) {
      const Drift& own = sums_.drifts()[static_cast<std::size_t>(labels_[i])];
      own_[i] -= norm * own.distance + own.rise;
    }
    const std::span<float> others = std::span(others_).subspan(i * sums_.blocks(), sums_.blocks());
    for (std::size_t block = 0; block < others.size(); ++block) {
      others[block] += norm * block_drifts_[block].distance + block_drifts_[block].fall;
    }
    return others;
  }

  void drift_blocks() {
    std::fill(block_drifts_.begin(), block_drifts_.end(), Drift{});
    for (std::size_t c = 0; c < sums_.clusters(); ++c) {
      Drift& block = block_drifts_[c / clusters_per_block];
      block.distance = std::max(block.distance, sums_.drifts()[c].distance);
      block.fall = std::max(block.fall, sums_.drifts()[c].fall);
    }
  }

  /// The number of points of each cluster.
  std::vector<std::size_t> sizes_of(const std::vector<std::int32_t>& members) {
    PerThread<std::vector<std::size_t>> counts(
        [&](std::size_t) { return std::vector<std::size_t>(sums_.clusters(), 0); });
    workers_.for_chunks(members.size(), rows_per_chunk * 16, [&](const Chunk& chunk) {
      std::vector<std::size_t>& mine = counts.mine();
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        if (members[i] >= 0) ++mine[static_cast<std::size_t>(members[i])];
      }
    });
    std::vector<std::size_t> sizes(sums_.clusters(), 0);
    for (const std::vector<std::size_t>* of_thread : counts.all()) {
      for (std::size_t c = 0; c < sizes.size(); ++c) sizes[c] += (*of_thread)[c];
    }
    return sizes;
  }

  /// Moves a point into each empty cluster: the one that is farthest from its centroid, out of a cluster that
  /// has others. Returns false if there is none.
  bool refill_empty(std::vector<std::int32_t>& members) {
    std::vector<std::size_t> sizes = sizes_of(members);
    if (std::find(sizes.begin(), sizes.end(), std::size_t{0}) == sizes.end()) return false;
    const std::vector<std::size_t> farthest = by_distance(members);
    auto next = farthest.begin();
    for (std::size_t c = 0; c < sizes.size(); ++c) {
      if (sizes[c] > 0) continue;
      const auto size_of_home = [&](std::size_t i) -> auto& {
        return sizes[static_cast<std::size_t>(members[i])];
      };
      while (next != farthest.end() && size_of_home(*next) < 2) ++next;
      if (next == farthest.end()) break;  // only where not all points have a cluster yet
      --size_of_home(*next);
      members[*next++] = static_cast<std::int32_t>(c);
      ++sizes[c];
    }
    return true;
  }

  /// The points that have a cluster, those farthest from their centroids first.
  std::vector<std::size_t> by_distance(const std::vector<std::int32_t>& members) {
    std::vector<float> score(members.size(), 0.0F);
    workers_.for_chunks(members.size(), rows_per_chunk, [&](const Chunk& chunk) {
      FloatTable products(sums_.width());
      StopCheck check_stop(workers_.run());
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        check_stop(clusters_per_block);
        if (members[i] < 0) continue;
        const auto c = static_cast<std::size_t>(members[i]);
        const ClusterRange block[] = {sums_.block(c / clusters_per_block)};
        sums_.multiply(i, block, products.data());
        score[i] =
            products[c] * sums_.scales()[c] - sums_.offsets()[c] - points_.norms[i] * points_.norms[i] / 2.0F;
      }
    });
    std::vector<std::size_t> order;
    order.reserve(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i] >= 0) order.push_back(i);
    }
    StopCheck check_stop(workers_.run());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      check_stop();
      return score[a] < score[b];
    });
    return order;
  }

  const Points& points_;
  Workers& workers_;
  CentroidSums sums_;
  std::vector<std::int32_t> labels_;
  std::vector<float> own_;  // lower bounds of how near each point is to its centroid
  FloatTable others_;       // upper bounds for the others of each block: points × blocks
  std::vector<Drift> block_drifts_;
};

}  // namespace

Clustering lloyd(const Points& points, std::size_t clusters, std::vector<std::int32_t> members,
                 std::size_t max_iterations, Workers& workers) {
  return Lloyd(points, clusters, workers).run(std::move(members), max_iterations);
}

}}}  // namespace tema::v0::detail
