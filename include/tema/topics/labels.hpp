#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tema::inline v0 {

/// A term and how much it says.
struct TermWeight {
  std::string term;
  double weight = 0.0;

  friend bool operator==(const TermWeight&, const TermWeight&) = default;
};

/// The terms that set each group of documents apart, heaviest first (ties: by bytes), at most `most` a
/// group.
///
/// Class-based TF-IDF (Grootendorst, "BERTopic", arXiv 2203.05794): a term's share of the group's tokens,
/// times ln(1 + A / f), with A the mean number of tokens of a group and f the term's occurrences in all of
/// them. `groups` gives each document's group, from 0 to `group_count` - 1, or -1 for none; `takes_part`
/// tells for each term of the corpus's vocabulary whether it counts. Linear in the tokens, and in groups ×
/// terms for the ranking. Throws std::invalid_argument if these do not fit the corpus, and Cancelled on a
/// stop.
[[nodiscard]] TEMA_EXPORT std::vector<std::vector<TermWeight>> class_terms(
    const TokenizedCorpus& corpus, std::span<const std::int32_t> groups, std::size_t group_count,
    const std::vector<bool>& takes_part, std::size_t most, const Run& run = {});

}  // namespace tema::inline v0
