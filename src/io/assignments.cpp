#include "tema/io/assignments.hpp"

#include "io/json_line.hpp"
#include "tema/core/error.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <limits>

namespace tema::inline v0 {

namespace {

template <class Number>
void append_number(std::string& line, std::string_view field, Number number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  line.append(", \"").append(field).append("\": ").append(digits, end);
}

}  // namespace

std::string to_json_line(const AssignmentRecord& record) {
  using nlohmann::json;
  std::string line = R"({"id": )" + json(record.id).dump(-1, ' ', false, json::error_handler_t::replace);
  append_number(line, "topic", record.assignment.topic);
  append_number(line, "score", record.assignment.score);
  append_number(line, "margin", record.assignment.margin);
  if (record.span) {
    append_number(line, "start", record.span->begin);
    append_number(line, "end", record.span->end);
  }
  return line + "}\n";
}

std::vector<AssignmentRecord> read_assignments(const std::string& path, const Run& run) {
  std::vector<AssignmentRecord> records;
  detail::LineReader reader(path, run.stop);
  detail::JsonLineParser parser;
  while (const auto line = reader.next()) {
    if (line->find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const simdjson::dom::object object = parser.parse(reader, *line);
    AssignmentRecord record;
    if (!parser.text_of(reader, object, "id", true, record.id)) {
      detail::fail_at(reader, "no field \"id\"; the fields are " + detail::list_fields(object));
    }
    std::int64_t topic = 0;
    const bool whole = object["topic"].get(topic) == simdjson::SUCCESS;
    if (!whole || topic < -1 || topic > std::numeric_limits<std::int32_t>::max()) {
      detail::fail_at(reader, "field \"topic\" must be a whole number from -1 to 2147483647");
    }
    record.assignment.topic = static_cast<std::int32_t>(topic);
    double number = 0.0;
    if (object["score"].get(number) == simdjson::SUCCESS)
      record.assignment.score = static_cast<float>(number);
    if (object["margin"].get(number) == simdjson::SUCCESS)
      record.assignment.margin = static_cast<float>(number);
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace tema::inline v0
