#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The subtopics of a topic, as a model of its documents alone.
struct Subtopics {
  std::optional<TopicModel> model;   // nothing if the topic is not cut
  std::vector<std::size_t> members;  // the documents of the topic, ascending, which the model was fitted to
};

/// Finds topics among the documents of each topic, as the model found its own: √members / 4 of them, at most
/// 8. A topic that would have fewer than two, of fewer than 64 documents, is not cut.
[[nodiscard]] std::vector<Subtopics> find_subtopics(const TopicModel& model,
                                                    std::span<const Document> documents,
                                                    std::span<const TopicAssignment> assignments,
                                                    const RunContext& run);

}}}  // namespace tema::v0::detail
