#include "reference/random_texts.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

/// TopicModel::from_assignments.

namespace {

using tema::TopicModel;

reference::Texts some_texts(std::uint64_t seed = 7) {
  tema::Random random(seed);
  return reference::random_texts(reference::english(), 20, random);
}

/// The labels of the texts, by the topics that they became.
std::map<std::int32_t, std::set<std::int32_t>> labels_by_topic(const TopicModel& model,
                                                               const std::vector<std::int32_t>& labels) {
  std::map<std::int32_t, std::set<std::int32_t>> result;
  for (std::size_t i = 0; i < labels.size(); ++i) result[model.assignments()[i].topic].insert(labels[i]);
  return result;
}

}  // namespace

TEST_CASE("given topics: each label is a topic, by descending size, whatever its number") {
  const reference::Texts data = some_texts();
  std::vector<std::int32_t> labels;
  for (std::size_t i = 0; i < data.subjects.size(); ++i)
    labels.push_back(i % 9 == 0 ? -1 : 1000 * data.subjects[i] + 5);
  const TopicModel model = TopicModel::from_assignments(data.texts, labels, {.language = "en"});
  CHECK(model.is_given());
  CHECK(model.topics() == 3);
  const auto by_topic = labels_by_topic(model, labels);
  for (const auto& [topic, of_topic] : by_topic) {
    REQUIRE(of_topic.size() == 1);
    CHECK((topic < 0) == (*of_topic.begin() < 0));
  }
  for (std::size_t topic = 0; topic < 3; ++topic) {
    const auto label = *by_topic.at(static_cast<std::int32_t>(topic)).begin();
    CHECK(model.size(topic) == static_cast<std::size_t>(std::count(labels.begin(), labels.end(), label)));
    if (topic > 0) CHECK(model.size(topic) <= model.size(topic - 1));
  }
}

TEST_CASE(
    "given topics: of right labels, other texts get the right topics, and words of the subject name them") {
  const reference::Texts data = some_texts();
  const TopicModel model = TopicModel::from_assignments(data.texts, data.subjects, {.language = "en"});
  const reference::Texts other = some_texts(8);
  const auto found = model.assign(other.texts);
  std::map<std::int32_t, std::int32_t> topic_of;
  for (std::size_t i = 0; i < data.texts.size(); ++i)
    topic_of[data.subjects[i]] = model.assignments()[i].topic;
  std::size_t right = 0;
  for (std::size_t i = 0; i < found.size(); ++i)
    right += found[i].topic == topic_of[other.subjects[i]] ? 1U : 0U;
  CHECK(right * 100 >= found.size() * 95);
  const auto words = reference::english().words;
  for (std::size_t subject = 0; subject < words.size(); ++subject) {
    const auto topic = static_cast<std::size_t>(topic_of[static_cast<std::int32_t>(subject)]);
    const std::string& term = model.top_terms(topic, 1)[0].term;
    CHECK(std::find(words[subject].begin(), words[subject].end(), term) != words[subject].end());
  }
}

TEST_CASE("given topics: labels from nowhere stay, and their scores tell that the words speak against them") {
  const reference::Texts data = some_texts();
  std::vector<std::int32_t> labels = data.subjects;
  labels[0] = (labels[0] + 1) % 3;
  const TopicModel model = TopicModel::from_assignments(data.texts, labels, {.language = "en"});
  const auto by_topic = labels_by_topic(model, labels);
  for (const auto& [topic, of_topic] : by_topic) CHECK(of_topic.size() == 1);
  CHECK(model.assignments()[0].score < 0.5F);
  CHECK(model.assignments()[0].margin == 0.0F);
  CHECK(model.assign(data.texts)[0].topic != model.assignments()[0].topic);
}

TEST_CASE("given topics: can be explained, merged, split and renamed") {
  const reference::Texts data = some_texts();
  const TopicModel model = TopicModel::from_assignments(data.texts, data.subjects, {.language = "en"});
  CHECK_FALSE(model.explain(data.texts[0]).terms.empty());
  const std::vector<std::size_t> both = {0, 1};
  const TopicModel merged = model.merge(both);
  CHECK(merged.topics() == 2);
  CHECK(merged.size(0) == model.size(0) + model.size(1));
  const TopicModel split = model.split(0, 2, data.texts);
  REQUIRE(split.topics() == 4);
  for (std::size_t i = 0; i < data.texts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (model.assignments()[i].topic == 0 && model.assignments()[j].topic == 0) continue;
      const bool together = model.assignments()[i].topic == model.assignments()[j].topic;
      CHECK((split.assignments()[i].topic == split.assignments()[j].topic) == together);
    }
  }
  CHECK(model.rename(1, "Saham").label(1) == "Saham");
}

TEST_CASE("given topics: are the same bytes for any number of threads") {
  const reference::Texts data = some_texts();
  const TopicModel one = TopicModel::from_assignments(data.texts, data.subjects, {}, {.threads = 1});
  const TopicModel seven = TopicModel::from_assignments(data.texts, data.subjects, {}, {.threads = 7});
  CHECK(std::ranges::equal(one.assignments(), seven.assignments()));
  CHECK(std::ranges::equal(one.top_terms(0, 50), seven.top_terms(0, 50)));
}

TEST_CASE("given topics: labels that do not fit are refused") {
  const std::vector<std::string> texts = {"a b", "b c"};
  const auto refused = [&](const std::vector<std::int32_t>& labels) {
    try {
      static_cast<void>(TopicModel::from_assignments(texts, labels));
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  CHECK(refused({0, 0}) == "none");
  CHECK(refused({0}) == "the number of labels is 1, but must be 2, the number of texts");
  CHECK(refused({0, -2}) == "the label of text 1 is -2, but must be at least -1");
  CHECK(refused({-1, -1}) == "no text has a label from 0 on, but at least one must have a topic");
}
