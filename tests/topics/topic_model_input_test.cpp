// Input at the edges of what a topic model takes: texts without terms, equal texts, any bytes, bad options.
#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

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
  CHECK(same.size(0) == 12);
  CHECK(same.size(2) == 0);
  CHECK(same.label(2).empty());
  CHECK(same.representatives(2).empty());
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
  refuses({.topics = 4}, "topics is 4, but must be from 1 to 3");
  refuses({.topics = 2, .language = "tlh"}, "tlh");
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
    const tema::Run run{.progress = [&](const tema::Progress&) { ++reports; }};
    CHECK_THROWS_AS(static_cast<void>(TopicModel::fit(texts, options, run)), std::invalid_argument);
    CHECK(reports == 0);
  }
}
