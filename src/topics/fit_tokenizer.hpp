#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/topics/topic_options.hpp"

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// The options, with each 0 replaced by a value that suits this number of documents.
TopicOptions with_defaults(TopicOptions options, std::size_t documents);

/// The tokenizer by options without a 0. If the options ask for it, it finds the stop words of the texts,
/// which it adds to TopicOptions::exclude, and learns their stems. Each of the two reads the texts.
Tokenizer fit_tokenizer(TextsView texts, TopicOptions& options, const RunContext& run);

}}}  // namespace tema::v0::detail
