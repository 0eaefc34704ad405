#pragma once

#include "topics/methods/methods.hpp"

#include <cstdint>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// Finds clusters. The options must have been checked. If the rank is 0, it is set. If fewer texts are
/// distinct, by their weighted terms, than topics were asked for, the number of topics is set to theirs.
TopicClusters find_topic_clusters(const TokenizedCorpus& corpus, TopicOptions& options,
                                  const RunContext& run);

/// The same for given clusters: `labels`, one for each text, are below options.topics, or -1. They
/// become a mixture.
TopicClusters topic_clusters_of(const TokenizedCorpus& corpus, std::span<const std::int32_t> labels,
                                const TopicOptions& options, const RunContext& run);

}}}  // namespace tema::v0::detail
