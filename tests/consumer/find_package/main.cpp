// A program of somebody else: it includes everything, and finds topics.
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <cstdio>
#include <string>
#include <vector>

int main() {
  const std::vector<std::string> texts = {"suku bunga bank naik", "bank menahan suku bunga",
                                          "gol di laga final", "laga final tanpa gol"};
  const auto model = tema::TopicModel::fit(texts, {.topics = 2, .language = "id"});
  std::printf("%zu topics, %s", model.topics(), tema::to_json_line({"a", model.assignments()[0]}).c_str());
  return model.assignments()[0].topic == model.assignments()[1].topic ? 0 : 1;
}
