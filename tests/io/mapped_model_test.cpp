#include "tema/io/mapped_model.hpp"

#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

using tema::MappedModel;
using tema::TopicMethod;
using tema::TopicModel;
using Strings = std::vector<std::string>;

Strings texts_in(const reference::Subjects& subjects, std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(subjects, 15, random).texts;
}

}  // namespace

TEST_CASE("mapped_model: assigns as the model that was saved") {
  const TemporaryFolder folder;
  for (const TopicMethod method : tema::topic_methods()) {
    for (const reference::Subjects& subjects : {reference::indonesian(), reference::english()}) {
      const TopicModel model = TopicModel::fit(
          texts_in(subjects, 1), {.topics = 5, .language = subjects.language, .method = method});
      const std::string path = folder.path("m");
      tema::save_model(model.merge(std::vector<std::size_t>{0, 2}), path);
      const TopicModel loaded = tema::load_model(path);
      const MappedModel mapped = MappedModel::open(path);
      REQUIRE(mapped.topics() == 4);
      CHECK(mapped.label(1) == loaded.label(1));
      Strings unseen = texts_in(subjects, 2);
      unseen.insert(unseen.end(), {"", "xylophone", unseen[0] + " " + unseen[7]});
      CHECK(mapped.assign(unseen) == loaded.assign(unseen));
      for (const std::size_t count : {1U, 3U, 9U})
        CHECK(mapped.assign_top(unseen, count) == loaded.assign_top(unseen, count));
      CHECK(mapped.assign_top(Strings{"xylophone", ""}, 2) == loaded.assign_top(Strings{"xylophone", ""}, 2));
      CHECK_THROWS_AS((void)mapped.assign_top(unseen, 0), std::invalid_argument);
      for (const std::string& text : unseen)
        CHECK(mapped.assign(Strings{text}) == loaded.assign(Strings{text}));
      CHECK(mapped.assign(Strings{"xylophone"})[0] == tema::TopicAssignment{});
      CHECK(mapped.assign(Strings{}).empty());
    }
  }
}

TEST_CASE("mapped_model: what is no model is refused, and another analysis unless it is allowed") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(static_cast<void>(MappedModel::open(folder.file("corpus", R"({"text": "a"})"))),
                       doctest::Contains("corpus"), tema::Error);
  CHECK_THROWS_AS(static_cast<void>(MappedModel::open(folder.path("nowhere"))), tema::Error);
  const MappedModel old =
      MappedModel::open(TEMA_TEST_DATA "/model_0.1.safetensors", {.allow_mismatch = true});
  CHECK(old.topics() == 2);
}

TEST_CASE("mapped_model: whatever the tensors hold, it gives topics or refuses") {
  const TemporaryFolder folder;
  const Strings texts = texts_in(reference::english(), 3);
  for (const TopicMethod method : tema::topic_methods()) {
    const std::string path = folder.path("m");
    tema::save_model(TopicModel::fit(texts, {.topics = 3, .language = "en", .method = method}), path);
    const std::string whole = TemporaryFolder::content(path);
    tema::Random random(4);
    std::size_t assigned = 0;
    for (int round = 0; round < 2000; ++round) {
      std::string bytes = whole;
      for (std::size_t change = 0; change <= random.below(20); ++change)
        bytes[bytes.size() - 1 - random.below(bytes.size() / 2)] = static_cast<char>(random.below(256));
      try {
        for (const tema::TopicAssignment& assignment :
             MappedModel::open(folder.file("d", bytes)).assign(texts)) {
          REQUIRE(assignment.topic >= -1);
          REQUIRE(assignment.topic < 3);
          ++assigned;
        }
      } catch (const tema::Error&) {
        continue;
      }
    }
    CHECK(assigned > 0);
  }
}
