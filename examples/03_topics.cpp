// Finds the topics of a few texts, and the topic of a text that was not among them.
#include <tema/tema.hpp>

#include <cstdio>
#include <string>
#include <vector>

int main() {
  const std::vector<std::string> texts = {
      "Bank sentral menaikkan suku bunga untuk menekan inflasi",
      "Inflasi menekan pasar saham dan nilai rupiah",
      "Suku bunga kredit bank naik setelah rupiah melemah",
      "Penyerang itu mencetak gol pada menit akhir",
      "Gol penyerang muda menentukan laga final",
      "Pelatih memuji penyerang setelah laga final",
  };
  const auto model = tema::TopicModel::fit(texts, {.topics = 2, .language = "id"});

  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    std::printf("topic %zu, %zu texts:", topic, model.size(topic));
    for (const tema::TopicTerm& term : model.top_terms(topic, 5)) std::printf(" %s", term.surface.c_str());
    std::printf("\n");
  }
  const std::vector<std::string> unseen = {"Kiper menahan tendangan penyerang pada laga itu"};
  std::printf("the unseen text is of topic %d\n", model.assign(unseen).front().topic);
}
