#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Some texts of each topic, by their position, best first.
using Representatives = std::vector<std::vector<std::size_t>>;

/// Those whose rows have the best cosine to the sum of the topic's rows made unit rows; ties by position.
[[nodiscard]] Representatives find_representatives(const RowsView& rows,
                                                   std::span<const TopicAssignment> assignments,
                                                   std::size_t topics, const RunContext& run);

/// Those of topics that were merged, a text of each in turn: `target` has the topic that each went into.
[[nodiscard]] Representatives merged_representatives(std::span<const std::vector<std::size_t>> before,
                                                     std::span<const std::int32_t> target,
                                                     std::size_t topics);

}}}  // namespace tema::v0::detail
