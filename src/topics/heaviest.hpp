#pragma once

#include "core/stop_check.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "tema/topics/labels.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The `most` heaviest terms of pairs of a weight and a term, ties by bytes.
inline std::vector<TermWeight> heaviest(std::vector<std::pair<double, TermId>> weights, std::size_t most,
                                        const Vocabulary& vocabulary, StopCheck& check_stop) {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(most, weights.size()));
  std::partial_sort(weights.begin(), weights.begin() + kept, weights.end(),
                    [&](const auto& a, const auto& b) {
                      check_stop();
                      if (a.first != b.first) return a.first > b.first;
                      return vocabulary.term(a.second) < vocabulary.term(b.second);
                    });
  std::vector<TermWeight> result;
  result.reserve(static_cast<std::size_t>(kept));
  for (auto weight = weights.begin(); weight != weights.begin() + kept; ++weight) {
    result.push_back({std::string(vocabulary.term(weight->second)), weight->first});
  }
  return result;
}

}}}  // namespace tema::v0::detail
