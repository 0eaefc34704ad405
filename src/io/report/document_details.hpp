#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/io/report.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What a report tells about each document besides its topic.
struct DocumentDetails {
  std::vector<std::string> headings;  // the title, or the beginning of the text; the id without texts
  std::vector<std::int32_t> rivals;   // the second best topic, or -1
  std::vector<std::string> blocks;    // the texts and their reasons, packed; none without texts
  std::vector<std::size_t> starts;    // the first document of each block
};

[[nodiscard]] DocumentDetails document_details(const TopicModel& model, std::span<const Document> documents,
                                               ReportTexts texts, const RunContext& run);

}}}  // namespace tema::v0::detail
