// Input at the edges of what a topic model takes: texts without terms, equal texts, any bytes, bad options.
#include "reference/random_texts.hpp"
#include "reference/topic_checks.hpp"
#include "tema/core/error.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using tema::TopicAssignment;
using tema::TopicModel;
using tema::TopicOptions;
using Strings = std::vector<std::string>;

Strings english_texts(std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(reference::english(), 8, random).texts;
}

/// Texts of one to four of a few words, in alphabetical order, so that equal texts have equal words.
Strings texts_of_few_words(std::size_t count, tema::Random& random) {
  Strings texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::set<std::string> words;
    const std::size_t size = 1 + random.below(4);
    while (words.size() < size)
      words.insert("word" + std::string(1, static_cast<char>('a' + random.below(8))));
    std::string text;
    for (const std::string& word : words) text += word + ' ';
    texts.push_back(text);
  }
  return texts;
}

std::size_t count_distinct(const Strings& texts) { return std::set(texts.begin(), texts.end()).size(); }

}  // namespace

TEST_CASE("topic_model: a text without a known term has no topic") {
  const TopicModel model = TopicModel::fit(english_texts(9), {.topics = 3, .language = "en"});
  const auto assignments =
      model.assign(Strings{"", "xylophone", "the and of", "The STADIUM, again!", "\xff"});
  for (const std::size_t i : {0U, 1U, 2U, 4U}) CHECK(assignments[i] == TopicAssignment{});
  CHECK(assignments[3].topic >= 0);
  CHECK(model.assign(Strings{}).empty());
}

TEST_CASE("topic_model: one text and texts that are all the same have a model") {
  const TopicModel one = TopicModel::fit(Strings{"gempa bumi di Lombok"}, {.language = "id"});
  CHECK(one.topics() == 1);
  CHECK(one.assignments()[0].topic == 0);
  CHECK(one.assignments()[0].score >= 0.99999F);
  CHECK(one.assign(Strings{"gempa"})[0].topic == 0);

  const TopicModel same =
      TopicModel::fit(Strings(12, "gempa bumi di Lombok"), {.topics = 3, .language = "id"});
  CHECK(same.topics() == 1);
  CHECK(same.size(0) == 12);
  CHECK(same.missing_topics() == 2);
}

TEST_CASE("topic_model: no topic is without texts, and none is missing where texts are distinct") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    tema::Random random(seed);
    const Strings texts = texts_of_few_words(3 + random.below(40), random);
    const std::size_t topics = 1 + random.below(texts.size());
    const auto method = seed % 2 == 0 ? tema::TopicMethod::mixture : tema::TopicMethod::kmeans;
    const TopicModel model = TopicModel::fit(
        texts,
        {.topics = topics, .method = method, .min_documents = 1, .max_document_share = 1.0, .restarts = 2});
    CAPTURE(seed);
    CAPTURE(topics);
    CAPTURE(count_distinct(texts));
    CHECK(model.topics() == std::min(topics, count_distinct(texts)));
    CHECK(model.missing_topics() == topics - model.topics());
    for (std::size_t topic = 0; topic < model.topics(); ++topic) CHECK(model.size(topic) > 0);
    reference::check_consistent(model, texts);
  }
}

TEST_CASE(
    "topic_model: texts that differ in their counts alone have as many topics as asked for, all with texts") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    tema::Random random(seed);
    Strings texts;
    for (int i = 0; i < 120; ++i) {
      std::string text;
      const std::size_t size = 1 + random.below(8);
      for (std::size_t word = 0; word < size; ++word)
        text += "word" + std::string(1, static_cast<char>('a' + random.below(3))) + ' ';
      texts.push_back(text);
    }
    CAPTURE(seed);
    const TopicModel model =
        TopicModel::fit(texts, {.topics = 8, .min_documents = 1, .max_document_share = 1.0, .restarts = 3});
    CHECK(model.topics() == 8);
    reference::check_consistent(model, texts);
    for (std::size_t topic = 0; topic < model.topics(); ++topic) CHECK(model.size(topic) > 0);
  }
}

TEST_CASE("topic_model: a text as long as many others leaves no topic empty") {
  tema::Random random(5);
  Strings texts = reference::random_texts(reference::english(), 40, random).texts;
  std::string all;
  for (const std::string& text : reference::random_texts(reference::english(), 400, random).texts)
    all += text + ' ';
  texts.push_back(all);
  const TopicModel model = TopicModel::fit(texts, {.topics = 6, .language = "en"});
  CHECK(model.topics() == 6);
  for (std::size_t topic = 0; topic < model.topics(); ++topic) CHECK(model.size(topic) > 0);
}

TEST_CASE("topic_model: ill-formed UTF-8 is counted and its text has a topic all the same") {
  Strings texts = english_texts(14);
  texts[3] += " \xff \xc3";
  texts[7].insert(0, "\xe2\x82 ");
  const TopicModel model = TopicModel::fit(texts, {.topics = 3, .language = "en"});
  CHECK(model.ill_formed() == 3);
  CHECK(model.assignments()[3].topic >= 0);
}

TEST_CASE("topic_model: refuses options out of their range and names them") {
  const Strings texts = {"one two", "two three", "", "three four"};
  const auto refuses = [&](const TopicOptions& options, const char* message) {
    CHECK_THROWS_WITH_AS(TopicModel::fit(texts, options), doctest::Contains(message), std::invalid_argument);
  };
  refuses({.topics = 5}, "topics is 5, but must be from 1 to 4");
  CHECK(TopicModel::fit(texts, {.topics = 4}).missing_topics() == 1);
  refuses({.topics = 2, .language = "klingon"}, "klingon");
  refuses({.topics = 2, .max_document_share = -0.5}, "max_document_share");
  refuses({.topics = 2, .rank = 50}, "rank is 50");
  refuses({.topics = 2, .restarts = 0}, "restarts");
  refuses({.topics = 2, .max_iterations = 0}, "max_iterations");
}

TEST_CASE("topic_model: texts without a term left are unusable input") {
  const auto kind_of = [](const Strings& texts, const TopicOptions& options) {
    try {
      static_cast<void>(TopicModel::fit(texts, options));
    } catch (const tema::Error& error) {
      return tema::name(error.kind());
    }
    return std::string_view("none");
  };
  CHECK(kind_of({"the and", "of", ""}, {.language = "en"}) == "format");
  CHECK(kind_of({"alpha", "beta"}, {.min_documents = 2}) == "format");
  CHECK(kind_of({}, {}) == "format");
  CHECK(kind_of({"alpha"}, {}) == "none");
}

TEST_CASE("topic_model: a text outside the directions that were kept has no topic") {
  const Strings texts = {"bank bunga kredit",
                         "bank bunga inflasi",
                         "bank kredit inflasi",
                         "gol laga kiper",
                         "gol laga pelatih",
                         "gol kiper pelatih",
                         "tsunami"};
  const TopicModel model =
      TopicModel::fit(texts, {.topics = 2, .method = tema::TopicMethod::kmeans, .rank = 2});
  CHECK(model.assignments()[6] == TopicAssignment{});
  CHECK(model.assign(texts)[6] == TopicAssignment{});
  CHECK(model.assignments()[0].topic != model.assignments()[3].topic);
}

TEST_CASE("topic_model: a bad option is told before any work is done") {
  const Strings texts = english_texts(31);
  for (const TopicOptions& options :
       {TopicOptions{.restarts = 0}, TopicOptions{.max_iterations = 0},
        TopicOptions{.topics = texts.size() + 1}, TopicOptions{.rank = texts.size() + 1},
        TopicOptions{.max_document_share = 1.5}}) {
    std::size_t reports = 0;
    const tema::RunContext run{.progress = [&](const tema::Progress&) { ++reports; }};
    CHECK_THROWS_AS(static_cast<void>(TopicModel::fit(texts, options, run)), std::invalid_argument);
    CHECK(reports == 0);
  }
}
