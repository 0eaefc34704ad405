// Saves a model, and uses it again: loaded into memory with every byte verified, and mapped where it lies.
#include <tema/io.hpp>
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
  const std::vector<std::string> unseen = {"Rupiah melemah karena inflasi", "Gol pada laga final"};
  const std::string path = "news.safetensors";
  const auto model = tema::TopicModel::fit(texts, {.topics = 2, .language = "id"});
  tema::save_model(model, path);

  // From anybody: it is a working model, or an exception says what is wrong with it.
  const auto loaded = tema::load_model(path);
  // From ourselves: it opens at once, whatever its size, and many processes share one copy.
  const auto mapped = tema::MappedModel::open(path);
  for (const tema::TopicAssignment& assignment : mapped.assign(unseen)) {
    const auto topic = static_cast<std::size_t>(assignment.topic);
    std::printf("topic %zu (%s)\n", topic, mapped.label(topic).c_str());
  }
  const bool agree =
      loaded.assign(unseen) == model.assign(unseen) && mapped.assign(unseen) == model.assign(unseen);
  std::printf("the saved, the loaded and the mapped model %s\n", agree ? "agree" : "differ");

  // A model is a value: an edit makes another one, and replaces the file as a whole.
  tema::save_model(loaded.rename(0, "Ekonomi"), path);
  std::printf("topic 0 is now called %s\n", tema::load_model(path).label(0).c_str());

  try {
    (void)tema::load_model("absent.safetensors");
  } catch (const tema::Error& error) {
    std::printf("%s\n", error.what());
  }
}
