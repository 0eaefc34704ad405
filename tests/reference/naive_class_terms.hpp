#pragma once

#include "reference/random_corpus.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

/// Class-based TF-IDF from its definition (Grootendorst, arXiv 2203.05794), with maps.
namespace reference {

/// The weight of each term of each group; `excluded` terms take no part.
inline std::vector<std::map<std::string, double>> class_terms(const Documents& corpus,
                                                              std::span<const std::int32_t> groups,
                                                              std::size_t group_count,
                                                              const std::set<std::string>& excluded) {
  std::vector<std::map<std::string, double>> counts(group_count);
  std::map<std::string, double> in_all;
  std::vector<double> tokens(group_count, 0.0);
  double all_tokens = 0.0;
  for (std::size_t i = 0; i < corpus.size(); ++i) {
    if (groups[i] < 0) continue;
    const auto group = static_cast<std::size_t>(groups[i]);
    for (const std::string& token : corpus[i]) {
      if (excluded.contains(token)) continue;
      counts[group][token] += 1.0;
      in_all[token] += 1.0;
      tokens[group] += 1.0;
      all_tokens += 1.0;
    }
  }
  const double mean = all_tokens / static_cast<double>(group_count);
  for (std::size_t group = 0; group < group_count; ++group) {
    for (auto& [term, weight] : counts[group])
      weight = weight / tokens[group] * std::log(1.0 + mean / in_all[term]);
  }
  return counts;
}

}  // namespace reference
