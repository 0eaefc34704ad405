#pragma once

#include "tema/core/random.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

/// Corpora of given tokens, without a tokenizer.
namespace reference {

using Documents = std::vector<std::vector<std::string>>;

inline tema::TokenizedCorpus corpus_of(const Documents& documents) {
  auto vocabulary = std::make_shared<tema::Vocabulary>();
  tema::TokenizedCorpus corpus;
  for (const auto& document : documents) {
    for (const std::string& token : document) corpus.ids.push_back(vocabulary->intern(token));
    corpus.offsets.push_back(corpus.ids.size());
  }
  corpus.vocabulary = std::move(vocabulary);
  return corpus;
}

/// Some documents are empty. Low-numbered terms are frequent, so that documents share and repeat them; every
/// third one begins outside ASCII, so that an order by signed characters would show.
inline Documents random_documents(std::size_t count, std::size_t terms, tema::Random& random) {
  Documents documents(count);
  for (auto& document : documents) {
    const std::size_t length = random.below(4) == 0 ? 0 : random.below(20);
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t term = random.below(1 + random.below(terms));
      document.push_back((term % 3 == 0 ? "é" : "t") + std::to_string(term));
    }
  }
  return documents;
}

}  // namespace reference
