#include "assignment_lines.hpp"
#include "command.hpp"
#include "common_options.hpp"
#include "corpus_arguments.hpp"
#include "outputs.hpp"
#include "progress_bar.hpp"
#include "report_output.hpp"
#include "tema/io/model_file.hpp"
#include "tema/io/output_file.hpp"

#include <memory>
#include <utility>

namespace tema_program {

namespace {

struct Arguments {
  std::string model;
  std::string corpus;
  std::string split = "none";
  std::string output;
  unsigned threads = 0;
  bool allow_mismatch = false;
  bool quiet = false;
  ReportArguments report;
  tema::CorpusReaderOptions reading;
};

void report(const Arguments& arguments, tema::RunContext run) {
  tema::CorpusReaderOptions reading = arguments.reading;
  reading.metadata = true;  // which the report shows
  run.threads = arguments.threads;
  const std::string corpus = corpus_path(arguments.corpus);
  check_outputs({{"--output " + arguments.output, arguments.output}}, {arguments.model, corpus}, run);
  tema::OutputFile file(arguments.output, run);
  ProgressBar bar(arguments.quiet);
  run = bar.watch(std::move(run));
  const auto model = tema::load_model(arguments.model, {.allow_mismatch = arguments.allow_mismatch}, run);
  std::vector<tema::Document> documents = read_documents(corpus, reading, arguments.quiet, bar, run);
  check_has_text(corpus, documents);
  documents = split_all(std::move(documents), arguments.split, model.options().language, run);
  write_report(model, documents, model.assign(documents, run), arguments.report, corpus, arguments.split,
               file, run);
  bar.clear();
  file.commit();
}

}  // namespace

void add_report_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *app.add_subcommand("report", "Show texts by the topics of a saved model, as a page of HTML");
  command.add_option("MODEL", arguments->model, "A file that tema topics --model wrote")->required();
  command.add_option("CORPUS", arguments->corpus, corpus_kinds);
  command.add_option("--output", arguments->output, "Write the page to this file")->required();
  add_split_option(command, arguments->split);
  add_threads_option(command, arguments->threads);
  add_mismatch_flag(command, arguments->allow_mismatch);
  add_quiet_flag(command, arguments->quiet);
  add_report_options(command, arguments->report);
  add_corpus_options(command, arguments->reading);
  command.footer(
      "Examples:\n"
      "  tema report news.safetensors today.jsonl --output today.html\n"
      "  tema report news.safetensors news.csv.gz --output news.html --report-texts excerpt");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { report(*arguments, run); };
  });
}

}  // namespace tema_program
