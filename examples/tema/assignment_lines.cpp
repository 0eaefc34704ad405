#include "assignment_lines.hpp"

#include "tema/io/assignments.hpp"
#include "tema/text/split.hpp"

#include <utility>

namespace tema_program {

std::vector<tema::Document> split_all(std::vector<tema::Document> documents, const std::string& how,
                                      const tema::LanguageChoice& language, const tema::RunContext& run) {
  if (how == "none") return documents;
  const tema::Unit unit = how == "line"       ? tema::Unit::line
                          : how == "sentence" ? tema::Unit::sentence
                                              : tema::Unit::paragraph;
  std::vector<tema::Document> pieces;
  for (const tema::Document& document : documents) {
    for (tema::Document& piece : tema::split(document, unit, language.tag_or("und"), run))
      pieces.push_back(std::move(piece));
  }
  return pieces;
}

void add_split_option(CLI::App& command, std::string& how) {
  command.add_option("--split", how, "Make each piece of a document a document of its own")
      ->check(CLI::IsMember({"none", "line", "paragraph", "sentence"}))
      ->capture_default_str();
}

void check_columns(std::span<const tema::Document> documents, OutputForm form) {
  if (form == OutputForm::table) static_cast<void>(tema::AssignmentColumns(documents).header());
}

void write_assignments(std::span<const tema::Document> documents,
                       std::span<const tema::TopicAssignment> assignments, const AssignmentLayout& layout,
                       const std::function<void(std::string_view)>& write) {
  const bool is_table = layout.form == OutputForm::table;
  const tema::AssignmentColumns columns(documents, layout.with_spans, layout.top);
  if (is_table) write(columns.header());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const tema::Document& document = documents[i];
    tema::AssignmentRecord record{document.id, assignments[i]};
    if (layout.with_spans) record.span = {document.offset, document.offset + document.text.size()};
    if (layout.top_topics != nullptr) {
      const auto topics = (*layout.top_topics)[i];
      record.topics.emplace(topics.begin(), topics.end());
    }
    write(is_table ? columns.csv_row(record, document) : columns.json_line(record, document));
  }
}

}  // namespace tema_program
