#pragma once

#include "tema/core/export.hpp"

#include <cstdint>
#include <span>

namespace tema { inline namespace v0 {

/// How well two labellings of the same items agree. A label is any integer; only which items share one
/// counts.
///
/// Each function takes two spans of the same length and throws std::invalid_argument for other lengths, or
/// for none. O(n log n) time, but for adjusted_mutual_information. Thread-safe. They follow scikit-learn's
/// definitions, degenerate cases included.

/// Which mean of the entropies of two labellings their mutual information is measured by.
enum class EntropyMean {
  min,         ///< the smaller one: a labelling that refines the other agrees with it fully
  geometric,   ///< the root of the product
  arithmetic,  ///< half the sum
  max,         ///< the larger one: the strictest
};

/// Mutual information by a mean of the entropies, in [0, 1]. Symmetric. 1 if both labellings are of a single
/// class, 0 if one is. By the arithmetic mean it is the V-measure.
[[nodiscard]] TEMA_EXPORT double normalized_mutual_information(std::span<const std::int32_t> a,
                                                               std::span<const std::int32_t> b,
                                                               EntropyMean mean = EntropyMean::arithmetic);

/// Mutual information adjusted for chance: its excess over what is expected of labellings with classes of
/// these sizes, by the most that this excess could be (Vinh, Epps and Bailey, "Information Theoretic Measures
/// for Clusterings Comparison", JMLR 2010). At most 1, around 0 for random labels. Symmetric.
///
/// 1 for the same partition twice. Else 0 if in one of them all items are together, or each is alone: any
/// other labelling with classes of these sizes would share as much with the other one. (scikit-learn divides
/// what rounding leaves in these cases.)
///
/// The expectation is exact: the sum over the hypergeometric distribution of the overlap of each two classes.
/// Classes of the same size have the same sum, so beside O(n log n) it takes O(sizes of a × sizes of b × √n)
/// time, with at most √(2n) distinct sizes of either.
[[nodiscard]] TEMA_EXPORT double adjusted_mutual_information(std::span<const std::int32_t> a,
                                                             std::span<const std::int32_t> b,
                                                             EntropyMean mean = EntropyMean::arithmetic);

/// Rand index adjusted for chance (Hubert and Arabie, 1985), at most 1, around 0 for random labels.
/// Symmetric.
[[nodiscard]] TEMA_EXPORT double adjusted_rand_index(std::span<const std::int32_t> a,
                                                     std::span<const std::int32_t> b);

/// The geometric mean of the pairwise precision and recall (Fowlkes and Mallows, JASA 1983), in [0, 1]: of
/// the pairs of items that are together in one labelling, the share that are so in the other. Symmetric. 0 if
/// no two items are together in both, even if each is alone in both.
[[nodiscard]] TEMA_EXPORT double fowlkes_mallows_index(std::span<const std::int32_t> a,
                                                       std::span<const std::int32_t> b);

/// The share of items that are of the most frequent class of their cluster, in (0, 1]. Not symmetric, and 1
/// if each item is a cluster of its own: compare it between clusterings of as many clusters only.
[[nodiscard]] TEMA_EXPORT double purity(std::span<const std::int32_t> classes,
                                        std::span<const std::int32_t> clusters);

/// Homogeneity, completeness and their harmonic mean (Rosenberg and Hirschberg, EMNLP 2007), each in [0, 1].
struct VMeasure {
  double homogeneity = 0.0;   ///< 1 if each cluster holds members of one class only
  double completeness = 0.0;  ///< 1 if all members of a class are in one cluster
  double v_measure = 0.0;
};

[[nodiscard]] TEMA_EXPORT VMeasure v_measure(std::span<const std::int32_t> classes,
                                             std::span<const std::int32_t> clusters);

}}  // namespace tema::v0
