#pragma once

#include "tema/vector/collocations.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace reference {

/// Words that follow each other with nothing between that a phrase stops at.
using WordRuns = std::vector<std::vector<std::string>>;

inline bool is_naive_number(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The collocations of runs of ASCII words, by the definitions: every pair is looked at, with maps, and
/// scores are summed with more digits.
class NaiveCollocations {
 public:
  NaiveCollocations(const WordRuns& runs, const std::set<std::string>& stop_words) : stop_words_(stop_words) {
    for (const auto& run : runs) {
      for (std::size_t i = 1; i < run.size(); ++i) {
        both_[{run[i - 1], run[i]}] += 1.0L;
        first_[run[i - 1]] += 1.0L;
        second_[run[i]] += 1.0L;
        all_ += 1.0L;
      }
    }
  }

  /// In no order.
  [[nodiscard]] std::map<std::string, tema::Collocation> find(const tema::CollocationOptions& options) const {
    std::map<std::string, tema::Collocation> found;
    for (const auto& [pair, count] : both_) {
      if (count < static_cast<long double>(options.min_count) || !may_be_phrase(pair, count, options))
        continue;
      const auto value = static_cast<double>(score(pair, options.association));
      if (static_cast<double>(score(pair, tema::Association::npmi)) < options.min_npmi) continue;
      if (options.min_score && value < *options.min_score) continue;
      const std::string phrase = pair.first + ' ' + pair.second;
      found[phrase] = {phrase, static_cast<std::uint64_t>(count), value};
    }
    return found;
  }

 private:
  using Pair = std::pair<std::string, std::string>;

  [[nodiscard]] bool may_be_phrase(const Pair& pair, long double count,
                                   const tema::CollocationOptions& options) const {
    if (is_naive_number(pair.first)) return false;
    const bool stop_first = stop_words_.contains(pair.first);
    const bool stop_second = stop_words_.contains(pair.second);
    if (stop_first && stop_second) return false;
    if (!stop_first && !stop_second) return true;
    const long double neighbours = stop_first ? first_.at(pair.first) : second_.at(pair.second);
    return static_cast<double>(count) / static_cast<double>(neighbours) >= options.min_stop_word_share;
  }

  [[nodiscard]] long double score(const Pair& pair, tema::Association association) const {
    const long double both = both_.at(pair);
    const long double first = first_.at(pair.first);
    const long double second = second_.at(pair.second);
    const long double expected = first * second / all_;
    if (association == tema::Association::npmi) {
      return both == all_ ? 1.0L : std::log(both / expected) / -std::log(both / all_);
    }
    if (association == tema::Association::t_score) return (both - expected) / std::sqrt(both);
    const long double cells[2][2] = {{both, first - both}, {second - both, all_ - first - second + both}};
    const long double rows[2] = {first, all_ - first};
    const long double columns[2] = {second, all_ - second};
    long double sum = 0.0L;
    for (int i = 0; i < 2; ++i) {
      for (int j = 0; j < 2; ++j) {
        if (cells[i][j] > 0.0L) sum += cells[i][j] * std::log(cells[i][j] * all_ / (rows[i] * columns[j]));
      }
    }
    return both < expected ? -2.0L * sum : 2.0L * sum;
  }

  const std::set<std::string>& stop_words_;
  std::map<Pair, long double> both_;
  std::map<std::string, long double> first_;
  std::map<std::string, long double> second_;
  long double all_ = 0.0L;
};

}  // namespace reference
