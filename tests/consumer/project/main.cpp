// Includes everything, and prints every bit of some results: they must be the same however this was built.
#include "second.hpp"
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

std::vector<std::string> made_up_texts() {
  const std::vector<std::vector<std::string>> subjects = {
      {"suku", "bunga", "bank", "inflasi", "kredit", "rupiah"},
      {"gol", "laga", "final", "kiper", "pelatih", "stadion"},
      {"gempa", "banjir", "cuaca", "hutan", "gunung", "laut"}};
  tema::Random random(1);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 60; ++i) {
    std::string text;
    for (int word = 0; word < 8; ++word) {
      const std::size_t subject = random.below(10) < 8 ? i % 3 : random.below(3);
      text += subjects[subject][random.below(6)] + ' ';
    }
    texts.push_back(text);
  }
  return texts;
}

}  // namespace

int main() {
  const std::vector<std::string> texts = made_up_texts();
  const auto model = tema::TopicModel::fit(texts, {.topics = 3, .language = "id"});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::fputs(tema::to_json_line({std::to_string(i), model.assignments()[i]}).c_str(), stdout);
  }
  for (std::size_t topic = 0; topic < model.topics(); ++topic) std::puts(model.label(topic).c_str());
  print_vectors_and_clusters(texts);
}
