#include "command.hpp"
#include "common_options.hpp"
#include "corpus_arguments.hpp"
#include "one_line.hpp"
#include "outputs.hpp"
#include "progress_bar.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/io/model_file.hpp"
#include "topic_edits.hpp"

#include <iomanip>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tema_program {

namespace {

struct Arguments {
  std::string model;
  std::string corpus;
  std::string output;
  std::vector<std::string> merges;
  std::vector<std::string> splits;
  std::vector<std::string> names;
  std::string format = "text";
  unsigned threads = 0;
  bool allow_mismatch = false;
  bool quiet = false;
  tema::CorpusReaderOptions reading;
};

TopicEdits parse_edits(const Arguments& arguments) {
  TopicEdits edits;
  for (const std::string& text : arguments.merges) edits.merges.push_back(parse_merge(text));
  for (const std::string& text : arguments.splits) edits.splits.push_back(parse_split(text));
  for (const std::string& text : arguments.names) edits.names.push_back(parse_name(text));
  if (edits.merges.empty() && edits.splits.empty() && edits.names.empty())
    throw std::invalid_argument("nothing to edit: give --merge, --split or --rename");
  if (!edits.splits.empty() && arguments.corpus.empty())
    throw std::invalid_argument("--split needs --corpus, the texts that the model was fitted to");
  return edits;
}

void print_table(const tema::TopicModel& model) {
  std::cout << "topic   size  label\n";
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    std::cout << std::setw(5) << topic << ' ' << std::setw(6) << model.size(topic) << "  "
              << one_line(model.label(topic)) << '\n';
  }
}

void print_json(const tema::TopicModel& model) {
  std::string text;
  tema::JsonWriter json(text, 2);
  json.begin_object().key("topics").begin_array();
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    json.begin_object().field("topic", topic).field("size", model.size(topic));
    json.field("label", model.label(topic)).end_object();
  }
  json.end_array().end_object();
  std::cout << text << '\n';
}

void edit(const Arguments& arguments, tema::RunContext run) {
  run.threads = arguments.threads;
  const TopicEdits edits = parse_edits(arguments);
  check_outputs({{"--output " + arguments.output, arguments.output}}, {arguments.model, arguments.corpus},
                run);
  ProgressBar bar(arguments.quiet);
  run = bar.watch(std::move(run));
  const auto model = tema::load_model(arguments.model, {.allow_mismatch = arguments.allow_mismatch}, run);
  check_edits(edits, model.topics());
  std::vector<tema::Document> documents;
  if (!edits.splits.empty())
    documents = read_documents(arguments.corpus, arguments.reading, arguments.quiet, bar, run);
  const tema::TopicModel edited = with_edits(model, edits, documents, run);
  bar.clear();
  tema::save_model(edited, arguments.output, run);
  if (arguments.format == "json") {
    print_json(edited);
  } else {
    print_table(edited);
  }
}

}  // namespace

void add_edit_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("edit", "Merge, split and rename the topics of a saved model");
  command.add_option("MODEL", arguments->model, "A file that tema topics --model wrote")->required();
  command
      .add_option("--merge", arguments->merges, "Merge these topics into one, such as 3,5; may be repeated")
      ->allow_extra_args(false);
  command
      .add_option("--split", arguments->splits,
                  "Split a topic, such as 0:3 into three; needs --corpus; may be repeated")
      ->allow_extra_args(false);
  command
      .add_option("--rename", arguments->names, "Rename a topic, such as \"0=Sepak bola\"; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--corpus", arguments->corpus, "The corpus that the model was fitted to, for --split");
  command.add_option("--output", arguments->output, "Save the edited model to this file (safetensors)")
      ->required();
  command.add_option("--format", arguments->format, "How to print the new topics")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  add_threads_option(command, arguments->threads);
  add_mismatch_flag(command, arguments->allow_mismatch);
  add_quiet_flag(command, arguments->quiet);
  add_corpus_options(command, arguments->reading);
  command.footer(
      "All numbers are those of the topics of MODEL. Topics are first merged, then renamed, then split. "
      "Then\n"
      "they are renumbered by size; the new numbers are printed.\n\n"
      "Examples:\n"
      "  tema edit news.safetensors --merge 3,5 --rename \"0=Sepak bola\" --output better.safetensors\n"
      "  tema edit news.safetensors --split 0:3 --corpus news.jsonl --output finer.safetensors");
  command.callback(
      [arguments, &action] { action = [arguments](const tema::RunContext& run) { edit(*arguments, run); }; });
}

}  // namespace tema_program
