#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// A term and its weight.
struct TermWeight {
  std::string term;
  double weight = 0.0;

  friend bool operator==(const TermWeight&, const TermWeight&) = default;
};

/// The terms that distinguish each group of documents from the others, at most `most` per group, heaviest
/// first (ties: by bytes).
///
/// The weight is class-based TF-IDF (Grootendorst, "BERTopic", arXiv 2203.05794): the term's share of the
/// tokens of the group, times ln(1 + A / f). A is the mean number of tokens per group, and f the number of
/// occurrences of the term in all groups.
///
/// `groups` gives the group of each document, from 0 to `group_count` - 1, or -1 for none. `takes_part` tells
/// for each term of the vocabulary whether it counts. Time is linear in the tokens, and in groups × terms for
/// the ranking. Throws std::invalid_argument if the arguments do not fit the corpus, Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<std::vector<TermWeight>> class_terms(
    const TokenizedCorpus& corpus, std::span<const std::int32_t> groups, std::size_t group_count,
    const std::vector<bool>& takes_part, std::size_t most, const RunContext& run = {});

/// The same, ranked by signed keyness: how certain it is that a larger share of the documents of the group
/// than of the others have the term. It is Dunning's G² of the numbers of documents (Rayson and Garside,
/// "Comparing corpora using frequency profiling", 2000). Chance exceeds 3.84 once in 20 times, and 10.83 once
/// in 1,000.
///
/// Documents of no group do not count. Terms that are rarer in the group than elsewhere are left out. If a
/// group contains all documents, its terms are ranked by their number of documents. Unlike class-based
/// TF-IDF, keyness does not favour rare terms.
[[nodiscard]] TEMA_EXPORT std::vector<std::vector<TermWeight>> key_terms(
    const TokenizedCorpus& corpus, std::span<const std::int32_t> groups, std::size_t group_count,
    const std::vector<bool>& takes_part, std::size_t most, const RunContext& run = {});

/// Reorders terms so that each next one is heavy and unlike those before it, by maximal marginal relevance
/// (Carbonell and Goldstein, SIGIR 1998). The next term is the one with the largest (1 - diversity) × weight
/// / heaviest weight - diversity × its largest similarity to a term before it; ties keep their order.
///
/// The similarity is 1 for forms of the same word, and 0 otherwise. Two terms are forms of the same word if
/// they have the same stem in `language` (one of stemmed_languages()), or if one has four or more characters
/// and the other continues it by up to half its length ("presiden", "presidennya"). `diversity` is from 0,
/// which changes nothing, to 1. O(terms²).
[[nodiscard]] TEMA_EXPORT std::vector<TermWeight> diversified(std::vector<TermWeight> terms, double diversity,
                                                              std::string_view language = "und");

}}  // namespace tema::v0
