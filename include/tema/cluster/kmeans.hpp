#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run.hpp"
#include "tema/linalg/types.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema::inline v0 {

struct KMeansOptions {
  std::size_t clusters = 8;          ///< from 1 to the number of rows that are not zero
  std::size_t restarts = 4;          ///< runs from other seeds, of which the best is kept; at least 1
  std::size_t max_iterations = 100;  ///< of each run; at least 1
  std::uint64_t seed = 1;
};

/// Where a row belongs.
struct Assignment {
  std::int32_t cluster = -1;  ///< -1 for a row of zeros, which points nowhere
  float score = 0.0F;         ///< the cosine to its cluster's centroid
  float margin = 0.0F;  ///< the score less the cosine to the second nearest centroid; 0 if there is none

  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// Spherical k-means: rows of unit length, grouped by the cosine to the unit mean of their group
/// (Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data", Machine Learning 2001).
///
/// Seeded by greedy k-means++ (Arthur and Vassilvitskii, SODA 2007). An empty cluster is given the row that
/// is farthest from its own centroid. O(iterations × nonzeros × clusters) time. The rows need not be
/// normalised; a row's length has no say; rows shorter than 10⁻³⁰ count as zeros, and none may be longer than
/// 10³⁷. Immutable; const members may be called from many threads.
class TEMA_EXPORT KMeans {
 public:
  /// Throws std::invalid_argument for an option out of its range or a value that is not finite. With
  /// Run::on_stop keep_best, a stop after the first run gives the best so far, not converged; else, or
  /// before, it throws Cancelled.
  static KMeans fit(const SparseMatrix& x, const KMeansOptions& options = {}, const Run& run = {}) {
    return fit(rows_of(x), options, run);
  }
  static KMeans fit(const DenseMatrix& x, const KMeansOptions& options = {}, const Run& run = {}) {
    return fit(rows_of(x), options, run);
  }
  static KMeans fit(const RowsView& x, const KMeansOptions& options = {}, const Run& run = {});
  /// Of any other sparse matrix or expression, by way of a copy.
  template <class Derived>
  static KMeans fit(const Eigen::SparseMatrixBase<Derived>& x, const KMeansOptions& options = {},
                    const Run& run = {}) {
    return fit(SparseMatrix(x.template cast<float>()), options, run);
  }

  /// The nearest centroid of each row; of equally near ones the first. The rows it was fitted to get what fit
  /// gave.
  [[nodiscard]] std::vector<Assignment> predict(const SparseMatrix& x, const Run& run = {}) const {
    return predict(rows_of(x), run);
  }
  [[nodiscard]] std::vector<Assignment> predict(const DenseMatrix& x, const Run& run = {}) const {
    return predict(rows_of(x), run);
  }
  [[nodiscard]] std::vector<Assignment> predict(const RowsView& x, const Run& run = {}) const;
  template <class Derived>
  [[nodiscard]] std::vector<Assignment> predict(const Eigen::SparseMatrixBase<Derived>& x,
                                                const Run& run = {}) const {
    return predict(SparseMatrix(x.template cast<float>()), run);
  }

  /// Of the rows it was fitted to, in their order.
  [[nodiscard]] std::span<const Assignment> assignments() const { return assignments_; }

  /// clusters() × columns(), unit rows (zeros if a cluster's rows cancel out). A cluster that no row is
  /// nearest to still has a centroid.
  [[nodiscard]] Eigen::Map<const DenseMatrix> centroids() const {
    return {centroids_.data(), static_cast<Eigen::Index>(clusters_), static_cast<Eigen::Index>(columns_)};
  }

  [[nodiscard]] std::size_t clusters() const { return clusters_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// What it maximises: the sum of all scores.
  [[nodiscard]] double objective() const { return objective_; }

  /// Of the run that was kept.
  [[nodiscard]] std::size_t iterations() const { return iterations_; }

  /// True if no row changed its cluster in the last iteration.
  [[nodiscard]] bool converged() const { return converged_; }

 private:
  KMeans() = default;

  std::size_t clusters_ = 0;
  std::size_t columns_ = 0;
  std::vector<float> centroids_;  // clusters × columns
  std::vector<float> table_;      // columns × padded clusters: what a row is multiplied with
  std::vector<Assignment> assignments_;
  double objective_ = 0.0;
  std::size_t iterations_ = 0;
  bool converged_ = false;
};

/// The clusters of assignments alone, as the measures of agreement take them.
[[nodiscard]] TEMA_EXPORT std::vector<std::int32_t> labels_of(std::span<const Assignment> assignments);

}  // namespace tema::inline v0
