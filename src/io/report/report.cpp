#include "tema/io/report.hpp"

#include "core/check.hpp"
#include "io/report/document_map.hpp"
#include "io/report/report_data.hpp"
#include "io/report/report_page.hpp"
#include "io/report/topic_similarity.hpp"
#include "topics/representatives.hpp"
#include "topics/topic_state.hpp"

#include <utility>

namespace tema { inline namespace v0 {

namespace {

void check_assignments(const TopicModel& model, std::span<const Document> documents,
                       std::span<const TopicAssignment> assignments) {
  if (documents.empty()) detail::throw_invalid("the number of documents", "0", "at least 1");
  if (documents.size() != assignments.size()) {
    detail::throw_invalid("the number of assignments", std::to_string(assignments.size()),
                          "that of the documents, " + std::to_string(documents.size()));
  }
  const auto topics = static_cast<std::int32_t>(model.topics());
  for (const TopicAssignment& assignment : assignments) {
    if (assignment.topic < -1 || assignment.topic >= topics) {
      detail::throw_invalid("a topic", std::to_string(assignment.topic),
                            "from -1 to " + std::to_string(topics - 1));
    }
  }
}

}  // namespace

std::string topic_report(const TopicModel& model, std::span<const Document> documents,
                         std::span<const TopicAssignment> assignments, const ReportOptions& options,
                         const RunContext& run) {
  check_assignments(model, documents, assignments);
  const detail::TopicState& state = detail::TopicStateAccess::state(model);
  const CsrMatrix rows = state.vectorizer->transform_rows(documents, run);
  detail::ReportData data{model, documents, assignments, options, {}, {}, {}, {}, {}};
  data.typical = detail::find_representatives(rows.view(), assignments, model.topics(), run);
  data.similarity = detail::topic_similarity(rows.view(), assignments, model.topics(), run);
  data.places = detail::document_map(rows.view(), run);
  data.subtopics = detail::find_subtopics(model, documents, assignments, run);
  data.details = detail::document_details(model, documents, options.texts, run);
  return detail::report_page(data);
}

}}  // namespace tema::v0
