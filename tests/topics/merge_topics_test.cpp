#include "reference/random_texts.hpp"
#include "reference/topic_checks.hpp"
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

reference::Texts data(std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(reference::english(), 15, random);
}

}  // namespace

TEST_CASE("merge_topics: two topics become one with the texts of both and all else as it was") {
  const auto texts = data(1);
  for (const TopicMethod method : tema::topic_methods()) {
    const TopicModel model = TopicModel::fit(texts.texts, {.topics = 5, .language = "en", .method = method});
    const TopicModel merged = model.merge(Topics{1, 3});
    REQUIRE(merged.topics() == 4);
    check_consistent(merged, texts.texts);
    std::vector<std::int32_t> expected = topics_of(model.assignments());
    for (std::int32_t& topic : expected) topic = topic == 3 ? 1 : topic;
    CHECK(tema::adjusted_rand_index(expected, topics_of(merged.assignments())) == 1.0);
    for (std::size_t i = 0; i < texts.texts.size(); ++i)
      CHECK(merged.assignments()[i].score == model.assignments()[i].score);
    // It is as a topic that was found so: the most key terms are those of both.
    const auto at = static_cast<std::size_t>(merged.assignments()[model.representatives(1)[0]].topic);
    CHECK(merged.size(at) == model.size(1) + model.size(3));
    CHECK_FALSE(merged.label(at).empty());
  }
}

TEST_CASE("merge_topics: reducing brings split subjects together again") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto texts = data(seed);
    const TopicModel model = TopicModel::fit(texts.texts, {.topics = 9, .language = "en"});
    const TopicModel three = model.reduce(3);
    REQUIRE(three.topics() == 3);
    check_consistent(three, texts.texts);
    CHECK(tema::adjusted_rand_index(topics_of(three.assignments()), texts.subjects) >= 0.9);
    CHECK(model.reduce(1).topics() == 1);
    CHECK(model.reduce(9).label(2) == model.label(2));
  }
}

TEST_CASE("merge_topics: a name that was given stays with its topic") {
  const auto texts = data(2);
  const TopicModel model =
      TopicModel::fit(texts.texts, {.topics = 4, .language = "en"}).rename(3, "the last");
  CHECK(model.label(3) == "the last");
  const TopicModel merged = model.merge(Topics{0, 1});
  std::size_t found = 0;
  for (std::size_t topic = 0; topic < merged.topics(); ++topic)
    found += merged.label(topic) == "the last" ? 1U : 0U;
  CHECK(found == 1);
  CHECK_THROWS_AS(static_cast<void>(model.rename(4, "none")), std::out_of_range);
}

TEST_CASE("merge_topics: refuses topics that are not there") {
  const auto texts = data(3);
  const TopicModel model = TopicModel::fit(texts.texts, {.topics = 3, .language = "en"});
  CHECK_THROWS_WITH_AS(static_cast<void>(model.merge(Topics{0, 3})), doctest::Contains("no topic 3"),
                       std::out_of_range);
  CHECK_THROWS_WITH_AS(static_cast<void>(model.reduce(0)), doctest::Contains("topics is 0"),
                       std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(model.reduce(4)), std::invalid_argument);
  CHECK(model.merge(Topics{}).topics() == 3);
  CHECK(model.merge(Topics{2}).topics() == 3);
}
