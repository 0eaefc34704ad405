#include "cluster/kmeans_seeding.hpp"

#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr double farthest = 2.0;  // that points, which are no longer than 1, can be

/// Draws a position with a probability proportional to its weight; the last positive one, if rounding goes
/// beyond it.
std::size_t draw(const std::vector<double>& weights, double total, Random& random) {
  const double at = random.uniform() * total;
  double sum = 0.0;
  std::size_t last = weights.size();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    last = i;
    sum += weights[i];
    if (sum > at) break;
  }
  return last;
}

/// One choice of starting points.
class Seeder {
 public:
  Seeder(const Points& points, Random& random, Workers& workers)
      : points_(points), random_(random), workers_(workers), distances_(points.rows.rows, farthest) {
    for (std::size_t i = 0; i < distances_.size(); ++i) {
      if (!points.belongs(i)) distances_[i] = 0.0;
    }
  }

  /// Of `trials` drawn rows, the one that leaves the smallest total distance; the number of rows if all
  /// distances are 0.
  std::size_t next(std::size_t trials) {
    double total = 0.0;
    for (const double distance : distances_) total += distance;
    if (total <= 0.0) return distances_.size();
    trials_.resize(trials);
    for (Trial& trial : trials_) trial.row = draw(distances_, total, random_);
    workers_.for_chunks(trials, 1, [&](const Chunk& chunk) { measure(trials_[chunk.index]); });

    // Of equally good ones, the first.
    const auto best = std::min_element(trials_.begin(), trials_.end(),
                                       [](const Trial& a, const Trial& b) { return a.left < b.left; });
    distances_.swap(best->distances);
    distances_[best->row] = 0.0;
    return best->row;
  }

 private:
  /// A row that may be chosen, and the distances if it were.
  struct Trial {
    std::size_t row = 0;
    std::vector<float> products;
    std::vector<double> distances;
    double left = 0.0;  // the sum of these
  };

  void measure(Trial& trial) const {
    multiply(trial);
    trial.distances.resize(distances_.size());
    trial.left = 0.0;
    for (std::size_t i = 0; i < distances_.size(); ++i) {
      const double squares = half_square(i) + half_square(trial.row);
      const double distance = std::max(0.0, squares - static_cast<double>(trial.products[i]));
      trial.distances[i] = std::min(distances_[i], distance);
      trial.left += trial.distances[i];
    }
  }

  /// The products of the row of a trial with all rows.
  void multiply(Trial& trial) const {
    const RowsView& x = points_.rows;
    const RowsView::Row row = x.row(trial.row);
    trial.products.assign(x.rows, 0.0F);
    StopCheck check_stop(workers_.run());
    if (!x.sparse()) {
      for (std::size_t i = 0; i < x.rows; ++i) {
        check_stop(row.size);
        trial.products[i] = dot({row.values, row.size}, {x.row(i).values, row.size});
      }
      return;
    }
    for (std::size_t j = 0; j < row.size; ++j) {
      const RowsView::Row found = points_.by_column.view().row(static_cast<std::size_t>(row.columns[j]));
      check_stop(found.size);
      for (std::size_t e = 0; e < found.size; ++e)
        trial.products[static_cast<std::size_t>(found.columns[e])] += row.values[j] * found.values[e];
    }
  }

  [[nodiscard]] double half_square(std::size_t i) const {
    const auto norm = static_cast<double>(points_.norms[i]);
    return norm * norm / 2.0;
  }

  const Points& points_;
  Random& random_;
  Workers& workers_;
  std::vector<double> distances_;  // half the square, of each point to the nearest chosen one
  std::vector<Trial> trials_;
};

}  // namespace

std::vector<std::size_t> seed_rows(const Points& points, std::size_t clusters, Random& random,
                                   Workers& workers) {
  const std::size_t rows = points.rows.rows;
  Seeder seeder(points, random, workers);
  const auto log_clusters = static_cast<std::size_t>(log(static_cast<double>(clusters)));
  const std::size_t trials = 2 + log_clusters;
  std::vector<std::size_t> chosen;
  std::vector<bool> is_chosen(rows, false);
  while (chosen.size() < clusters) {
    std::size_t row = seeder.next(chosen.empty() ? 1 : trials);
    if (row == rows) {
      // There are fewer distinct rows than clusters: the first remaining row duplicates one that was chosen.
      row = 0;
      while (is_chosen[row] || !points.belongs(row)) ++row;
    }
    is_chosen[row] = true;
    chosen.push_back(row);
  }
  return chosen;
}

}}}  // namespace tema::v0::detail
