#pragma once

#include "topics/topic_state.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Numbers the topics by descending size, ties by their clusters' numbers, of the assignments that the state
/// has by its clusters.
void number_topics(TopicState& state);

/// The number of topics that have texts: the first ones, after number_topics.
std::size_t count_filled(const TopicState& state);

/// Leaves the topics out that have no text, after number_topics. Their clusters become parts of the largest
/// topic that a cluster from `first` on is.
void drop_empty_topics(TopicState& state, std::size_t first);

/// The counts of the terms in `rows`, by the texts' topics.
GroupCounts count_by_topic(const TopicState& state, const CsrMatrix& rows, const RunContext& run);

/// Gives each topic its counts, terms, label and representatives, by the assignments of the texts, of which
/// `rows` has the terms.
void summarise(TopicState& state, const CsrMatrix& rows, TextsView texts, const RunContext& run);

/// The same of topics that were merged, without the texts: `target` has the topic that each one of `before`
/// went into. A topic that is the only one there keeps its label; surface forms are those that `before` has.
void rename_topics(TopicState& state, const TopicState& before, const std::vector<std::int32_t>& target,
                   const RunContext& run);

}}}  // namespace tema::v0::detail
