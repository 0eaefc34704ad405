#pragma once

#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema_program {

/// Cuts each document into pieces that are documents of their own: by "line", "sentence" or "paragraph".
/// "none" leaves the documents whole. The result may be empty. `language` is that of documents that name
/// none; an automatic choice is no language in particular.
std::vector<tema::Document> split_all(std::vector<tema::Document> documents, const std::string& how,
                                      const tema::LanguageChoice& language, const tema::RunContext& run);

/// The form of assignments in a file, by its name: a table if that ends in .csv, or else JSON lines.
enum class AssignmentForm { json_lines, table };
AssignmentForm assignment_form(std::string_view path);

/// What is written of assignments, and how.
struct AssignmentLayout {
  AssignmentForm form = AssignmentForm::json_lines;
  bool with_spans = false;  ///< for pieces of documents
  /// The best topics of the documents, which are written in addition to the assignments; null: nothing.
  const tema::TopTopics* top_topics = nullptr;
  std::size_t top = 1;  ///< how many of them a table has columns for
};

/// Calls `write` with a line for each document, and before it with the names of the columns of a table.
void write_assignments(std::span<const tema::Document> documents,
                       std::span<const tema::TopicAssignment> assignments, const AssignmentLayout& layout,
                       const std::function<void(std::string_view)>& write);

}  // namespace tema_program
