#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/linalg/truncated_svd.hpp"
#include "tema/topics/topic_options.hpp"
#include "tema/vector/tfidf.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// What the methods make of a corpus; see TopicModel.
struct TopicClusters {
  Tfidf tfidf;  // weighs texts for what is below
  std::optional<MultinomialMixture> mixture;
  std::optional<TruncatedSvd> reduction;
  std::optional<KMeans> kmeans;
  std::optional<double> stability;
  bool converged = false;
  CsrMatrix rows;  // of the corpus, by tfidf
};

/// By options that are checked. It sets the rank, if that is 0, and the topics to the number of distinct
/// texts, by their weighed terms, if that is smaller.
TopicClusters find_topic_clusters(const TokenizedCorpus& corpus, TopicOptions& options,
                                  const RunContext& run);

/// The same of clusters that are given: `labels`, one for each text, are below options.topics, or -1.
TopicClusters topic_clusters_of(const TokenizedCorpus& corpus, std::span<const std::int32_t> labels,
                                const TopicOptions& options, const RunContext& run);

}}}  // namespace tema::v0::detail
