#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

/// How much nearer each row is to its own cluster than to the next one (Rousseeuw, "Silhouettes", 1987), by
/// the cosine distance 1 - cos.
///
/// The silhouette of a row is (b - a) / max(a, b), in [-1, 1]. a is the mean distance to the other rows of
/// its cluster; b is the smallest mean distance to the rows of any other cluster. It is 0 for a row that is
/// alone in its cluster, and where a and b are both 0 (below 10⁻¹², which is rounding).
///
/// `labels` has a label for each row: -1 for an outlier, which takes no part, or the number of its cluster,
/// from 0 on. The length of a row does not matter. A row of zeros has the distance 1 to every other row,
/// and so the silhouette 0; topic models leave such rows without a cluster.
///
/// The result is exact, although time is linear in the rows: the mean cosine of a row to a cluster is the dot
/// product of the row with the mean of the cluster's unit rows. It takes O(nonzeros × clusters) time on all
/// threads, 16 clusters at a time, and 128 bytes of memory per column in addition to O(rows). It computes in
/// doubles; the bytes of the result are the same for any number of threads. On rows without outliers, the
/// values are scikit-learn's for metric="cosine".
///
/// The functions throw std::invalid_argument if the number of labels is not the number of rows, for a label
/// below -1, for a row that is not finite or longer than 10³⁷, and unless the rows that take part are in at
/// least 2 clusters and in fewer clusters than there are such rows; and Cancelled on a stop. Thread-safe.

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
  /// The number of rows in a random sample. The sample is drawn from the rows that take part, and the others
  /// are ignored. 0, or at least as many as there are: all rows.
  std::size_t sample_size = 0;
  std::uint64_t seed = 1;  ///< seed of the sample, which differs from the one that scikit-learn draws
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
