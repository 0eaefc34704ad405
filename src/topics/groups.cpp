#include "topics/groups.hpp"

#include <algorithm>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

std::vector<std::int32_t> topics_of(std::span<const TopicAssignment> assignments) {
  std::vector<std::int32_t> topics;
  topics.reserve(assignments.size());
  for (const TopicAssignment& assignment : assignments) topics.push_back(assignment.topic);
  return topics;
}

std::vector<std::vector<std::size_t>> members_of_groups(std::span<const std::int32_t> group_of,
                                                        std::size_t count) {
  std::vector<std::vector<std::size_t>> members(count);
  for (std::size_t i = 0; i < group_of.size(); ++i) {
    if (group_of[i] >= 0) members[static_cast<std::size_t>(group_of[i])].push_back(i);
  }
  return members;
}

std::vector<std::int32_t> numbers_by_size(std::span<const std::int64_t> sizes) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::int32_t> numbers(order.size());
  for (std::size_t place = 0; place < order.size(); ++place)
    numbers[order[place]] = static_cast<std::int32_t>(place);
  return numbers;
}

}}}  // namespace tema::v0::detail
