#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/topics/topic_options.hpp"

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// The options with each 0 replaced by what suits so many documents.
TopicOptions with_defaults(TopicOptions options, std::size_t documents);

/// Texts as a topic model reads them, and the tokenizer that did.
struct ReadTexts {
  Tokenizer tokenizer;
  TokenizedCorpus corpus;
};

/// Reads texts by options that have no 0 left. Where these ask for it, it finds the texts' stop words, which
/// it puts into TopicOptions::exclude, and learns their stems.
ReadTexts read_texts(TextsView texts, TopicOptions& options, const RunContext& run);

}}}  // namespace tema::v0::detail
