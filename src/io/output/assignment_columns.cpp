#include "io/corpus/unique_names.hpp"
#include "tema/core/error.hpp"
#include "tema/io/assignments.hpp"
#include "tema/io/csv_writer.hpp"
#include "tema/io/json_writer.hpp"

#include <charconv>
#include <string_view>

namespace tema { inline namespace v0 {

namespace {

constexpr std::string_view own_columns[] = {"id",  "topic", "score", "margin", "start",
                                            "end", "title", "url",   "date",   "topics"};
constexpr std::size_t most_columns = 16'384;

template <class Number>
void append_number(std::string& line, std::string_view field, Number number) {
  char digits[32];
  line.append(", \"").append(field).append("\": ");
  line.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_text(std::string& line, std::string_view field, std::string_view text) {
  line += ", ";
  append_json(line, field);
  line += ": ";
  append_json(line, text);
}

/// The record as JSON, without the closing bracket.
std::string json_of(const AssignmentRecord& record) {
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
    std::string_view between;
    for (const TopicScore& topic : *record.topics) {
      line.append(between).append("{\"topic\": ").append(std::to_string(topic.topic));
      append_number(line, "score", topic.score);
      line += '}';
      between = ", ";
    }
    line += ']';
  }
  return line;
}

/// The columns of the second best topic and of those after it.
std::vector<std::string> names_of_more(std::size_t top) {
  std::vector<std::string> names;
  for (std::size_t place = 2; place <= top; ++place) {
    names.push_back("topic_" + std::to_string(place));
    names.push_back("score_" + std::to_string(place));
  }
  return names;
}

void add_names(CsvWriter& table, bool spans, std::size_t top) {
  for (const std::string_view name : std::span(own_columns).first(spans ? 6 : 4)) table.cell(name);
  for (const std::string& name : names_of_more(top)) table.cell(name);
}

void add_cells(CsvWriter& table, const AssignmentRecord& record, std::size_t top) {
  table.cell(record.id).cell(record.assignment.topic);
  table.cell(record.assignment.score).cell(record.assignment.margin);
  if (record.span) table.cell(record.span->begin).cell(record.span->end);
  for (std::size_t place = 1; place < top; ++place) {
    if (record.topics && place < record.topics->size()) {
      table.cell((*record.topics)[place].topic).cell((*record.topics)[place].score);
    } else {
      table.cell("").cell("");
    }
  }
}

/// The metadata of a document, or those that are empty.
const DocumentMetadata& metadata_or(const Document& document, const DocumentMetadata& none) {
  return document.metadata ? *document.metadata : none;
}

}  // namespace

std::string to_json_line(const AssignmentRecord& record) { return json_of(record) + "}\n"; }

std::string assignment_columns(bool spans, std::size_t top) {
  std::string row;
  CsvWriter table(row);
  add_names(table, spans, top);
  table.end_row();
  return row;
}

std::string to_csv_row(const AssignmentRecord& record, std::size_t top) {
  std::string row;
  CsvWriter table(row);
  add_cells(table, record, top);
  table.end_row();
  return row;
}

AssignmentColumns::AssignmentColumns(std::span<const Document> documents, bool spans, std::size_t top)
    : spans_(spans), top_(top) {
  detail::UniqueNames unique;
  for (const std::string_view name : own_columns) static_cast<void>(unique(std::string(name)));
  for (const std::string& name : names_of_more(top)) static_cast<void>(unique(name));
  const DocumentMetadata none;
  for (const Document& document : documents) {
    const DocumentMetadata& metadata = metadata_or(document, none);
    has_title_ |= !document.title.empty();
    has_url_ |= !metadata.url.empty();
    has_date_ |= !metadata.date.empty();
    for (const DocumentField& column : metadata.columns) {
      if (!places_.try_emplace(column.name, names_.size()).second) continue;
      names_.push_back(unique(column.name));
    }
  }
}

std::string AssignmentColumns::header() const {
  std::string row;
  CsvWriter table(row);
  add_names(table, spans_, top_);
  if (has_title_) table.cell("title");
  if (has_url_) table.cell("url");
  if (has_date_) table.cell("date");
  for (const std::string& name : names_) table.cell(name);
  table.end_row();
  if (names_.size() + std::size(own_columns) + 2 * top_ > most_columns) {
    throw Error(ErrorKind::limit,
                "the documents have " + std::to_string(names_.size()) +
                    " different fields, too many for the 16384 columns of a table: write JSON "
                    "lines instead");
  }
  return row;
}

std::string AssignmentColumns::csv_row(const AssignmentRecord& record, const Document& document) const {
  std::string row;
  CsvWriter table(row);
  add_cells(table, record, top_);
  const DocumentMetadata none;
  const DocumentMetadata& metadata = metadata_or(document, none);
  if (has_title_) table.cell(document.title);
  if (has_url_) table.cell(metadata.url);
  if (has_date_) table.cell(metadata.date);
  std::vector<std::string_view> values(names_.size());
  for (const DocumentField& column : metadata.columns) values[places_.at(column.name)] = column.value;
  for (const std::string_view value : values) table.cell(value);
  table.end_row();
  return row;
}

std::string AssignmentColumns::json_line(const AssignmentRecord& record, const Document& document) const {
  std::string line = json_of(record);
  const DocumentMetadata none;
  const DocumentMetadata& metadata = metadata_or(document, none);
  if (!document.title.empty()) append_text(line, "title", document.title);
  if (!metadata.url.empty()) append_text(line, "url", metadata.url);
  if (!metadata.date.empty()) append_text(line, "date", metadata.date);
  for (const DocumentField& column : metadata.columns)
    append_text(line, names_[places_.at(column.name)], column.value);
  return line + "}\n";
}

}}  // namespace tema::v0
