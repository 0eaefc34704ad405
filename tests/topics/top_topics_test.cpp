#include "reference/naive_top_topics.hpp"
#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using tema::TopicModel;
using tema::TopicScore;
using tema::TopTopics;
using Strings = std::vector<std::string>;

reference::Texts data(std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(reference::english(), 15, random);
}

/// Texts of one subject, of two, and of none.
Strings mixed_texts(std::uint64_t seed) {
  Strings texts = data(seed).texts;
  for (std::size_t i = 0; i + 1 < 20; ++i) texts.push_back(texts[i] + texts[i + 1]);
  texts.insert(texts.end(), {"", "xylophone \xff the", "stadium", "The bank and the flood"});
  return texts;
}

/// A list has the topics and scores that the formulas give, up to rounding.
void check_list(std::span<const TopicScore> list, std::size_t count, const std::vector<double>& scores) {
  constexpr double rounding = 2e-5;
  REQUIRE(list.size() == std::min(count, scores.size()));
  std::set<std::int32_t> listed;
  double last = 1.0;
  for (const TopicScore& topic : list) {
    const auto score = static_cast<double>(topic.score);
    CHECK(score == doctest::Approx(scores.at(static_cast<std::size_t>(topic.topic))).epsilon(rounding));
    CHECK(score <= last);
    last = score;
    listed.insert(topic.topic);
  }
  CHECK(listed.size() == list.size());
  for (std::size_t topic = 0; topic < scores.size(); ++topic) {
    if (listed.count(static_cast<std::int32_t>(topic)) == 0) CHECK(scores[topic] <= last + rounding);
  }
}

/// The lists of a model agree with its assignments and with the formulas.
void check_top(const TopicModel& model, const Strings& texts) {
  const auto assignments = model.assign(texts);
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, model.topics(), std::size_t{1000}}) {
    CAPTURE(count);
    const TopTopics top = model.assign_top(texts, count);
    REQUIRE(top.size() == texts.size());
    CHECK(top.assignments == assignments);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      check_list(top[i], count, reference::naive_topic_scores(model, texts[i]));
      if (top[i].empty()) {
        CHECK(assignments[i].topic == -1);
      } else {
        CHECK(top[i][0] == TopicScore{assignments[i].topic, assignments[i].score});
      }
    }
  }
}

}  // namespace

TEST_CASE("top_topics: the best topics by the formulas, the first of which is the assigned one") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Strings unseen = mixed_texts(seed + 100);
    for (const tema::TopicMethod method : tema::topic_methods()) {
      const TopicModel model =
          TopicModel::fit(data(seed).texts, {.topics = 6, .language = "en", .method = method, .seed = seed});
      check_top(model, unseen);
      check_top(model.merge(std::vector<std::size_t>{0, 2, 5}), unseen);
      check_top(model.reduce(1), unseen);
      check_top(model.split(0, 2, data(seed).texts), unseen);
    }
  }
}

TEST_CASE("top_topics: of given topics, too") {
  const reference::Texts texts = data(4);
  check_top(TopicModel::from_assignments(texts.texts, texts.subjects, {.language = "en"}), mixed_texts(5));
}

TEST_CASE("top_topics: the second topic is what the margin is measured to") {
  const TopicModel model = TopicModel::fit(data(6).texts, {.topics = 4, .language = "en"});
  const TopTopics top = model.assign_top(mixed_texts(7), 2);
  for (std::size_t i = 0; i < top.size(); ++i) {
    if (!top[i].empty()) CHECK(top[i][0].score - top[i][1].score == top.assignments[i].margin);
  }
}

TEST_CASE("top_topics: the same for any number of threads, and for many texts as for one") {
  Strings texts;
  while (texts.size() < 5000) texts.insert(texts.end(), {"stadium", "", "bank flood", "goal coach taxes"});
  for (const tema::TopicMethod method : tema::topic_methods()) {
    const TopicModel model =
        TopicModel::fit(data(8).texts, {.topics = 5, .language = "en", .method = method});
    const TopTopics top = model.assign_top(texts, 3, {.threads = 1});
    CHECK(model.assign_top(texts, 3, {.threads = 7}) == top);
    for (std::size_t i = 0; i < texts.size(); i += 997) {
      const TopTopics alone = model.assign_top(Strings{texts[i]}, 3);
      CHECK(std::ranges::equal(alone[0], top[i]));
    }
    CHECK(model.assign_top(Strings{}, 3) == TopTopics{});
  }
}

TEST_CASE("top_topics: a list must have room for a topic, and a stop is honoured") {
  const TopicModel model = TopicModel::fit(data(9).texts, {.topics = 3, .language = "en"});
  CHECK_THROWS_WITH_AS((void)model.assign_top(Strings{"bank"}, 0), doctest::Contains("count is 0"),
                       std::invalid_argument);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS((void)model.assign_top(Strings{"bank"}, 1, {.stop = stop.get_token()}), tema::Cancelled);
}
