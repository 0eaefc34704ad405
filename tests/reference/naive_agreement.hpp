#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

/// The measures of agreement as textbooks define them.
namespace reference {

using Labels = std::span<const std::int32_t>;

/// The adjusted Rand index by looking at every pair of items (Hubert and Arabie, 1985).
inline double adjusted_rand_index(Labels a, Labels b) {
  double both = 0.0;
  double only_a = 0.0;
  double only_b = 0.0;
  double neither = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = i + 1; j < a.size(); ++j) {
      const bool in_a = a[i] == a[j];
      const bool in_b = b[i] == b[j];
      (in_a && in_b ? both : in_a ? only_a : in_b ? only_b : neither) += 1.0;
    }
  }
  if (only_a == 0.0 && only_b == 0.0) return 1.0;
  return 2.0 * (both * neither - only_a * only_b) /
         ((both + only_a) * (only_a + neither) + (both + only_b) * (only_b + neither));
}

inline double entropy(Labels labels) {
  std::map<std::int32_t, double> counts;
  for (const std::int32_t label : labels) counts[label] += 1.0;
  double sum = 0.0;
  for (const auto& [label, count] : counts) {
    const double share = count / static_cast<double>(labels.size());
    sum -= share * std::log(share);
  }
  return sum;
}

/// H(a | b): what is left to say about `a` when `b` is known.
inline double conditional_entropy(Labels a, Labels b) {
  std::map<std::pair<std::int32_t, std::int32_t>, double> joint;
  std::map<std::int32_t, double> of_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    joint[{a[i], b[i]}] += 1.0;
    of_b[b[i]] += 1.0;
  }
  double sum = 0.0;
  for (const auto& [pair, count] : joint) {
    sum -= count / static_cast<double>(a.size()) * std::log(count / of_b[pair.second]);
  }
  return sum;
}

/// 1 - H(classes | clusters) / H(classes); with the arguments exchanged, it is the completeness.
inline double homogeneity(Labels classes, Labels clusters) {
  const double whole = entropy(classes);
  return whole == 0.0 ? 1.0 : 1.0 - conditional_entropy(classes, clusters) / whole;
}

inline double v_measure(Labels classes, Labels clusters) {
  const double h = homogeneity(classes, clusters);
  const double c = homogeneity(clusters, classes);
  return h + c == 0.0 ? 0.0 : 2.0 * h * c / (h + c);
}

inline double normalized_mutual_information(Labels a, Labels b) {
  const double mean = (entropy(a) + entropy(b)) / 2.0;
  return mean == 0.0 ? 1.0 : (entropy(a) - conditional_entropy(a, b)) / mean;
}

/// Of a and of every arrangement of the labels of b, the mean of the mutual information: n! steps.
inline double expected_mutual_information(Labels a, Labels b) {
  std::vector<std::int32_t> dealt(b.begin(), b.end());
  std::sort(dealt.begin(), dealt.end());
  double sum = 0.0;
  double arrangements = 0.0;
  do {
    sum += entropy(a) - conditional_entropy(a, dealt);
    arrangements += 1.0;
  } while (std::next_permutation(dealt.begin(), dealt.end()));
  return sum / arrangements;
}

/// By the arithmetic mean. For labellings of which neither is of one class, or of items that are all alone.
inline double adjusted_mutual_information(Labels a, Labels b) {
  const double expected = expected_mutual_information(a, b);
  return (entropy(a) - conditional_entropy(a, b) - expected) / ((entropy(a) + entropy(b)) / 2.0 - expected);
}

/// By looking at every pair of items.
inline double fowlkes_mallows_index(Labels a, Labels b) {
  double both = 0.0;
  double in_a = 0.0;
  double in_b = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = i + 1; j < a.size(); ++j) {
      in_a += a[i] == a[j] ? 1.0 : 0.0;
      in_b += b[i] == b[j] ? 1.0 : 0.0;
      both += a[i] == a[j] && b[i] == b[j] ? 1.0 : 0.0;
    }
  }
  return both == 0.0 ? 0.0 : both / std::sqrt(in_a * in_b);
}

/// Each item votes for its cluster's class.
inline double purity(Labels classes, Labels clusters) {
  std::map<std::int32_t, std::map<std::int32_t, std::size_t>> votes;
  for (std::size_t i = 0; i < classes.size(); ++i) ++votes[clusters[i]][classes[i]];
  std::size_t sum = 0;
  for (const auto& [cluster, of_class] : votes) {
    std::size_t most = 0;
    for (const auto& [name, count] : of_class) most = std::max(most, count);
    sum += most;
  }
  return static_cast<double>(sum) / static_cast<double>(classes.size());
}

}  // namespace reference
