#include "command.hpp"
#include "tema/io/model_file.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace tema_program {

namespace {

using Json = nlohmann::ordered_json;

Json describe(const tema::TopicModel& model) {
  const tema::TopicOptions& options = model.options();
  Json topics = Json::array();
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    Json terms = Json::array();
    for (const tema::TopicTerm& term : model.top_terms(topic, 10)) terms.push_back(term.surface);
    topics.push_back(
        {{"topic", topic}, {"size", model.size(topic)}, {"label", model.label(topic)}, {"terms", terms}});
  }
  return {{"method", options.method == tema::TopicMethod::mixture ? "mixture" : "kmeans"},
          {"language", options.language},
          {"documents", model.assignments().size()},
          {"terms", model.tfidf().vocabulary().size()},
          {"seed", options.seed},
          {"converged", model.converged()},
          {"agreement", model.agreement() ? Json(*model.agreement()) : Json()},
          {"topics", topics}};
}

}  // namespace

void add_info_command(CLI::App& app, Action& action) {
  auto path = std::make_shared<std::string>();
  CLI::App& command = *app.add_subcommand("info", "Tell what a saved model is, as JSON");
  command.add_option("MODEL", *path, "A file that tema topics --model wrote")->required();
  command.callback([path, &action] {
    action = [path](const tema::Run& run) {
      const auto model = tema::load_model(*path, {.allow_mismatch = true}, run);
      std::cout << describe(model).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    };
  });
}

}  // namespace tema_program
