#pragma once

#include "topics/methods/methods.hpp"
#include "topics/topic_state.hpp"

#include <cstdint>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// The weights of the terms of texts by which clusters are found. Throws Error{format} if no term is left.
Tfidf fit_topic_weights(DocumentCounts& texts, const TopicOptions& options);

/// Finds clusters. The options must have been checked. If the rank is 0, it is set. If fewer texts are
/// distinct, by their weighted terms, than topics were asked for, the number of topics is set to theirs.
TopicClusters find_topic_clusters(DocumentCounts& texts, const Tfidf& weights, TopicOptions& options,
                                  const RunContext& run);

/// The same for given clusters: `labels`, one for each text, are below options.topics, or -1. They
/// become a mixture.
TopicClusters topic_clusters_of(DocumentCounts& texts, const Tfidf& weights,
                                std::span<const std::int32_t> labels, const TopicOptions& options,
                                const RunContext& run);

/// A model of these clusters, each of them a topic, without assignments and summaries.
TopicState state_of(const TopicClusters& clusters, const TopicOptions& options, const TopicTokens& tokens,
                    const DocumentCounts& texts);

}}}  // namespace tema::v0::detail
