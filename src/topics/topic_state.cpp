#include "topics/topic_state.hpp"

#include "tema/core/error.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

void MissingSource::operator()(const SourceText& /*text*/, TokenSink& /*sink*/) const {
  throw Error(ErrorKind::mismatch,
              "the model was fitted to the tokens of a source of its maker's own, which is not in its file: "
              "give that source to TopicModel::with_source first");
}

TopicAssignment topic_of(const TopicState& state, const Assignment& assignment) {
  const std::int32_t cluster = assignment.cluster;
  // A text may be as far from every topic as possible, or rounding may exceed 1: the score is a share all the
  // same.
  return {cluster < 0 ? -1 : state.topic_of_cluster[static_cast<std::size_t>(cluster)],
          std::clamp(assignment.score, 0.0F, 1.0F), std::min(assignment.margin, 1.0F)};
}

std::vector<TopicAssignment> assign_rows(const TopicState& state, const CsrMatrix& rows,
                                         const RunContext& run) {
  const std::vector<Assignment> assignments = state.fitted->predict(rows, run);
  std::vector<TopicAssignment> result;
  result.reserve(assignments.size());
  for (const Assignment& assignment : assignments) result.push_back(topic_of(state, assignment));
  return result;
}

}}}  // namespace tema::v0::detail
