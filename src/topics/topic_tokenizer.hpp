#pragma once

#include "tema/core/export.hpp"
#include "tema/text/stem_table.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/topics/topic_options.hpp"

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// How a topic model with these options cuts texts. `corpus_language`: of texts too short to tell;
/// `stems`: those that were learnt.
TEMA_EXPORT Tokenizer topic_tokenizer(const TopicOptions& options, const std::string& corpus_language,
                                      const StemTable& stems);

}}}  // namespace tema::v0::detail
