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
    const std::vector<bool>& takes_part, std::size_t most, const RunContext& run = {});

/// The same by signed keyness: how sure it is that more of the group's documents have the term than of the
/// others, as Dunning's G² of their numbers of documents (Rayson and Garside, "Comparing corpora using
/// frequency profiling", 2000); 3.84 is passed by chance once in 20, 10.83 once in 1,000. Documents of no
/// group count for none. Terms that the group has more rarely are left out; a group that
/// is all documents has its terms by the number of documents. Unlike class-based TF-IDF, it
/// does not care for what is rare.
[[nodiscard]] TEMA_EXPORT std::vector<std::vector<TermWeight>> key_terms(
    const TokenizedCorpus& corpus, std::span<const std::int32_t> groups, std::size_t group_count,
    const std::vector<bool>& takes_part, std::size_t most, const RunContext& run = {});

/// The terms in another order: each next one is what is heavy and unlike those before it, by maximal marginal
/// relevance (Carbonell and Goldstein, SIGIR 1998): the largest (1 - diversity) × weight / heaviest -
/// diversity × likeness to the likest one before; ties as they stood.
///
/// Forms of one word are alike, with likeness 1, all else has likeness 0: terms of one stem in `language`, if
/// that is one of stemmed_languages(), and a term of four or more characters and one that goes on from it by
/// up to half its length ("presiden", "presidennya"). `diversity` is from 0, which changes nothing, to 1.
/// O(terms²).
[[nodiscard]] TEMA_EXPORT std::vector<TermWeight> diversified(std::vector<TermWeight> terms, double diversity,
                                                              std::string_view language = "und");

}}  // namespace tema::v0
