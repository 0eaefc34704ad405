#pragma once

#include "topics/topic_state.hpp"

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// Throws std::invalid_argument unless there can be so many topics in a list.
TEMA_EXPORT void check_top_count(std::size_t count);

/// The best topics of rows, as TopicModel::assign_top gives them.
TEMA_EXPORT TopTopics top_topics(const TopicState& state, const CsrMatrix& rows, std::size_t count,
                                 const RunContext& run);

}}}  // namespace tema::v0::detail
