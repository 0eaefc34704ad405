#include "io/report/subtopics.hpp"

#include "tema/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// A document of a topic, without its strings.
struct Member {
  std::string_view text;
  std::string_view language;
  std::string_view title;
};

std::size_t parts_of(std::size_t members) {
  constexpr std::size_t most_parts = 8;
  return std::min(static_cast<std::size_t>(std::sqrt(static_cast<double>(members)) / 4.0), most_parts);
}

/// The options of the model, for a part of its texts: limits that come from the number of texts are new.
TopicOptions options_within(const TopicModel& model, std::size_t parts) {
  TopicOptions options = model.options();
  options.topics = parts;
  options.min_documents = 0;
  options.max_document_share = 0.0;
  options.rank = 0;
  return options;
}

std::optional<TopicModel> fit_within(const TopicModel& model, const std::vector<Member>& members,
                                     std::size_t parts, const RunContext& run) {
  const TopicOptions options = options_within(model, parts);
  try {
    const TopicModel found = model.tokenizer() != nullptr
                                 ? TopicModel::fit(members, options, run)
                                 : TopicModel::fit(members, model.source(), options, run);
    if (found.topics() > 1) return found;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::format) throw;  // no term is left in these texts
  }
  return std::nullopt;
}

}  // namespace

std::vector<Subtopics> find_subtopics(const TopicModel& model, std::span<const Document> documents,
                                      std::span<const TopicAssignment> assignments, const RunContext& run) {
  std::vector<Subtopics> result(model.topics());
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    if (assignments[i].topic >= 0)
      result[static_cast<std::size_t>(assignments[i].topic)].members.push_back(i);
  }
  for (Subtopics& topic : result) {
    const std::size_t parts = parts_of(topic.members.size());
    if (parts < 2) continue;
    std::vector<Member> members;
    for (const std::size_t i : topic.members)
      members.push_back({documents[i].text, documents[i].language, documents[i].title});
    topic.model = fit_within(model, members, parts, run);
  }
  return result;
}

std::vector<std::int32_t> subtopic_numbers(std::span<const Subtopics> subtopics, std::size_t documents) {
  std::vector<std::int32_t> result(documents, -1);
  for (const Subtopics& topic : subtopics) {
    if (!topic.model) continue;
    for (std::size_t i = 0; i < topic.members.size(); ++i)
      result[topic.members[i]] = topic.model->assignments()[i].topic;
  }
  return result;
}

}}}  // namespace tema::v0::detail
