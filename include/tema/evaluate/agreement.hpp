#pragma once

#include "tema/core/export.hpp"

#include <cstdint>
#include <span>

namespace tema::inline v0 {

/// How well two labellings of the same items agree. A label is any integer; only which items share one
/// counts.
///
/// Each function takes two spans of the same length and throws std::invalid_argument for other lengths, or
/// for none. O(n log n) time. Thread-safe. They follow scikit-learn's definitions, degenerate cases included.

/// Normalised mutual information, by the arithmetic mean of the entropies, in [0, 1]. Symmetric.
/// 1 if both labellings are of a single class.
[[nodiscard]] TEMA_EXPORT double normalized_mutual_information(std::span<const std::int32_t> a,
                                                               std::span<const std::int32_t> b);

/// Rand index adjusted for chance (Hubert and Arabie, 1985), at most 1, around 0 for random labels.
/// Symmetric.
[[nodiscard]] TEMA_EXPORT double adjusted_rand_index(std::span<const std::int32_t> a,
                                                     std::span<const std::int32_t> b);

/// Homogeneity, completeness and their harmonic mean (Rosenberg and Hirschberg, EMNLP 2007), each in [0, 1].
struct VMeasure {
  double homogeneity = 0.0;   ///< 1 if each cluster holds members of one class only
  double completeness = 0.0;  ///< 1 if all members of a class are in one cluster
  double v_measure = 0.0;
};

[[nodiscard]] TEMA_EXPORT VMeasure v_measure(std::span<const std::int32_t> classes,
                                             std::span<const std::int32_t> clusters);

}  // namespace tema::inline v0
