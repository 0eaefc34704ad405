#pragma once

#include "topics/topic_state.hpp"
#include "vector/document_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Numbers the topics by descending size, ties by the numbers of their clusters. The sizes come from the
/// assignments of the state, which must be by cluster.
void number_topics(TopicState& state);

/// The number of topics that have texts. After number_topics, they are the first ones.
std::size_t count_filled(const TopicState& state);

/// Removes the topics without texts, after number_topics. Their clusters become part of the largest topic
/// among the clusters from `first` on.
void drop_empty_topics(TopicState& state, std::size_t first);

/// Counts the terms in `rows` by the topics of the texts.
GroupCounts count_by_topic(const TopicState& state, const CsrMatrix& rows, const RunContext& run);

/// Gives each topic its counts, terms, label and representatives, by the assignments of the texts, whose
/// terms are in `rows`.
void summarise(TopicState& state, const CsrMatrix& rows, const DocumentCounts& texts, const RunContext& run);

/// The same for merged topics, without the texts: `target` has the topic that each topic of `before` became
/// part of. A topic that was not merged keeps its label. Surface forms are those of `before`.
void rename_topics(TopicState& state, const TopicState& before, const std::vector<std::int32_t>& target,
                   const RunContext& run);

}}}  // namespace tema::v0::detail
