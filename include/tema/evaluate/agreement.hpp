#pragma once

#include "tema/core/export.hpp"

#include <cstdint>
#include <span>

namespace tema { inline namespace v0 {

/// How well two labellings of the same items agree. A label is any integer; only which items share a label
/// counts.
///
/// Each function takes two spans of the same length. It throws std::invalid_argument if the lengths differ or
/// are 0. Each takes O(n log n) time, except adjusted_mutual_information. Thread-safe. The functions follow
/// scikit-learn's definitions, including degenerate cases.

/// The mean of the entropies of the two labellings by which their mutual information is divided.
enum class EntropyMean {
  min,         ///< the smaller one: a labelling that refines the other one agrees with it fully
  geometric,   ///< the square root of the product
  arithmetic,  ///< half the sum
  max,         ///< the larger one: the strictest
};

/// Mutual information divided by a mean of the entropies, in [0, 1]. Symmetric. 1 if both labellings consist
/// of a single class, 0 if only one does. With the arithmetic mean, it equals the V-measure.
[[nodiscard]] TEMA_EXPORT double normalized_mutual_information(std::span<const std::int32_t> a,
                                                               std::span<const std::int32_t> b,
                                                               EntropyMean mean = EntropyMean::arithmetic);

/// Mutual information adjusted for chance: by how much it exceeds the value expected for random labellings
/// with the same class sizes, divided by the largest possible excess (Vinh, Epps and Bailey, "Information
/// Theoretic Measures for Clusterings Comparison", JMLR 2010). At most 1, around 0 for random labels.
/// Symmetric.
///
/// It is 1 if both labellings are the same partition. Otherwise it is 0 if, in one of them, all items are
/// together or each item is alone: then any labelling with the same class sizes would share as much with the
/// other one. (In these cases, scikit-learn divides what rounding leaves.)
///
/// The expectation is exact: a sum over the hypergeometric distribution of the overlap of each pair of
/// classes. Pairs with the same sizes share the sum. So it takes O(n log n + sizes of a × sizes of b × √n)
/// time, where each labelling has at most √(2n) distinct sizes.
[[nodiscard]] TEMA_EXPORT double adjusted_mutual_information(std::span<const std::int32_t> a,
                                                             std::span<const std::int32_t> b,
                                                             EntropyMean mean = EntropyMean::arithmetic);

/// The Rand index adjusted for chance (Hubert and Arabie, 1985). At most 1, around 0 for random labels.
/// Symmetric.
[[nodiscard]] TEMA_EXPORT double adjusted_rand_index(std::span<const std::int32_t> a,
                                                     std::span<const std::int32_t> b);

/// The geometric mean of pairwise precision and recall (Fowlkes and Mallows, JASA 1983), in [0, 1]. These are
/// the shares of the pairs that are together in one labelling which are also together in the other.
/// Symmetric. 0 if no pair is together in both, even if each item is alone in both.
[[nodiscard]] TEMA_EXPORT double fowlkes_mallows_index(std::span<const std::int32_t> a,
                                                       std::span<const std::int32_t> b);

/// The share of items that belong to the most frequent class of their cluster, in (0, 1]. Not symmetric. It
/// is 1 if each item is a cluster of its own, so compare it only between clusterings with the same number of
/// clusters.
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
