#pragma once

#include "reference/random_corpus.hpp"
#include "tema/vector/word_ngrams.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// N-grams and skip-grams of words, from their definition: all ascending choices of positions.
namespace reference {

inline void add_ngrams(const std::vector<std::string>& document, std::vector<std::size_t>& chosen,
                       const tema::WordNgrams& ngrams, std::vector<std::string>& result) {
  const std::size_t skipped = chosen.back() - chosen.front() + 1 - chosen.size();
  if (skipped > ngrams.skip) return;
  if (chosen.size() >= ngrams.min) {
    std::string term = document[chosen.front()];
    for (std::size_t i = 1; i < chosen.size(); ++i) term += ' ' + document[chosen[i]];
    result.push_back(term);
  }
  if (chosen.size() == ngrams.max) return;
  for (std::size_t next = chosen.back() + 1; next < document.size(); ++next) {
    chosen.push_back(next);
    add_ngrams(document, chosen, ngrams, result);
    chosen.pop_back();
  }
}

inline std::vector<std::string> ngrams_of(const std::vector<std::string>& document,
                                          const tema::WordNgrams& ngrams) {
  std::vector<std::string> result;
  for (std::size_t first = 0; first < document.size(); ++first) {
    std::vector<std::size_t> chosen = {first};
    add_ngrams(document, chosen, ngrams, result);
  }
  return result;
}

inline Documents ngrams_of(const Documents& documents, const tema::WordNgrams& ngrams) {
  Documents result;
  for (const auto& document : documents) result.push_back(ngrams_of(document, ngrams));
  return result;
}

}  // namespace reference
