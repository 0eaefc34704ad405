#pragma once

#include "tema/core/export.hpp"
#include "tema/text/stem_table.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/topics/topic_options.hpp"

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// The tokenizer of a topic model with these options. `corpus_language` is the language of texts too short to
/// tell; `learnt` are the stems that were learnt, if the options ask for those. Throws what a
/// Tokenizer throws, and std::invalid_argument for stems that the options do not ask for.
TEMA_EXPORT Tokenizer topic_tokenizer(const TopicOptions& options, const std::string& corpus_language,
                                      const StemTable& learnt);

}}}  // namespace tema::v0::detail
