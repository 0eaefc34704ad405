#include "command.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/io/model_file.hpp"

#include <iostream>
#include <memory>
#include <string>

namespace tema_program {

namespace {

std::string describe(const tema::TopicModel& model) {
  const tema::TopicOptions& options = model.options();
  std::string text;
  tema::JsonWriter json(text, 2);
  json.begin_object();
  json.field("method", tema::name(options.method));
  json.field("given", model.is_given())
      .field("language", options.language.tag())
      .field("documents", model.assignments().size());
  json.field("terms", model.tfidf().vocabulary().size()).field("seed", options.seed);
  json.field("title_weight", options.title_weight);
  json.field("converged", model.converged()).field("agreement", model.stability());
  json.key("topics").begin_array();
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    json.begin_object().field("topic", topic).field("size", model.size(topic));
    json.field("label", model.label(topic)).key("terms").begin_array();
    for (const tema::TopicTerm& term : model.top_terms(topic, 10)) json.value(term.surface);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return text + '\n';
}

}  // namespace

void add_info_command(CLI::App& app, Action& action) {
  auto path = std::make_shared<std::string>();
  CLI::App& command = *app.add_subcommand("info", "Describe a saved model, as JSON");
  command.add_option("MODEL", *path, "A file that tema topics --model wrote")->required();
  command.callback([path, &action] {
    action = [path](const tema::RunContext& run) {
      const auto model = tema::load_model(*path, {.allow_mismatch = true}, run);
      std::cout << describe(model);
    };
  });
}

}  // namespace tema_program
