#include "tema/cluster/kmeans.hpp"

#include "cluster/kmeans_seeding.hpp"
#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "linalg/row_norm.hpp"
#include "tema/core/error.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

namespace tema::inline v0 {

namespace {

constexpr std::size_t rows_per_chunk = 256;
constexpr std::size_t columns_per_chunk = 1024;

/// 1 / ‖row‖, or 0 for a row so short that it would not be a finite float.
float inverse_norm(const RowsView::Row& row, std::size_t number) {
  constexpr double shortest = 1e-30;
  const double norm = detail::checked_norm(row, number);
  return norm >= shortest ? static_cast<float>(1.0 / norm) : 0.0F;
}

std::vector<float> inverse_norms(const RowsView& x, Workers& workers) {
  std::vector<float> result(x.rows);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) result[i] = inverse_norm(x.row(i), i);
  });
  return result;
}

/// The nearest of the first `clusters` centroids, whose products with the row stand in `products`.
Assignment nearest(const std::vector<float>& products, std::size_t clusters, float inverse_norm) {
  if (inverse_norm == 0.0F) return {};
  std::size_t best = 0;
  float second = -std::numeric_limits<float>::infinity();
  for (std::size_t c = 1; c < clusters; ++c) {
    if (products[c] > products[best]) {
      second = products[best];
      best = c;
    } else {
      second = std::max(second, products[c]);
    }
  }
  const float score = products[best] * inverse_norm;
  const float margin = clusters > 1 ? score - second * inverse_norm : 0.0F;
  return {static_cast<std::int32_t>(best), score, margin};
}

void assign(const RowsView& x, const std::vector<float>& norms, const std::vector<float>& table,
            std::size_t clusters, std::vector<Assignment>& out, Workers& workers) {
  const std::size_t width = padded(clusters);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    std::vector<float> products(width);
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      row_times_table(x.row(i), table.data(), width, products.data());
      out[i] = nearest(products, clusters, norms[i]);
    }
  });
}

/// What a run of Lloyd's algorithm comes to. The assignments are those to these centroids.
struct Clustering {
  std::vector<float> centroids;  // clusters × columns
  std::vector<float> table;      // columns × padded clusters
  std::vector<Assignment> assignments;
  double objective = 0.0;
  std::size_t iterations = 0;
  bool converged = false;
};

/// One run of Lloyd's algorithm.
class Lloyd {
 public:
  Lloyd(const RowsView& x, const std::vector<float>& norms, std::size_t clusters, Workers& workers)
      : x_(x), norms_(norms), clusters_(clusters), width_(padded(clusters)), workers_(workers) {}

  Clustering run(Random& random, std::size_t max_iterations) {
    now_ = {std::vector<float>(clusters_ * x_.cols), std::vector<float>(x_.cols * width_),
            std::vector<Assignment>(x_.rows)};
    const std::vector<std::size_t> seeds = detail::seed_rows(x_, norms_, clusters_, random, workers_);
    workers_.for_chunks(clusters_, 1, [&](const Chunk& chunk) {
      set_centroid(chunk.index, {&seeds[chunk.index], 1});
    });
    fill_table();
    assign(x_, norms_, now_.table, clusters_, now_.assignments, workers_);
    now_.iterations = 1;
    std::vector<Assignment> previous(x_.rows);
    while (!now_.converged && now_.iterations < max_iterations) {
      update();
      previous.swap(now_.assignments);
      assign(x_, norms_, now_.table, clusters_, now_.assignments, workers_);
      ++now_.iterations;
      now_.converged = same_clusters(now_.assignments, previous);
    }
    for (const Assignment& assignment : now_.assignments)
      now_.objective += static_cast<double>(assignment.score);
    return std::move(now_);
  }

 private:
  static bool same_clusters(const std::vector<Assignment>& a, const std::vector<Assignment>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), [](const Assignment& one, const Assignment& other) {
      return one.cluster == other.cluster;
    });
  }

  /// The unit mean of the unit rows `members`, summed in their order.
  void set_centroid(std::size_t cluster, std::span<const std::size_t> members) {
    std::vector<double> sums(x_.cols, 0.0);
    detail::StopCheck check_stop(workers_.run());
    for (const std::size_t i : members) {
      check_stop();
      const RowsView::Row row = x_.row(i);
      const auto scale = static_cast<double>(norms_[i]);
      for (std::size_t j = 0; j < row.size; ++j) {
        const std::size_t column = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
        sums[column] += scale * static_cast<double>(row.values[j]);
      }
    }
    float* centroid = &now_.centroids[cluster * x_.cols];
    for (std::size_t j = 0; j < x_.cols; ++j) centroid[j] = static_cast<float>(sums[j]);
    normalize({centroid, x_.cols});
  }

  void fill_table() {
    workers_.for_chunks(x_.cols, columns_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t c = 0; c < clusters_; ++c) {
        for (std::size_t j = chunk.begin; j < chunk.end; ++j)
          now_.table[j * width_ + c] = now_.centroids[c * x_.cols + j];
      }
    });
  }

  void update() {
    const std::vector<Assignment>& assignments = now_.assignments;
    std::vector<std::vector<std::size_t>> members(clusters_);
    for (std::size_t i = 0; i < assignments.size(); ++i) {
      if (assignments[i].cluster >= 0) members[static_cast<std::size_t>(assignments[i].cluster)].push_back(i);
    }
    refill_empty(members);
    workers_.for_chunks(clusters_, 1,
                        [&](const Chunk& chunk) { set_centroid(chunk.index, members[chunk.index]); });
    fill_table();
  }

  /// Moves the row that is farthest from its centroid, of a cluster that has others, into each empty cluster.
  void refill_empty(std::vector<std::vector<std::size_t>>& members) {
    const std::vector<Assignment>& assignments = now_.assignments;
    const auto is_empty = [](const auto& rows) { return rows.empty(); };
    if (std::none_of(members.begin(), members.end(), is_empty)) return;
    std::vector<std::size_t> farthest;
    for (std::size_t i = 0; i < assignments.size(); ++i) {
      if (assignments[i].cluster >= 0) farthest.push_back(i);
    }
    std::stable_sort(farthest.begin(), farthest.end(), [&](std::size_t a, std::size_t b) {
      return assignments[a].score < assignments[b].score;
    });
    auto next = farthest.begin();
    for (auto& rows : members) {
      if (!rows.empty()) continue;
      const auto home = [&](std::size_t i) -> auto& {
        return members[static_cast<std::size_t>(assignments[i].cluster)];
      };
      while (home(*next).size() < 2) ++next;  // there is one: clusters do not outnumber the rows
      std::erase(home(*next), *next);
      rows.push_back(*next++);
    }
  }

  const RowsView& x_;
  const std::vector<float>& norms_;
  std::size_t clusters_;
  std::size_t width_;
  Workers& workers_;
  Clustering now_;
};

void check_options(const KMeansOptions& options, const std::vector<float>& norms) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  const auto zeros = std::count(norms.begin(), norms.end(), 0.0F);
  if (static_cast<std::size_t>(zeros) == norms.size())
    throw std::invalid_argument("x has no row that is not zero, and clusters need one each");
  detail::check_range<std::size_t>("clusters", options.clusters, 1,
                                   norms.size() - static_cast<std::size_t>(zeros));
  detail::check_range<std::size_t>("restarts", options.restarts, 1, any);
  detail::check_range<std::size_t>("max_iterations", options.max_iterations, 1, any);
}

}  // namespace

KMeans KMeans::fit(const RowsView& x, const KMeansOptions& options, const Run& run) {
  Workers workers(run);
  const std::vector<float> norms = inverse_norms(x, workers);
  check_options(options, norms);

  KMeans best;
  best.clusters_ = options.clusters;
  best.columns_ = x.cols;
  for (std::size_t restart = 0; restart < options.restarts; ++restart) {
    if (run.progress) run.progress({"cluster", restart, options.restarts});
    Lloyd lloyd(x, norms, options.clusters, workers);
    Random random(options.seed, restart + 1);
    Clustering found;
    try {
      found = lloyd.run(random, options.max_iterations);
    } catch (const Cancelled&) {
      if (run.on_stop == OnStop::discard || restart == 0) throw;
      best.converged_ = false;
      return best;
    }
    if (restart > 0 && found.objective <= best.objective_) continue;
    best.centroids_ = std::move(found.centroids);
    best.table_ = std::move(found.table);
    best.assignments_ = std::move(found.assignments);
    best.objective_ = found.objective;
    best.iterations_ = found.iterations;
    best.converged_ = found.converged;
  }
  if (run.progress) run.progress({"cluster", options.restarts, options.restarts});
  return best;
}

std::vector<Assignment> KMeans::predict(const RowsView& x, const Run& run) const {
  if (x.cols != columns_) {
    detail::throw_invalid("the number of columns", std::to_string(x.cols), std::to_string(columns_));
  }
  Workers workers(run);
  const std::vector<float> norms = inverse_norms(x, workers);
  std::vector<Assignment> assignments(x.rows);
  assign(x, norms, table_, clusters_, assignments, workers);
  return assignments;
}

std::vector<std::int32_t> labels_of(std::span<const Assignment> assignments) {
  std::vector<std::int32_t> labels;
  labels.reserve(assignments.size());
  for (const Assignment& assignment : assignments) labels.push_back(assignment.cluster);
  return labels;
}

}  // namespace tema::inline v0
