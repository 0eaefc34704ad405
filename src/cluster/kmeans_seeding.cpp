#include "cluster/kmeans_seeding.hpp"

#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "linalg/dots.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr double farthest = 2.0;  // that points, which are no longer than 1, can be

/// Distances are summed by so many rows, and these sums are added in order: the total is the same on any
/// number of threads.
constexpr std::size_t rows_per_sum = 128;
constexpr std::size_t rows_per_chunk = 32 * rows_per_sum;

/// Distances of rows, with sums from which a row is drawn without reading all of them.
class Distances {
 public:
  explicit Distances(std::size_t rows) : of_row_(rows, farthest), sums_(chunk_count(rows, rows_per_sum)) {}

  [[nodiscard]] std::size_t rows() const { return of_row_.size(); }
  [[nodiscard]] double of(std::size_t row) const { return of_row_[row]; }
  [[nodiscard]] double total() const { return std::accumulate(sums_.begin(), sums_.end(), 0.0); }

  /// Sets the distances of some rows to distance(row). These are all rows of one or more sums.
  template <class Distance>
  void set(std::size_t begin, std::size_t end, Distance&& distance) {
    for (std::size_t first = begin; first < end; first += rows_per_sum) {
      double sum = 0.0;
      for (std::size_t i = first; i < std::min(end, first + rows_per_sum); ++i) {
        of_row_[i] = distance(i);
        sum += of_row_[i];
      }
      sums_[first / rows_per_sum] = sum;
    }
  }

  void set_to_zero(std::size_t row) {
    const std::size_t begin = row / rows_per_sum * rows_per_sum;
    set(begin, std::min(rows(), begin + rows_per_sum),
        [&](std::size_t i) { return i == row ? 0.0 : of_row_[i]; });
  }

  /// Draws a row with a probability proportional to its distance; the last with one that is not 0, if
  /// rounding goes beyond it. There must be such a row.
  [[nodiscard]] std::size_t draw(Random& random) const {
    const double at = random.uniform() * total();
    double sum = 0.0;  // before the part
    std::size_t part = 0;
    double before = 0.0;
    for (std::size_t i = 0; i < sums_.size() && before <= at; ++i) {
      if (sums_[i] <= 0.0) continue;
      part = i;
      sum = before;
      before += sums_[i];
    }
    std::size_t last = rows();
    for (std::size_t i = part * rows_per_sum; i < std::min(rows(), (part + 1) * rows_per_sum); ++i) {
      if (of_row_[i] <= 0.0) continue;
      last = i;
      sum += of_row_[i];
      if (sum > at) break;
    }
    return last;
  }

 private:
  std::vector<double> of_row_;
  std::vector<double> sums_;
};

/// One choice of starting points.
class Seeder {
 public:
  Seeder(const Points& points, Random& random, Workers& workers)
      : points_(points), random_(random), workers_(workers), distances_(points.rows.rows) {
    workers.for_chunks(distances_.rows(), rows_per_chunk, [&](const Chunk& chunk) {
      distances_.set(chunk.begin, chunk.end,
                     [&](std::size_t i) { return points.belongs(i) ? farthest : 0.0; });
    });
  }

  /// Of `trials` drawn rows, the one that leaves the smallest total distance; the number of rows if all
  /// distances are 0.
  std::size_t next(std::size_t trials) {
    const std::size_t rows = distances_.rows();
    if (distances_.total() <= 0.0) return rows;
    trials_.resize(trials, Trial(rows));
    for (Trial& trial : trials_) trial.row = distances_.draw(random_);
    points_.rows.sparse() ? measure_sparse() : measure_dense();

    // Of equally good ones, the first.
    const auto best = std::min_element(trials_.begin(), trials_.end(), [](const Trial& a, const Trial& b) {
      return a.distances.total() < b.distances.total();
    });
    std::swap(distances_, best->distances);
    distances_.set_to_zero(best->row);
    return best->row;
  }

 private:
  /// A row that may be chosen, and the distances if it were.
  struct Trial {
    explicit Trial(std::size_t rows) : products(rows), distances(rows) {}

    std::size_t row = 0;
    std::vector<float> products;
    Distances distances;
  };

  void measure_sparse() {
    const std::size_t rows = distances_.rows();
    const std::size_t chunks = chunk_count(rows, rows_per_chunk);
    workers_.for_chunks(trials_.size() * chunks, 1, [&](const Chunk& chunk) {
      Trial& trial = trials_[chunk.index / chunks];
      const std::size_t begin = chunk.index % chunks * rows_per_chunk;
      const std::size_t end = std::min(rows, begin + rows_per_chunk);
      multiply_sparse(trial, begin, end);
      measure(trial, begin, end);
    });
  }

  void measure_dense() {
    workers_.for_chunks(distances_.rows(), rows_per_sum, [&](const Chunk& chunk) {
      multiply_dense(chunk.begin, chunk.end);
      for (Trial& trial : trials_) measure(trial, chunk.begin, chunk.end);
    });
  }

  /// Sets the distances of some rows by their products with the row of the trial.
  void measure(Trial& trial, std::size_t begin, std::size_t end) const {
    trial.distances.set(begin, end, [&](std::size_t i) {
      const double squares = half_square(i) + half_square(trial.row);
      const double distance = std::max(0.0, squares - static_cast<double>(trial.products[i]));
      return std::min(distances_.of(i), distance);
    });
  }

  /// The products of the rows of all trials with some rows, each of which is read once.
  void multiply_dense(std::size_t begin, std::size_t end) {
    const RowsView& x = points_.rows;
    std::vector<const float*> vectors;
    vectors.reserve(trials_.size());
    for (const Trial& trial : trials_) vectors.push_back(x.row(trial.row).values);
    std::vector<float> products(trials_.size());
    StopCheck check_stop(workers_.run());
    for (std::size_t i = begin; i < end; ++i) {
      check_stop(trials_.size() * x.cols);
      dots({x.row(i).values, x.cols}, vectors, products.data());
      for (std::size_t t = 0; t < trials_.size(); ++t) trials_[t].products[i] = products[t];
    }
  }

  /// The products of the row of a trial with some rows.
  void multiply_sparse(Trial& trial, std::size_t begin, std::size_t end) const {
    const RowsView& x = points_.rows;
    const RowsView::Row row = x.row(trial.row);
    std::fill(trial.products.data() + begin, trial.products.data() + end, 0.0F);
    StopCheck check_stop(workers_.run());
    for (std::size_t j = 0; j < row.size; ++j) {
      const RowsView::Row found = points_.by_column.view().row(static_cast<std::size_t>(row.columns[j]));
      const std::int32_t* const last = found.columns + found.size;
      const std::int32_t* at = found.columns;
      if (begin > 0) at = std::lower_bound(at, last, static_cast<std::int32_t>(begin));
      const float* value = found.values + (at - found.columns);
      const std::int32_t* const first = at;
      for (; at < last && static_cast<std::size_t>(*at) < end; ++at, ++value)
        trial.products[static_cast<std::size_t>(*at)] += row.values[j] * *value;
      check_stop(static_cast<std::size_t>(at - first));
    }
  }

  [[nodiscard]] double half_square(std::size_t i) const {
    const auto norm = static_cast<double>(points_.norms[i]);
    return norm * norm / 2.0;
  }

  const Points& points_;
  Random& random_;
  Workers& workers_;
  Distances distances_;  // half the square, of each point to the nearest chosen one
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
