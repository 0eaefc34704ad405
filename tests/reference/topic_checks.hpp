#pragma once

#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace reference {

inline std::vector<std::int32_t> topics_of(std::span<const tema::TopicAssignment> assignments) {
  std::vector<std::int32_t> topics;
  for (const tema::TopicAssignment& assignment : assignments) topics.push_back(assignment.topic);
  return topics;
}

/// What a model says of its topics fits its assignments, and those of the texts.
inline void check_consistent(const tema::TopicModel& model, const std::vector<std::string>& texts) {
  CHECK(std::ranges::equal(model.assign(texts), model.assignments()));
  const auto topics = topics_of(model.assignments());
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    const auto count = std::count(topics.begin(), topics.end(), static_cast<std::int32_t>(topic));
    CHECK(model.size(topic) == static_cast<std::size_t>(count));
    if (topic > 0) CHECK(model.size(topic) <= model.size(topic - 1));
    for (const std::size_t text : model.representatives(topic))
      CHECK(model.assignments()[text].topic == static_cast<std::int32_t>(topic));
  }
}

}  // namespace reference
