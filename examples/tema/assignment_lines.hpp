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

/// Calls `write` with a line for each document, and before it with the names of the columns of a table.
/// `with_spans` is for pieces of documents.
void write_assignments(std::span<const tema::Document> documents,
                       std::span<const tema::TopicAssignment> assignments, bool with_spans,
                       AssignmentForm form, const std::function<void(std::string_view)>& write);

}  // namespace tema_program
