#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

struct CorpusStopWordOptions {
  /// Terms in a smaller share of the documents are no stop words; 0 to 1.
  double min_document_share = 0.1;
  /// Terms of which the documents are a smaller share of those that chance would give are no stop words; at
  /// least 0.
  double min_evenness = 0.8;
};

/// A term that is spread over the documents as a function word is.
struct CorpusStopWord {
  std::string term;
  std::uint64_t documents = 0;    ///< documents that hold it
  std::uint64_t occurrences = 0;  ///< times it occurs
  /// Its documents by the number that chance would give: about 1 for "the", less the more its occurrences
  /// bunch up.
  double evenness = 0.0;

  friend bool operator==(const CorpusStopWord&, const CorpusStopWord&) = default;
};

/// Finds the stop words of a corpus in the corpus itself, for languages without a list. Those in the most
/// documents come first (ties: those that occur more often, then by bytes).
///
/// Function words are frequent and evenly spread; content words bunch up in the documents that are about
/// them. If n occurrences fell on the documents by chance, each document would hold the term with the
/// probability p = 1 - exp(-n length / tokens), by Poisson's distribution, and the sum of all p is the number
/// of documents expected (Church and Gale, "Inverse Document Frequency: A Measure of Deviations from
/// Poisson", 1995, whose residual idf is -log2 of the evenness). A term is a stop word where its documents
/// are at least `min_evenness` of those expected and one standard deviation √Σ p (1 - p) more, so that few
/// documents give those words alone that they are enough to tell. One document tells nothing.
///
/// Words that every text has although they mean something, such as the name of a newspaper at the beginning
/// of each article, are found, too: they tell no topics apart. Words that a tokenizer drops are not here.
///
/// O(tokens + terms that are frequent × distinct lengths) time. Throws std::invalid_argument for an option
/// out of its range and Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<CorpusStopWord> find_stop_words(
    const TokenizedCorpus& corpus, const CorpusStopWordOptions& options = {}, const RunContext& run = {});

}}  // namespace tema::v0
