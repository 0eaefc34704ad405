#include "tema/io/assignments.hpp"

#include "io/json/json_line.hpp"
#include "tema/core/error.hpp"
#include "tema/io/json_writer.hpp"

#include <charconv>
#include <limits>
#include <optional>

namespace tema { inline namespace v0 {

namespace {

template <class Number>
void append_number(std::string& line, std::string_view field, Number number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  line.append(", \"").append(field).append("\": ").append(digits, end);
}

/// The value of a field, if it is a number of this kind.
template <class Number>
std::optional<Number> number_of(const simdjson::dom::object& object, std::string_view field) {
  const std::optional<simdjson::dom::element> element = detail::find_field(object, field);
  Number number{};
  if (!element || element->get(number) != simdjson::SUCCESS) return std::nullopt;
  return number;
}

}  // namespace

std::string to_json_line(const AssignmentRecord& record) {
  std::string line = R"({"id": )" + json_string(record.id);
  append_number(line, "topic", record.assignment.topic);
  append_number(line, "score", record.assignment.score);
  append_number(line, "margin", record.assignment.margin);
  if (record.span) {
    append_number(line, "start", record.span->begin);
    append_number(line, "end", record.span->end);
  }
  return line + "}\n";
}

std::vector<AssignmentRecord> read_assignments(const std::string& path, const RunContext& run) {
  std::vector<AssignmentRecord> records;
  detail::LineReader reader(path, run.stop);
  detail::JsonLineParser parser;
  while (const auto line = reader.next()) {
    if (line->find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const simdjson::dom::object object = parser.parse(reader.place(), *line);
    AssignmentRecord record;
    if (!parser.text_of(reader.place(), object, "id", detail::JsonLineParser::Kind::name, record.id)) {
      detail::fail_at(reader.place(), "no field \"id\"; the fields are " + detail::list_fields(object));
    }
    const std::optional<std::int64_t> topic = number_of<std::int64_t>(object, "topic");
    if (!topic || *topic < -1 || *topic > std::numeric_limits<std::int32_t>::max()) {
      detail::fail_at(reader.place(), "field \"topic\" must be a whole number from -1 to 2147483647");
    }
    record.assignment.topic = static_cast<std::int32_t>(*topic);
    record.assignment.score = static_cast<float>(number_of<double>(object, "score").value_or(0.0));
    record.assignment.margin = static_cast<float>(number_of<double>(object, "margin").value_or(0.0));
    records.push_back(std::move(record));
  }
  return records;
}

}}  // namespace tema::v0
