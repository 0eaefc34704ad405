#pragma once

#include "io/report/document_details.hpp"
#include "io/report/subtopics.hpp"
#include "tema/corpus/document.hpp"
#include "tema/io/report.hpp"
#include "tema/topics/topic_model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// All that the page shows, apart from the texts.
struct ReportData {
  const TopicModel& model;
  std::span<const Document> documents;
  std::span<const TopicAssignment> assignments;
  const ReportOptions& options;
  DocumentDetails details;
  std::vector<Subtopics> subtopics;
  std::vector<std::vector<std::size_t>> typical;  // of each topic, best first
  std::vector<std::vector<double>> similarity;
  std::vector<std::array<std::int32_t, 2>> places;  // on the map, from 0 to 10,000
};

/// The data as the JSON that the page's script reads (page/data.js).
[[nodiscard]] std::string report_json(const ReportData& data);

}}}  // namespace tema::v0::detail
