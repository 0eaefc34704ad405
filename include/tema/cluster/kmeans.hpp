#pragma once

#include "tema/core/export.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/detail/float_table.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

namespace detail {
struct Clustering;
struct Nearest;
struct Points;
}  // namespace detail

/// How near a row is to a centroid.
enum class KMeansMetric {
  cosine,    ///< spherical k-means: only the direction of a row counts
  euclidean  ///< the Euclidean distance, as in Lloyd's k-means
};

struct KMeansOptions {
  /// From 1 to the number of rows; with the cosine, to the number of rows other than zero. If fewer rows are
  /// distinct, each of these is a cluster, and KMeans::clusters() is their number.
  std::size_t clusters = 8;
  KMeansMetric metric = KMeansMetric::cosine;
  std::size_t restarts = 4;          ///< runs from different seeds, the best of which is kept; at least 1
  std::size_t max_iterations = 100;  ///< the largest number of iterations of a run; at least 1
  std::uint64_t seed = 1;
};

/// The cluster of a row.
struct Assignment {
  std::int32_t cluster = -1;  ///< with the cosine, -1 for a row of zeros, which has no direction
  float score = 0.0F;         ///< the cosine to the centroid, or the negated squared distance
  float margin = 0.0F;        ///< the score minus that of the second nearest centroid; 0 if none

  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// Statistics of an iteration.
struct KMeansIteration {
  double objective = 0.0;   ///< KMeans::objective() after the iteration
  std::size_t moved = 0;    ///< the number of rows that changed their cluster
  std::size_t skipped = 0;  ///< the number of rows whose cluster bounds proved, without a look at centroids

  friend bool operator==(const KMeansIteration&, const KMeansIteration&) = default;
};

/// k-means (Lloyd, "Least squares quantization in PCM", 1982). By default it is spherical: rows are grouped
/// by the cosine to the unit mean of their group (Dhillon and Modha, "Concept Decompositions for Large Sparse
/// Text Data", Machine Learning 2001).
///
/// It is seeded by greedy k-means++ (Arthur and Vassilvitskii, SODA 2007). An empty cluster gets the row that
/// is farthest from its own centroid. The labels are those of the plain algorithm; bounds spare most of the
/// work in later iterations. Time is at most O(iterations × nonzeros × clusters). Memory is needed for a copy
/// of the rows, their transpose, 12 bytes for each column and cluster that meet, and a float for each row and
/// 64 clusters.
///
/// With the cosine, the length of a row does not matter, and only a row of zeros has no cluster. No row may
/// be longer than 10³⁷. Euclidean rows may not be longer than 4 · 10¹⁸.
///
/// An offset that rows share costs no precision where they are dense, or sparse with most values stored: such
/// rows are centred; with the cosine, only if their mean squared distance from their mean direction is below
/// 1/16. Other sparse rows are not centred. For them, two centroids count as equally near to a row of n
/// stored values if their squared distances to it differ by less than about n · 10⁻⁷ of the squared length of
/// the longest row, or their cosines by less than n · 10⁻⁷. Immutable; const members may be called from many
/// threads.
class TEMA_EXPORT KMeans {
 public:
  /// Throws std::invalid_argument for an option out of its range and for a value that is not finite. With
  /// RunContext::on_stop keep_best, a stop after the first run returns the best run so far, not converged;
  /// any other stop throws Cancelled.
  template <RowMatrix X>
  static KMeans fit(const X& x, const KMeansOptions& options = {}, const RunContext& run = {}) {
    return fit(as_rows(x).view(), options, run);
  }
  static KMeans fit(const RowsView& x, const KMeansOptions& options = {}, const RunContext& run = {});

  /// A warm start: one run that starts from the centroids of the given labels. There is one label for each
  /// row, below KMeansOptions::clusters, or -1 for a row that does not count in the first centroids.
  /// `restarts` and `seed` are not used. Throws what fit throws, and std::invalid_argument for labels that do
  /// not fit; a stop throws Cancelled.
  template <RowMatrix X>
  static KMeans fit_from(const X& x, std::span<const std::int32_t> labels, const KMeansOptions& options,
                         const RunContext& run = {}) {
    return fit_from(as_rows(x).view(), labels, options, run);
  }
  static KMeans fit_from(const RowsView& x, std::span<const std::int32_t> labels,
                         const KMeansOptions& options, const RunContext& run = {});

  /// A model with given centroids, clusters × columns. With the cosine, each must have unit length or be
  /// zero. They are floats: far from the origin, the centroids of a fitted model are more precise than a copy
  /// of them. Throws std::invalid_argument if there are none, for sizes that do not match, and for a centroid
  /// that is not finite or too long (see above).
  static KMeans from_centroids(std::span<const float> centroids, std::size_t clusters,
                               KMeansMetric metric = KMeansMetric::cosine, const RunContext& run = {});

  /// The nearest centroid of each row; of equally near ones, the first. The rows that it was fitted to get
  /// what fit gave them.
  template <RowMatrix X>
  [[nodiscard]] std::vector<Assignment> predict(const X& x, const RunContext& run = {}) const {
    return predict(as_rows(x).view(), run);
  }
  [[nodiscard]] std::vector<Assignment> predict(const RowsView& x, const RunContext& run = {}) const;

  /// The same, together with the scores that each row would have in all clusters: clusters() floats for each
  /// row, into an array that the caller owns. A row without a cluster gets zeros.
  [[nodiscard]] std::vector<Assignment> predict_scores(const RowsView& x, float* scores,
                                                       const RunContext& run = {}) const;

  /// The assignments of the rows that it was fitted to, in their order.
  [[nodiscard]] std::span<const Assignment> assignments() const { return assignments_; }

  /// clusters() × columns(): the means of the clusters. With the cosine, they are means of unit rows, scaled
  /// to unit length (zeros if the rows of a cluster cancel out). A cluster that no row is nearest to still
  /// has a centroid.
  [[nodiscard]] Eigen::Map<const DenseMatrix> centroids() const {
    return {centroids_.data(), static_cast<Eigen::Index>(clusters_), static_cast<Eigen::Index>(columns_)};
  }

  /// The number of clusters: as many as were asked for, or as there are distinct rows.
  [[nodiscard]] std::size_t clusters() const { return clusters_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }

  [[nodiscard]] KMeansMetric metric() const { return metric_; }

  /// The objective that is maximised: the sum of all scores. For Euclidean k-means, it is the negated
  /// inertia. (With the cosine, scores near 1 are floats; iterations() has the objective in doubles.)
  [[nodiscard]] double objective() const { return objective_; }

  /// The iterations of the run that was kept.
  [[nodiscard]] std::span<const KMeansIteration> iterations() const { return iterations_; }

  /// True if the last iteration changed no cluster.
  [[nodiscard]] bool converged() const { return converged_; }

 private:
  KMeans() = default;
  KMeans(const detail::Points& points, std::size_t clusters, detail::Clustering found, Workers& workers);

  /// True for Euclidean rows, and for unit rows that are centred because they lie close together.
  [[nodiscard]] bool measures_distance() const {
    return metric_ == KMeansMetric::euclidean || !centre_.empty();
  }
  void build_table(Workers& workers);
  [[nodiscard]] std::vector<Assignment> predict_rows(const RowsView& x, float* scores,
                                                     const RunContext& run) const;
  [[nodiscard]] std::vector<Assignment> assign(const detail::Points& points, float* scores,
                                               Workers& workers) const;
  [[nodiscard]] Assignment assignment_of(const detail::Nearest& nearest, const RowsView::Row& point) const;
  [[nodiscard]] double squared_distance(const RowsView::Row& point, std::size_t cluster) const;

  KMeansMetric metric_ = KMeansMetric::cosine;
  double scale_ = 1.0;          // what rows are multiplied by, after centre_ is subtracted
  std::vector<double> centre_;  // what is subtracted from rows; empty: nothing
  std::size_t clusters_ = 0;
  std::size_t columns_ = 0;
  detail::FloatTable centroids_;  // clusters × columns
  detail::FloatTable table_;      // columns × padded clusters: the factor of a point in the product
  std::vector<float> offsets_;    // padded clusters: what is subtracted from the product
  std::vector<double> squares_;   // the squared length of each centroid, as it is in the table
  std::vector<Assignment> assignments_;
  double objective_ = 0.0;
  std::vector<KMeansIteration> iterations_;
  bool converged_ = false;
};

/// The clusters of assignments alone, in the form that the measures of agreement take.
[[nodiscard]] TEMA_EXPORT std::vector<std::int32_t> labels_of(std::span<const Assignment> assignments);

}}  // namespace tema::v0
