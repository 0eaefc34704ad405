#pragma once

#include "topics/topic_state.hpp"

#include <cstddef>
#include <vector>

namespace tema::inline v0::detail {

/// Numbers the topics by descending size, ties by their clusters' numbers, of the assignments that the state
/// has by its clusters.
void number_topics(TopicState& state);

/// Gives each topic its counts, terms, label and representatives, by the assignments of the texts, of which
/// `rows` has the terms.
void summarise(TopicState& state, const CsrMatrix& rows, TextsView texts, const Run& run);

}  // namespace tema::inline v0::detail
