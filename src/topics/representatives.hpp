#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Some texts of each topic, by their positions, best first.
using Representatives = std::vector<std::vector<std::size_t>>;

/// The texts whose rows have the largest cosine to the sum of the unit rows of their topic; ties by position.
[[nodiscard]] TEMA_EXPORT Representatives find_representatives(const RowsView& rows,
                                                               std::span<const TopicAssignment> assignments,
                                                               std::size_t topics, const RunContext& run);

/// The representatives of merged topics: one text of each part in turn. `target` has the topic that each of
/// the earlier topics became part of.
[[nodiscard]] Representatives merged_representatives(std::span<const std::vector<std::size_t>> before,
                                                     std::span<const std::int32_t> target,
                                                     std::size_t topics);

}}}  // namespace tema::v0::detail
