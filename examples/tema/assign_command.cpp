#include "assignment_lines.hpp"
#include "command.hpp"
#include "common_options.hpp"
#include "corpus_arguments.hpp"
#include "numbers.hpp"
#include "outputs.hpp"
#include "progress_bar.hpp"
#include "tema/io/model_file.hpp"
#include "tema/io/output_file.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

namespace tema_program {

namespace {

struct Arguments {
  std::string model;
  std::string corpus;
  std::string split = "none";
  std::string assignments_file;
  std::size_t top = 0;  // 0: only the topic of each text
  unsigned threads = 0;
  bool allow_mismatch = false;
  bool quiet = false;
  tema::CorpusReaderOptions reading;
};

void assign(const Arguments& arguments, tema::RunContext run) {
  run.threads = arguments.threads;
  const std::string corpus = corpus_path(arguments.corpus);
  check_outputs({{"--assignments " + arguments.assignments_file, arguments.assignments_file}},
                {arguments.model, corpus}, run);
  std::optional<tema::OutputFile> file;
  if (!arguments.assignments_file.empty()) file.emplace(arguments.assignments_file, run);
  ProgressBar bar(arguments.quiet);
  run = bar.watch(std::move(run));
  const auto model = tema::load_model(arguments.model, {.allow_mismatch = arguments.allow_mismatch}, run);
  tema::CorpusReaderOptions reading = arguments.reading;
  reading.metadata = true;  // it is passed through
  const std::vector<tema::Document> documents =
      split_all(read_documents(corpus, reading, arguments.quiet, bar, run), arguments.split,
                model.options().language, run);
  AssignmentLayout layout{.form = output_form(arguments.assignments_file),
                          .with_spans = arguments.split != "none"};
  tema::TopTopics top;
  if (arguments.top > 0) {
    top = model.assign_top(documents, arguments.top, run);
    layout.top_topics = &top;
    layout.top = std::min(arguments.top, model.topics());
  } else {
    top.assignments = model.assign(documents, run);
  }
  bar.clear();
  write_assignments(documents, top.assignments, layout, [&](std::string_view line) {
    if (file) {
      file->write(line);
    } else {
      std::cout << line;
    }
  });
  if (file) file->commit();
}

}  // namespace

void add_assign_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("assign", "Assign texts to the topics of a saved model");
  command.add_option("MODEL", arguments->model, "A file that tema topics --model wrote")->required();
  command.add_option("CORPUS", arguments->corpus, corpus_kinds);
  add_split_option(command, arguments->split);
  command.add_option("--assignments", arguments->assignments_file,
                     "Write to this file instead of standard output; as a table if it is a .csv");
  command
      .add_option("--top", arguments->top,
                  "Also give the best N topics of each text, heaviest first; more than the model has are cut")
      ->type_name("N")
      ->transform(number_from_1());
  add_threads_option(command, arguments->threads);
  add_mismatch_flag(command, arguments->allow_mismatch);
  add_quiet_flag(command, arguments->quiet);
  add_corpus_options(command, arguments->reading);
  command.footer(
      "Examples:\n"
      "  tema topics news.jsonl --topics 11 --language id --model news.safetensors\n"
      "  tema assign news.safetensors today.jsonl --assignments today-topics.jsonl\n"
      "  tema assign news.safetensors today.jsonl --top 3 --assignments today-topics.csv");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { assign(*arguments, run); };
  });
}

}  // namespace tema_program
