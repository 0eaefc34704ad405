#pragma once

#include "tema/corpus/tokenized_corpus.hpp"
#include "topics/topic_state.hpp"

#include <cstddef>
#include <vector>

namespace tema::inline v0::detail {

/// Numbers the topics by descending size, ties by their clusters' numbers, of the assignments that the state
/// has by its clusters.
void number_topics(TopicState& state);

/// Gives each topic its size, terms, label and representatives, by the assignments.
void summarise(TopicState& state, const TokenizedCorpus& corpus, TextsView texts, const Run& run);

}  // namespace tema::inline v0::detail
