#include "report_output.hpp"

#include "tema/io/report.hpp"

#include <filesystem>

namespace tema_program {

namespace {

std::string title_of(const ReportArguments& arguments, const std::string& corpus) {
  if (!arguments.title.empty()) return arguments.title;
  std::filesystem::path path(corpus);
  if (!path.has_filename()) path = path.parent_path();  // "news/"
  return corpus.empty() || corpus == "-" ? "Topics" : "Topics of " + path.filename().string();
}

}  // namespace

void add_report_options(CLI::App& command, ReportArguments& arguments) {
  constexpr auto group = "Report";
  command.add_option("--report-title", arguments.title, "Heading of the report")->group(group);
  command
      .add_option("--report-texts", arguments.texts,
                  "What the report holds of the texts; none leaves out titles and other columns, too")
      ->check(CLI::IsMember({"full", "excerpt", "none"}))
      ->capture_default_str()
      ->group(group);
}

void write_report(const tema::TopicModel& model, std::span<const tema::Document> documents,
                  std::span<const tema::TopicAssignment> assignments, const ReportArguments& arguments,
                  const std::string& corpus, const std::string& split, tema::OutputFile& file,
                  const tema::RunContext& run) {
  tema::ReportOptions options;
  options.title = title_of(arguments, corpus);
  options.texts = arguments.texts == "none"      ? tema::ReportTexts::none
                  : arguments.texts == "excerpt" ? tema::ReportTexts::excerpt
                                                 : tema::ReportTexts::full;
  if (split != "none") {
    options.singular = split;
    options.plural = split + "s";
  }
  file.write(tema::topic_report(model, documents, assignments, options, run));
}

}  // namespace tema_program
