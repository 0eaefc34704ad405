#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

struct CorpusStopWordOptions {
  /// Terms in a smaller share of the documents are not stop words; 0 to 1.
  double min_document_share = 0.1;
  /// Terms with a smaller evenness (see CorpusStopWord) are not stop words; at least 0.
  double min_evenness = 0.8;
};

/// A term that is spread over the documents as function words are.
struct CorpusStopWord {
  std::string term;
  std::uint64_t documents = 0;    ///< the number of documents that contain it
  std::uint64_t occurrences = 0;  ///< the number of its occurrences
  /// The number of its documents, divided by the number that chance would give. It is about 1 for "the", and
  /// smaller the more the occurrences bunch up.
  double evenness = 0.0;

  friend bool operator==(const CorpusStopWord&, const CorpusStopWord&) = default;
};

/// Finds the stop words of a corpus in the corpus itself, for languages without a list. Those in the most
/// documents come first (ties: those that occur more often, then by bytes).
///
/// Function words are frequent and evenly spread; content words bunch up in the documents that are about
/// them. If n occurrences fell on the documents by chance, each document would contain the term with the
/// probability p = 1 - exp(-n length / tokens), by Poisson's distribution. The sum of all p is the expected
/// number of documents. (Church and Gale, "Inverse Document Frequency: A Measure of Deviations from Poisson",
/// 1995; their residual idf is -log2 of the evenness.)
///
/// A term is a stop word if it is in at least `min_evenness` times the expected number of documents plus one
/// standard deviation, √Σ p (1 - p). The deviation makes sure that a corpus of few documents gives only words
/// that it has enough evidence for. A single document gives none.
///
/// It also finds words that have a meaning but are in every text, such as the name of a newspaper at the
/// beginning of each article: they do not distinguish topics either. Words that the tokenizer dropped cannot
/// be found.
///
/// O(tokens + frequent terms × distinct lengths) time. Throws std::invalid_argument for an option out of its
/// range, Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<CorpusStopWord> find_stop_words(
    const TokenizedCorpus& corpus, const CorpusStopWordOptions& options = {}, const RunContext& run = {});

}}  // namespace tema::v0
