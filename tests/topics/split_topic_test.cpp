#include "reference/random_texts.hpp"
#include "reference/topic_checks.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using reference::check_consistent;
using reference::topics_of;
using tema::TopicMethod;
using tema::TopicModel;
using Strings = std::vector<std::string>;
using Topics = std::vector<std::size_t>;

const std::vector<TopicMethod> methods = tema::topic_methods();

reference::Texts data(std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(reference::english(), 15, random);
}

TopicModel fit(const Strings& texts, std::size_t topics, TopicMethod method) {
  return TopicModel::fit(texts, {.topics = topics, .language = "en", .method = method});
}

}  // namespace

TEST_CASE("split_topic: a topic of two subjects becomes one for each") {
  for (const TopicMethod method : methods) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const auto texts = data(seed);
      const TopicModel two = fit(texts.texts, 3, method).merge(Topics{0, 1});
      REQUIRE(two.topics() == 2);
      const TopicModel three = two.split(0, 2, texts.texts);
      REQUIRE(three.topics() == 3);
      check_consistent(three, texts.texts);
      CHECK(tema::adjusted_rand_index(topics_of(three.assignments()), texts.subjects) >= 0.9);
      for (std::size_t topic = 0; topic < 3; ++topic) CHECK_FALSE(three.label(topic).empty());
    }
  }
}

TEST_CASE("split_topic: what is split can be split and merged again") {
  for (const TopicMethod method : methods) {
    Strings texts = data(6).texts;
    texts.emplace_back("");
    const TopicModel one = fit(texts, 1, method);
    const TopicModel four = one.split(0, 4, texts);
    check_consistent(four, texts);
    const TopicModel six = four.split(1, 3, texts);
    REQUIRE(six.topics() == 6);
    check_consistent(six, texts);
    CHECK(six.assignments().back().topic == -1);
    check_consistent(six.merge(Topics{0, 5}), texts);
    CHECK(six.reduce(1).size(0) == one.size(0));
  }
}

TEST_CASE("split_topic: the other topics keep their labels") {
  const auto texts = data(7);
  for (const TopicMethod method : methods) {
    const TopicModel model = fit(texts.texts, 3, method).rename(1, "the second").split(0, 2, texts.texts);
    std::size_t found = 0;
    for (std::size_t topic = 0; topic < model.topics(); ++topic)
      found += model.label(topic) == "the second" ? 1U : 0U;
    CHECK(found == 1);
  }
}

TEST_CASE("split_topic: has the same bytes for any number of threads") {
  const auto texts = data(8);
  for (const TopicMethod method : methods) {
    const TopicModel model = fit(texts.texts, 2, method);
    const TopicModel alone = model.split(0, 3, texts.texts, {.threads = 1});
    for (const unsigned threads : {2U, 7U}) {
      const TopicModel many = model.split(0, 3, texts.texts, {.threads = threads});
      CHECK(std::ranges::equal(many.assignments(), alone.assignments()));
      for (std::size_t topic = 0; topic < 4; ++topic) CHECK(many.label(topic) == alone.label(topic));
    }
  }
}

TEST_CASE("split_topic: refuses other texts and parts and topics that there cannot be") {
  const auto texts = data(9);
  const TopicModel model = fit(texts.texts, 3, TopicMethod::mixture);
  const auto split = [&](std::size_t topic, std::size_t parts, const Strings& given) {
    return model.split(topic, parts, given);
  };
  CHECK_THROWS_WITH_AS(static_cast<void>(split(3, 2, texts.texts)), doctest::Contains("no topic 3"),
                       std::out_of_range);
  CHECK_THROWS_WITH_AS(static_cast<void>(split(0, 0, texts.texts)), doctest::Contains("parts is 0"),
                       std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(split(0, model.size(0) + 1, texts.texts)), std::invalid_argument);
  CHECK_THROWS_WITH_AS(static_cast<void>(split(0, 2, data(10).texts)), doctest::Contains("not those"),
                       std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(split(0, 2, {})), std::invalid_argument);
  CHECK(split(0, 1, texts.texts).topics() == 3);
}

TEST_CASE("split_topic: a topic of a few distinct texts has no more parts than these") {
  Strings texts(6, "bank credit interest loan");
  texts.insert(texts.end(), 6, "goal keeper league match");
  texts.insert(texts.end(), 6, "goal keeper league referee");
  for (const TopicMethod method : methods) {
    const TopicModel two = TopicModel::fit(
        texts, {.topics = 2, .method = method, .min_documents = 1, .max_document_share = 1.0});
    REQUIRE(two.size(0) == 12);
    const TopicModel split = two.split(0, 5, texts);
    CHECK(split.topics() == 3);
    CHECK(split.missing_topics() == 3);
    for (std::size_t topic = 0; topic < split.topics(); ++topic) CHECK(split.size(topic) == 6);
    check_consistent(split, texts);
  }
}

TEST_CASE("split_topic: a stop ends it") {
  const auto texts = data(11);
  const TopicModel model = fit(texts.texts, 2, TopicMethod::mixture);
  std::stop_source source;
  source.request_stop();
  const tema::RunContext stopped{.stop = source.get_token()};
  CHECK_THROWS_AS(static_cast<void>(model.split(0, 2, texts.texts, stopped)), tema::Cancelled);
}
