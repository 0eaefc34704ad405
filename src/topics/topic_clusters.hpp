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

/// The clusters that a method finds in a corpus; see TopicModel.
struct TopicClusters {
  Tfidf tfidf;  // weights texts for the members below
  std::optional<MultinomialMixture> mixture;
  std::optional<TruncatedSvd> reduction;
  std::optional<KMeans> kmeans;
  std::optional<double> stability;
  bool converged = false;
  CsrMatrix rows;  // the rows of the corpus, by tfidf
};

/// Finds clusters. The options must have been checked. If the rank is 0, it is set. If fewer texts are
/// distinct, by their weighted terms, than topics were asked for, the number of topics is set to theirs.
TopicClusters find_topic_clusters(const TokenizedCorpus& corpus, TopicOptions& options,
                                  const RunContext& run);

/// The same for given clusters: `labels`, one for each text, are below options.topics, or -1.
TopicClusters topic_clusters_of(const TokenizedCorpus& corpus, std::span<const std::int32_t> labels,
                                const TopicOptions& options, const RunContext& run);

}}}  // namespace tema::v0::detail
