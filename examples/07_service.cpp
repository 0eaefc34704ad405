// A service that replaces its model while it serves: threads assign texts, and another one loads a new model.
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <atomic>
#include <cstdio>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

/// Holds the model that serves. A request works on a copy, which shares the data of the model, so that a new
/// model may take its place at any time. The lock is held for the time that it takes to copy a pointer.
class Service {
 public:
  explicit Service(tema::TopicModel model) : model_(std::move(model)) {}

  void publish(tema::TopicModel model) {
    const std::lock_guard lock(mutex_);
    std::swap(model_, model);  // the old one is freed after the lock, and after its last request
  }

  [[nodiscard]] std::string label(const std::string& text) const {
    const tema::TopicModel model = current();
    const auto assignment = model.assign(std::span(&text, 1), {.threads = 1}).front();
    return assignment.topic < 0 ? "" : model.label(static_cast<std::size_t>(assignment.topic));
  }

 private:
  [[nodiscard]] tema::TopicModel current() const {
    const std::lock_guard lock(mutex_);
    return model_;
  }

  mutable std::mutex mutex_;
  tema::TopicModel model_;
};

}  // namespace

int main() {
  const std::vector<std::string> texts = {"Bank sentral menaikkan suku bunga untuk menekan inflasi",
                                          "Penyerang itu mencetak gol pada menit akhir",
                                          "Suku bunga kredit bank naik setelah rupiah melemah",
                                          "Gol penyerang muda menentukan laga final"};
  const auto model = tema::TopicModel::fit(texts, {.topics = 2, .language = "id"});
  tema::save_model(model.rename(0, "new 0").rename(1, "new 1"), "new.safetensors");

  Service service(model);
  constexpr std::size_t requests = 4000;
  std::vector<std::string> answers(requests);
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  threads.reserve(5);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (std::size_t at = next++; at < requests; at = next++) answers[at] = service.label(texts[at % 4]);
    });
  }
  threads.emplace_back([&] { service.publish(tema::load_model("new.safetensors")); });
  threads.clear();  // waits for all of them

  std::size_t wrong = 0;
  for (std::size_t at = 0; at < requests; ++at) {
    const auto topic = static_cast<std::size_t>(model.assignments()[at % 4].topic);
    wrong += answers[at] != model.label(topic) && answers[at] != "new " + std::to_string(topic) ? 1U : 0U;
  }
  std::printf("%zu requests, %zu without the answer of the old model or the new one\n", requests, wrong);
  std::printf("now the answer is \"%s\"\n", service.label(texts[0]).c_str());
}
