#include "cluster/kmeans_seeding.hpp"

#include "core/elementary.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <array>

namespace tema::inline v0::detail {

namespace {

constexpr std::size_t rows_per_chunk = 512;
constexpr std::size_t most_trials = 16;  // the width of a table's row
constexpr double farthest = 2.0;         // that points, which are no longer than 1, can be

/// Draws a position with a probability in proportion to its weight; the last positive one if rounding runs
/// past it.
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

class Seeder {
 public:
  Seeder(const Points& points, Random& random, Workers& workers)
      : points_(points),
        x_(points.rows),
        random_(random),
        workers_(workers),
        distances_(x_.rows, farthest),
        table_(x_.cols * most_trials, 0.0F) {
    for (std::size_t i = 0; i < x_.rows; ++i) {
      if (!points.belongs(i)) distances_[i] = 0.0;
    }
    for (auto& trial : trial_distances_) trial.resize(x_.rows);
  }

  /// Of `trials` drawn rows, the one that leaves the least distance in all; rows.size() if all distances are
  /// 0.
  std::size_t next(std::size_t trials) {
    double total = 0.0;
    for (const double distance : distances_) total += distance;
    if (total <= 0.0) return x_.rows;
    candidates_.clear();
    for (std::size_t trial = 0; trial < trials; ++trial)
      candidates_.push_back(draw(distances_, total, random_));

    set_table(candidates_, true);
    measure_candidates();
    set_table(candidates_, false);

    std::size_t best = 0;
    double best_left = 0.0;
    for (std::size_t trial = 0; trial < trials; ++trial) {
      double left = 0.0;
      for (const double distance : trial_distances_[trial]) left += distance;
      if (trial > 0 && left >= best_left) continue;
      best = trial;
      best_left = left;
    }
    distances_.swap(trial_distances_[best]);
    distances_[candidates_[best]] = 0.0;
    return candidates_[best];
  }

 private:
  /// Writes the candidates' points into the table's columns, or takes them out again.
  void set_table(const std::vector<std::size_t>& rows, bool in) {
    for (std::size_t trial = 0; trial < rows.size(); ++trial) {
      const RowsView::Row row = x_.row(rows[trial]);
      for (std::size_t j = 0; j < row.size; ++j) {
        const std::size_t column = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
        table_[column * most_trials + trial] = in ? row.values[j] : 0.0F;
      }
    }
  }

  void measure_candidates() {
    workers_.for_chunks(x_.rows, rows_per_chunk, [&](const Chunk& chunk) {
      std::array<float, most_trials> products{};
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        row_times_table(x_.row(i), table_.data(), most_trials, products.data());
        for (std::size_t trial = 0; trial < candidates_.size(); ++trial) {
          const double squares = half_square(i) + half_square(candidates_[trial]);
          const double distance = std::max(0.0, squares - static_cast<double>(products[trial]));
          trial_distances_[trial][i] = std::min(distances_[i], distance);
        }
      }
    });
  }

  [[nodiscard]] double half_square(std::size_t i) const {
    const auto norm = static_cast<double>(points_.norms[i]);
    return norm * norm / 2.0;
  }

  const Points& points_;
  const RowsView& x_;
  Random& random_;
  Workers& workers_;
  std::vector<double> distances_;  // half the square, of each point to the nearest chosen one
  std::vector<std::size_t> candidates_;
  std::array<std::vector<double>, most_trials> trial_distances_;
  std::vector<float> table_;  // columns × most_trials
};

}  // namespace

std::vector<std::size_t> seed_rows(const Points& points, std::size_t clusters, Random& random,
                                   Workers& workers) {
  const std::size_t rows = points.rows.rows;
  Seeder seeder(points, random, workers);
  const auto log_clusters = static_cast<std::size_t>(log(static_cast<double>(clusters)));
  const std::size_t trials = std::min(most_trials, 2 + log_clusters);
  std::vector<std::size_t> chosen;
  std::vector<bool> is_chosen(rows, false);
  while (chosen.size() < clusters) {
    std::size_t row = seeder.next(chosen.empty() ? 1 : trials);
    if (row == rows) {
      // Fewer distinct rows than clusters: the first that is left over doubles one that is there.
      row = 0;
      while (is_chosen[row] || !points.belongs(row)) ++row;
    }
    is_chosen[row] = true;
    chosen.push_back(row);
  }
  return chosen;
}

}  // namespace tema::inline v0::detail
