#include "io/report/report_data.hpp"

#include "io/report/calendar_day.hpp"
#include "tema/io/json_writer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

std::int64_t thousandths(double value) { return std::llround(value * 1000.0); }

void write_terms(JsonWriter& json, const TopicModel& model, std::size_t topic, std::size_t most) {
  json.key("terms").begin_array();
  for (const TopicTerm& term : model.top_terms(topic, most))
    json.begin_array().value(term.surface).value(std::round(term.weight * 100.0) / 100.0).end_array();
  json.end_array();
}

/// The documents of each topic that are least certain, at most ten, least first.
std::vector<std::vector<std::size_t>> doubtful_documents(const ReportData& data) {
  constexpr std::size_t most = 10;
  std::vector<std::vector<std::size_t>> result;
  for (const Subtopics& topic : data.subtopics) {
    std::vector<std::size_t>& documents = result.emplace_back(topic.members);
    const auto kept = static_cast<std::ptrdiff_t>(std::min(most, documents.size()));
    std::partial_sort(documents.begin(), documents.begin() + kept, documents.end(),
                      [&](std::size_t a, std::size_t b) {
                        const float margin_a = data.assignments[a].margin;
                        const float margin_b = data.assignments[b].margin;
                        return margin_a != margin_b ? margin_a < margin_b : a < b;
                      });
    documents.resize(static_cast<std::size_t>(kept));
  }
  return result;
}

void write_similar(JsonWriter& json, const ReportData& data, std::size_t topic) {
  constexpr std::size_t most = 5;
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t other = 0; other < data.model.topics(); ++other) {
    const std::int64_t cosine = thousandths(data.similarity[topic][other]);
    if (other != topic && cosine > 0) order.emplace_back(-cosine, other);
  }
  std::sort(order.begin(), order.end());
  if (order.size() > most) order.resize(most);
  json.key("similar").begin_array();
  for (const auto& [cosine, other] : order) json.begin_array().value(other).value(-cosine).end_array();
  json.end_array();
}

void write_subtopics(JsonWriter& json, const Subtopics& subtopics) {
  constexpr std::size_t most_terms = 15;
  json.key("subtopics").begin_array();
  const std::size_t count = subtopics.model ? subtopics.model->topics() : 0;
  for (std::size_t part = 0; part < count; ++part) {
    json.begin_object().field("label", subtopics.model->label(part));
    write_terms(json, *subtopics.model, part, most_terms);
    json.key("typical").begin_array();
    for (const std::size_t member : subtopics.model->representatives(part))
      json.value(subtopics.members[member]);
    json.end_array().end_object();
  }
  json.end_array();
}

void write_topics(JsonWriter& json, const ReportData& data) {
  constexpr std::size_t most_terms = 30;
  const auto doubtful = doubtful_documents(data);
  json.key("topics").begin_array();
  for (std::size_t topic = 0; topic < data.model.topics(); ++topic) {
    json.begin_object().field("label", data.model.label(topic));
    write_terms(json, data.model, topic, most_terms);
    json.key("typical").array(data.typical[topic]).key("doubtful").array(doubtful[topic]);
    write_similar(json, data, topic);
    write_subtopics(json, data.subtopics[topic]);
    json.end_object();
  }
  json.end_array();
}

/// The similarity of all pairs, if they are few enough to look at.
void write_similarity(JsonWriter& json, const ReportData& data) {
  constexpr std::size_t most_topics = 60;
  json.key("similarity");
  if (data.model.topics() < 2 || data.model.topics() > most_topics) {
    json.value(nullptr);
    return;
  }
  json.begin_array();
  for (const std::vector<double>& row : data.similarity) {
    json.begin_array();
    for (const double cosine : row) json.value(thousandths(cosine));
    json.end_array();
  }
  json.end_array();
}

/// A column with a value for each document, or null if all of them are empty.
template <class ValueOf>
void write_column(JsonWriter& json, std::string_view name, std::span<const Document> documents,
                  const ValueOf& value_of) {
  const bool is_empty = std::all_of(documents.begin(), documents.end(), [&](const Document& document) {
    return value_of(document) == decltype(value_of(document))();
  });
  json.key(name);
  if (is_empty) {
    json.value(nullptr);
    return;
  }
  json.begin_array();
  for (const Document& document : documents) json.value(value_of(document));
  json.end_array();
}

/// The address of the document, if it is one of the web: no other one becomes a link.
std::optional<std::string_view> address_of(const Document& document) {
  if (!document.metadata) return std::nullopt;
  const std::string_view url = document.metadata->url;
  const bool is_of_web = url.starts_with("http://") || url.starts_with("https://");
  return is_of_web ? std::optional(url) : std::nullopt;
}

std::optional<std::int32_t> day_of(const Document& document) {
  return document.metadata ? calendar_day(document.metadata->date) : std::nullopt;
}

void write_columns(JsonWriter& json, const ReportData& data) {
  json.key("columns").begin_object();
  write_column(json, "id", data.documents, [](const Document& d) { return std::string_view(d.id); });
  json.key("heading").array(data.details.headings);
  const auto write_assignments = [&](std::string_view name, const auto& value_of) {
    json.key(name).begin_array();
    for (const TopicAssignment& assignment : data.assignments) json.value(value_of(assignment));
    json.end_array();
  };
  write_assignments("topic", [](const TopicAssignment& a) { return a.topic; });
  json.key("subtopic").array(subtopic_numbers(data.subtopics, data.documents.size()));
  write_assignments("score",
                    [](const TopicAssignment& a) { return thousandths(static_cast<double>(a.score)); });
  write_assignments("margin",
                    [](const TopicAssignment& a) { return thousandths(static_cast<double>(a.margin)); });
  json.key("rival").array(data.details.rivals);
  for (const std::size_t axis : {std::size_t{0}, std::size_t{1}}) {
    json.key(axis == 0 ? "x" : "y").begin_array();
    for (const std::array<std::int32_t, 2>& place : data.places) json.value(place[axis]);
    json.end_array();
  }
  write_column(json, "label", data.documents, [](const Document& d) { return std::string_view(d.label); });
  write_column(json, "language", data.documents,
               [](const Document& d) { return std::string_view(d.language); });
  write_column(json, "url", data.documents, address_of);
  write_column(json, "day", data.documents, day_of);
  json.end_object();
}

}  // namespace

std::string report_json(const ReportData& data) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("title", data.options.title);
  json.field("one", data.options.singular).field("many", data.options.plural);
  json.field("documents", data.documents.size()).field("stability", data.model.stability());
  json.field("isMixture", data.model.mixture() != nullptr);
  write_topics(json, data);
  write_similarity(json, data);
  write_columns(json, data);
  json.key("order").array(data.details.order).key("blocks").array(data.details.starts).end_object();
  return out;
}

}}}  // namespace tema::v0::detail
