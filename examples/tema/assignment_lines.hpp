#pragma once

#include "outputs.hpp"
#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <CLI/CLI.hpp>

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

/// Adds --split, which tells how split_all() cuts.
void add_split_option(CLI::App& command, std::string& how);

/// Throws Error{limit} if assignments of these documents in this form would have too many columns.
void check_columns(std::span<const tema::Document> documents, OutputForm form);

/// What is written of assignments, and how.
struct AssignmentLayout {
  OutputForm form = OutputForm::json_lines;
  bool with_spans = false;  ///< for pieces of documents
  /// The best topics of the documents, which are written in addition to the assignments; null: nothing.
  const tema::TopTopics* top_topics = nullptr;
  std::size_t top = 1;  ///< how many of them a table has columns for
};

/// Calls `write` with a line for each document, and before it with the names of the columns of a table. What
/// is known about a document follows its assignment.
void write_assignments(std::span<const tema::Document> documents,
                       std::span<const tema::TopicAssignment> assignments, const AssignmentLayout& layout,
                       const std::function<void(std::string_view)>& write);

}  // namespace tema_program
