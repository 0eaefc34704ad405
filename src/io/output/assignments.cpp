#include "tema/io/assignments.hpp"

#include "io/csv/csv_cells.hpp"
#include "io/csv/csv_reader.hpp"
#include "io/json/json_line.hpp"
#include "tema/core/error.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

namespace tema { inline namespace v0 {

namespace {

constexpr std::int64_t most_topics = std::numeric_limits<std::int32_t>::max();
constexpr auto topic_range = "must be a whole number from -1 to 2147483647";

template <class Number>
std::string digits_of(Number number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

template <class Number>
void append_number(std::string& line, std::string_view field, Number number) {
  line.append(", \"").append(field).append("\": ").append(digits_of(number));
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
  if (record.topics) {
    line += ", \"topics\": [";
    const char* separator = "{\"topic\": ";
    for (const TopicScore& topic : *record.topics) {
      line += separator + digits_of(topic.topic);
      append_number(line, "score", topic.score);
      line += '}';
      separator = ", {\"topic\": ";
    }
    line += ']';
  }
  return line + "}\n";
}

std::string assignment_columns(bool spans, std::size_t top) {
  std::string columns = spans ? "id,topic,score,margin,start,end" : "id,topic,score,margin";
  for (std::size_t place = 2; place <= top; ++place) {
    const std::string number = digits_of(place);
    columns.append(",topic_").append(number).append(",score_").append(number);
  }
  return columns + "\r\n";
}

std::string to_csv_row(const AssignmentRecord& record, std::size_t top) {
  std::string row = detail::csv_cell(repair_utf8(record.id));
  const auto append = [&row](auto number) { row.append(",").append(digits_of(number)); };
  append(record.assignment.topic);
  append(record.assignment.score);
  append(record.assignment.margin);
  if (record.span) {
    append(record.span->begin);
    append(record.span->end);
  }
  for (std::size_t place = 1; place < top; ++place) {
    if (record.topics && place < record.topics->size()) {
      append((*record.topics)[place].topic);
      append((*record.topics)[place].score);
    } else {
      row += ",,";
    }
  }
  return row + "\r\n";
}

namespace {

std::vector<AssignmentRecord> read_lines(const std::string& path, const RunContext& run) {
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
    if (!topic || *topic < -1 || *topic > most_topics) {
      detail::fail_at(reader.place(), std::string("field \"topic\" ") + topic_range);
    }
    record.assignment.topic = static_cast<std::int32_t>(*topic);
    record.assignment.score = static_cast<float>(number_of<double>(object, "score").value_or(0.0));
    record.assignment.margin = static_cast<float>(number_of<double>(object, "margin").value_or(0.0));
    records.push_back(std::move(record));
  }
  return records;
}

/// The number that a field is; `otherwise` if it is none.
template <class Number>
Number number_in(std::string_view field, Number otherwise) {
  Number number{};
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  return error == std::errc() && end == field.data() + field.size() ? number : otherwise;
}

std::vector<AssignmentRecord> read_table(const std::string& path, const RunContext& run) {
  std::vector<AssignmentRecord> records;
  detail::CsvReader reader(path, ',', run.stop);
  const auto fail = [&](const std::string& what) {
    throw Error(ErrorKind::format, reader.name() + ": row " + std::to_string(reader.number()) + ": " + what);
  };
  if (!reader.next()) return records;
  const std::vector<std::string> columns(reader.fields().begin(), reader.fields().end());
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
  };
  const std::size_t id = column("id");
  const std::size_t topic = column("topic");
  const std::size_t score = column("score");
  const std::size_t margin = column("margin");
  if (id == columns.size() || topic == columns.size()) fail("the columns \"id\" and \"topic\" must be there");
  while (reader.next()) {
    const std::vector<std::string_view>& fields = reader.fields();
    if (fields.size() != columns.size()) {
      fail("it has " + std::to_string(fields.size()) + " fields, but there are " +
           std::to_string(columns.size()) + " columns");
    }
    const auto number = number_in<std::int64_t>(fields[topic], -2);
    if (number < -1 || number > most_topics) fail(std::string("column \"topic\" ") + topic_range);
    const auto real = [&](std::size_t at) { return at < fields.size() ? number_in(fields[at], 0.0F) : 0.0F; };
    records.push_back({std::string(detail::text_of_cell(fields[id])),
                       {static_cast<std::int32_t>(number), real(score), real(margin)}});
  }
  return records;
}

}  // namespace

std::vector<AssignmentRecord> read_assignments(const std::string& path, const RunContext& run) {
  return path.ends_with(".csv") ? read_table(path, run) : read_lines(path, run);
}

}}  // namespace tema::v0
