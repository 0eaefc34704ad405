#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The cosine between the sums of the unit rows of each pair of topics: a symmetric matrix of `topics` rows,
/// with 0 for a topic without rows. Takes O(nonzeros + topics × terms) time.
[[nodiscard]] std::vector<std::vector<double>> topic_similarity(const RowsView& rows,
                                                                std::span<const TopicAssignment> assignments,
                                                                std::size_t topics, const RunContext& run);

}}}  // namespace tema::v0::detail
