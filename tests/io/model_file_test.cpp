#include "tema/io/model_file.hpp"

#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace {

using tema::TopicAssignment;
using tema::TopicMethod;
using tema::TopicModel;
using tema::TopicOptions;
using Strings = std::vector<std::string>;

Strings texts_in(const reference::Subjects& subjects, std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(subjects, 12, random).texts;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// All that a caller can see.
void check_equal(const TopicModel& a, const TopicModel& b) {
  CHECK(std::ranges::equal(a.assignments(), b.assignments()));
  REQUIRE(a.topics() == b.topics());
  for (std::size_t topic = 0; topic < a.topics(); ++topic) {
    CHECK(a.label(topic) == b.label(topic));
    CHECK(a.size(topic) == b.size(topic));
    CHECK(std::ranges::equal(a.top_terms(topic, 1000), b.top_terms(topic, 1000)));
    CHECK(std::ranges::equal(a.representatives(topic), b.representatives(topic)));
  }
  CHECK(a.agreement() == b.agreement());
  CHECK(a.converged() == b.converged());
  CHECK(a.ill_formed() == b.ill_formed());
  CHECK(std::ranges::equal(a.languages(), b.languages(), [](const auto& one, const auto& other) {
    return one.language == other.language && one.documents == other.documents;
  }));
  CHECK(a.options().seed == b.options().seed);
  CHECK(a.options().rank == b.options().rank);
}

/// The message of the error that loading the bytes throws, with its kind; empty if it loads.
std::string refusal(const std::string& path, const std::string& bytes) {
  write_file(path, bytes);
  try {
    static_cast<void>(tema::load_model(path));
  } catch (const tema::Error& error) {
    return std::string(tema::name(error.kind())) + ": " + error.what();
  }
  return "";
}

std::vector<TopicOptions> variants() {
  return {{.topics = 3, .language = "id", .stemming = tema::Stemming::learned},
          {.topics = 3, .language = "id", .method = TopicMethod::kmeans},
          {.topics = 2, .language = "auto", .exclude = {"gempa"}, .restarts = 2, .seed = 77},
          {.topics = 4, .stop_words = tema::StopWords{"yang", "dan"}, .numbers = tema::Numbers::keep}};
}

}  // namespace

TEST_CASE("model_file: a model that was saved loads as it was, and assigns as it did") {
  const TemporaryFolder folder;
  const Strings texts = texts_in(reference::indonesian(), 1);
  const Strings unseen = texts_in(reference::indonesian(), 2);
  for (const TopicOptions& options : variants()) {
    const TopicModel model = TopicModel::fit(texts, options);
    const std::string path = folder.path("model.safetensors");
    tema::save_model(model, path);
    const TopicModel loaded = tema::load_model(path);
    check_equal(model, loaded);
    CHECK(model.assign(texts) == loaded.assign(texts));
    CHECK(model.assign(unseen) == loaded.assign(unseen));
    const std::string before = read_file(path);
    tema::save_model(loaded, path);
    CHECK(read_file(path) == before);
  }
}

TEST_CASE("model_file: no byte can be cut off or changed without being noticed") {
  const TemporaryFolder folder;
  const Strings texts = {"bank bunga kredit", "bank bunga inflasi", "gol laga kiper", "gol laga pelatih"};
  const TopicModel model = TopicModel::fit(texts, {.topics = 2, .restarts = 1});
  const std::string path = folder.path("model.safetensors");
  tema::save_model(model, path);
  const std::string bytes = read_file(path);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size % 7) {
    REQUIRE_FALSE(refusal(path, bytes.substr(0, size)).empty());
  }
  for (std::size_t bit = 0; bit < 8 * bytes.size(); bit += 5) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ (1U << (bit % 8)));
    REQUIRE_FALSE(refusal(path, flipped).empty());
  }
  CHECK(refusal(path, bytes).empty());
}

TEST_CASE("model_file: what is no model is refused by name") {
  const TemporaryFolder folder;
  const std::string path = folder.path("model.safetensors");
  CHECK(refusal(path, "").find("format: " + path) == 0);
  CHECK(refusal(path, R"({"id": 1, "text": "a corpus"})").find("format: " + path) == 0);
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::load_model(folder.path("nowhere"))),
                       doctest::Contains("nowhere"), tema::Error);
}
