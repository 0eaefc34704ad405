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

AssignmentForm assignment_form(std::string_view path) {
  return path.ends_with(".csv") ? AssignmentForm::table : AssignmentForm::json_lines;
}

void write_assignments(std::span<const tema::Document> documents,
                       std::span<const tema::TopicAssignment> assignments, const AssignmentLayout& layout,
                       const std::function<void(std::string_view)>& write) {
  const bool is_table = layout.form == AssignmentForm::table;
  if (is_table) write(tema::assignment_columns(layout.with_spans, layout.top));
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const tema::Document& document = documents[i];
    tema::AssignmentRecord record{document.id, assignments[i]};
    if (layout.with_spans) record.span = {document.offset, document.offset + document.text.size()};
    if (layout.top_topics != nullptr) {
      const auto topics = (*layout.top_topics)[i];
      record.topics.emplace(topics.begin(), topics.end());
    }
    write(is_table ? tema::to_csv_row(record, layout.top) : tema::to_json_line(record));
  }
}

}  // namespace tema_program
