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

/// G² of each term of each group from the documents that have it, cell by cell, negative where the group has
/// it more rarely than the other groups.
inline std::vector<std::map<std::string, double>> keyness(const Documents& corpus,
                                                          std::span<const std::int32_t> groups,
                                                          std::size_t group_count,
                                                          const std::set<std::string>& excluded) {
  std::vector<std::map<std::string, double>> result(group_count);
  for (std::size_t group = 0; group < group_count; ++group) {
    std::map<std::string, double> observed[2];  // outside, inside
    double sizes[2] = {0.0, 0.0};
    for (std::size_t i = 0; i < corpus.size(); ++i) {
      if (groups[i] < 0) continue;
      const int side = groups[i] == static_cast<std::int32_t>(group) ? 1 : 0;
      sizes[side] += 1.0;
      for (const std::string& term : std::set<std::string>(corpus[i].begin(), corpus[i].end()))
        observed[side][term] += 1.0;
    }
    for (const auto& [term, inside] : observed[1]) {
      if (excluded.contains(term)) continue;
      const double with = inside + observed[0][term];
      const double cells[2][2] = {{sizes[0] - observed[0][term], observed[0][term]},
                                  {sizes[1] - inside, inside}};
      double sum = 0.0;
      for (int side = 0; side < 2; ++side) {
        for (int has = 0; has < 2; ++has) {
          const double total = sizes[0] + sizes[1];
          const double expected = sizes[side] * (has == 1 ? with : total - with) / total;
          if (cells[side][has] > 0.0) sum += cells[side][has] * std::log(cells[side][has] / expected);
        }
      }
      const bool is_key = inside * (sizes[0] + sizes[1]) > sizes[1] * with;
      result[group][term] = is_key ? 2.0 * sum : -2.0 * sum;
    }
  }
  return result;
}

}  // namespace reference
