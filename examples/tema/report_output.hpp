#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/io/output_file.hpp"
#include "tema/topics/topic_model.hpp"

#include <CLI/CLI.hpp>

#include <span>
#include <string>

namespace tema_program {

/// What a command was told about a report.
struct ReportArguments {
  std::string title;  ///< empty: from the name of the corpus
  std::string texts = "full";
};

/// Adds the options of ReportArguments to a command.
void add_report_options(CLI::App& command, ReportArguments& arguments);

/// Writes the report of these documents, which are pieces of documents unless `split` is "none".
void write_report(const tema::TopicModel& model, std::span<const tema::Document> documents,
                  std::span<const tema::TopicAssignment> assignments, const ReportArguments& arguments,
                  const std::string& corpus, const std::string& split, tema::OutputFile& file,
                  const tema::RunContext& run);

}  // namespace tema_program
