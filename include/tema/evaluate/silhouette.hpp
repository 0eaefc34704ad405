#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

/// How much nearer rows are to their own cluster than to the next one (Rousseeuw, "Silhouettes", 1987), by
/// the cosine distance 1 - cos.
///
/// A row's silhouette is (b - a) / max(a, b), in [-1, 1]: a is its mean distance to the other rows of its
/// cluster, b the least of its mean distances to the rows of another cluster. 0 for a row that is alone in
/// its cluster, and where a and b are both 0 (less than 10⁻¹², which is rounding).
///
/// `labels` has a label for each row: -1 for an outlier, which takes no part, or the cluster, any number from
/// 0. A row's length has no say. A row of zeros (or shorter than 10⁻³⁰) is at the distance 1 from every other
/// row, and so has the silhouette 0; topic models leave such rows without a cluster.
///
/// Exact, and yet linear in the rows: the mean cosine of a row to a cluster is its product with the mean of
/// the cluster's unit rows. O(nonzeros × clusters) time on all threads, 16 clusters at a time, and 128 bytes
/// of memory a column beside O(rows). In doubles; the same bytes for any number of threads. On rows without
/// outliers they are scikit-learn's values for metric="cosine".
///
/// They throw std::invalid_argument if there is not a label for each row, for a label below -1, a row that is
/// not finite or longer than 10³⁷, and if the rows that take part are not in 2 clusters at least and in fewer
/// than there are such rows; and Cancelled on a stop. Thread-safe.

/// The silhouette of each row; 0 for an outlier.
[[nodiscard]] TEMA_EXPORT std::vector<double> silhouette_samples(const RowsView& x,
                                                                 std::span<const std::int32_t> labels,
                                                                 const RunContext& run = {});
template <RowMatrix X>
[[nodiscard]] std::vector<double> silhouette_samples(const X& x, std::span<const std::int32_t> labels,
                                                     const RunContext& run = {}) {
  return silhouette_samples(as_rows(x).view(), labels, run);
}

struct SilhouetteOptions {
  /// Rows to look at, drawn at random from those that take part, as if there were no others. 0, or as many as
  /// there are or more: all.
  std::size_t sample_size = 0;
  std::uint64_t seed = 1;  ///< of the sample, which is not the one that scikit-learn draws
};

/// The mean silhouette of the rows that take part.
[[nodiscard]] TEMA_EXPORT double silhouette_score(const RowsView& x, std::span<const std::int32_t> labels,
                                                  const SilhouetteOptions& options = {},
                                                  const RunContext& run = {});
template <RowMatrix X>
[[nodiscard]] double silhouette_score(const X& x, std::span<const std::int32_t> labels,
                                      const SilhouetteOptions& options = {}, const RunContext& run = {}) {
  return silhouette_score(as_rows(x).view(), labels, options, run);
}

}}  // namespace tema::v0
