#include "cluster/kmeans_seeding.hpp"

#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "linalg/dots.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 256;
constexpr double farthest = 2.0;  // that points, which are no longer than 1, can be

/// A weight of each row, and the sums of the weights of each chunk of rows.
struct Weights {
  std::vector<double> of_rows;
  std::vector<double> of_chunks;

  explicit Weights(std::size_t rows) : of_rows(rows), of_chunks(chunk_count(rows, rows_per_chunk)) {}

  /// Adds up a chunk again.
  void add_up(std::size_t chunk) {
    const std::size_t begin = chunk * rows_per_chunk;
    const std::size_t end = std::min(begin + rows_per_chunk, of_rows.size());
    of_chunks[chunk] = 0.0;
    for (std::size_t i = begin; i < end; ++i) of_chunks[chunk] += of_rows[i];
  }

  [[nodiscard]] double total() const {
    double sum = 0.0;
    for (const double of_chunk : of_chunks) sum += of_chunk;
    return sum;
  }

  /// Draws a row with a probability proportional to its weight; the last one with a positive weight, if
  /// rounding goes beyond it. The number of rows if no weight is positive.
  [[nodiscard]] std::size_t draw(Random& random) const {
    const double at = random.uniform() * total();
    double sum = 0.0;
    std::size_t last = of_chunks.size();
    for (std::size_t chunk = 0; chunk < of_chunks.size(); ++chunk) {
      if (of_chunks[chunk] <= 0.0) continue;
      last = chunk;
      if (sum + of_chunks[chunk] > at) break;
      sum += of_chunks[chunk];
    }
    return last == of_chunks.size() ? of_rows.size() : draw_from(last, at - sum);
  }

 private:
  /// The row of a chunk at which the sum of the weights exceeds `at`.
  [[nodiscard]] std::size_t draw_from(std::size_t chunk, double at) const {
    const std::size_t begin = chunk * rows_per_chunk;
    const std::size_t end = std::min(begin + rows_per_chunk, of_rows.size());
    double sum = 0.0;
    std::size_t last = end;
    for (std::size_t i = begin; i < end; ++i) {
      if (of_rows[i] <= 0.0) continue;
      last = i;
      sum += of_rows[i];
      if (sum > at) break;
    }
    return last;
  }
};

/// One choice of starting points.
class Seeder {
 public:
  Seeder(const Points& points, std::size_t trials, Random& random, Workers& workers)
      : points_(points),
        random_(random),
        workers_(workers),
        distances_(points.rows.rows),
        trials_(trials, Trial(points.rows.rows)) {
    workers.for_chunks(points.rows.rows, rows_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i)
        distances_.of_rows[i] = points.belongs(i) ? farthest : 0.0;
      distances_.add_up(chunk.index);
    });
  }

  /// Of `count` drawn rows, the one that leaves the smallest total distance; the number of rows if all
  /// distances are 0. The count is at most the number of trials.
  std::size_t next(std::size_t count) {
    if (distances_.total() <= 0.0) return points_.rows.rows;
    const std::span<Trial> trials = std::span(trials_).first(count);
    for (Trial& trial : trials) trial.row = distances_.draw(random_);
    if (points_.rows.sparse()) multiply_sparse(trials);
    workers_.for_chunks(points_.rows.rows, rows_per_chunk,
                        [&](const Chunk& chunk) { measure(chunk, trials); });

    // Of equally good ones, the first.
    const auto best = std::min_element(trials.begin(), trials.end(), [](const Trial& a, const Trial& b) {
      return a.distances.total() < b.distances.total();
    });
    std::swap(distances_, best->distances);
    distances_.of_rows[best->row] = 0.0;
    distances_.add_up(best->row / rows_per_chunk);
    return best->row;
  }

 private:
  /// A row that may be chosen, and the distances if it were.
  struct Trial {
    std::size_t row = 0;
    std::vector<float> products;  // with all rows, where these are sparse
    Weights distances;

    explicit Trial(std::size_t rows) : distances(rows) {}
  };

  /// Multiplies the row of each trial with all rows.
  void multiply_sparse(std::span<Trial> trials) {
    const RowsView& x = points_.rows;
    workers_.for_chunks(trials.size(), 1, [&](const Chunk& chunk) {
      Trial& trial = trials[chunk.index];
      const RowsView::Row row = x.row(trial.row);
      trial.products.assign(x.rows, 0.0F);
      StopCheck check_stop(workers_.run());
      for (std::size_t j = 0; j < row.size; ++j) {
        const RowsView::Row found = points_.by_column.view().row(static_cast<std::size_t>(row.columns[j]));
        check_stop(found.size);
        for (std::size_t e = 0; e < found.size; ++e)
          trial.products[static_cast<std::size_t>(found.columns[e])] += row.values[j] * found.values[e];
      }
    });
  }

  /// The distances of some rows in each trial.
  void measure(const Chunk& chunk, std::span<Trial> trials) {
    const RowsView& x = points_.rows;
    std::vector<const float*> vectors;
    vectors.reserve(trials.size());
    for (const Trial& trial : trials) vectors.push_back(x.row(trial.row).values);
    std::vector<float> products(trials.size());
    StopCheck check_stop(workers_.run());
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      check_stop(trials.size() * (x.sparse() ? 1 : x.cols));
      if (!x.sparse()) dots({x.row(i).values, x.cols}, vectors, products.data());
      for (std::size_t t = 0; t < trials.size(); ++t) {
        Trial& trial = trials[t];
        const float product = x.sparse() ? trial.products[i] : products[t];
        const double squares = half_square(i) + half_square(trial.row);
        const double distance = std::max(0.0, squares - static_cast<double>(product));
        trial.distances.of_rows[i] = std::min(distances_.of_rows[i], distance);
      }
    }
    for (Trial& trial : trials) trial.distances.add_up(chunk.index);
  }

  [[nodiscard]] double half_square(std::size_t i) const {
    const auto norm = static_cast<double>(points_.norms[i]);
    return norm * norm / 2.0;
  }

  const Points& points_;
  Random& random_;
  Workers& workers_;
  Weights distances_;  // half the square, of each point to the nearest chosen one
  std::vector<Trial> trials_;
};

}  // namespace

std::vector<std::size_t> seed_rows(const Points& points, std::size_t clusters, Random& random,
                                   Workers& workers) {
  const std::size_t rows = points.rows.rows;
  const auto log_clusters = static_cast<std::size_t>(log(static_cast<double>(clusters)));
  const std::size_t trials = 2 + log_clusters;
  Seeder seeder(points, trials, random, workers);
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
