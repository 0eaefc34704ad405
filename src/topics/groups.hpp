#pragma once

#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The topic of each text, or -1.
[[nodiscard]] std::vector<std::int32_t> topics_of(std::span<const TopicAssignment> assignments);

/// The members of each group, ascending: `group_of` has the group of each one, below `count`, or -1 for one
/// in none.
[[nodiscard]] std::vector<std::vector<std::size_t>> members_of_groups(std::span<const std::int32_t> group_of,
                                                                      std::size_t count);

/// The number of each group if they are numbered by descending size; ties keep their order.
[[nodiscard]] std::vector<std::int32_t> numbers_by_size(std::span<const std::int64_t> sizes);

}}}  // namespace tema::v0::detail
