#include "reference/topic_checks.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using tema::TopicMethod;
using tema::TopicModel;

constexpr std::size_t subjects = 4;
constexpr std::size_t texts_in_all = 4200;

std::string word(std::uint64_t number) {
  std::string letters = "q";
  for (int i = 0; i < 3; ++i) {
    letters += static_cast<char>('a' + number % 26);
    number /= 26;
  }
  return letters;
}

/// A text of 150 words, of which two thirds are from 300 words of its subject.
std::string text_of(std::size_t subject, tema::Random& random) {
  std::string text;
  for (int i = 0; i < 150; ++i) {
    const std::uint64_t number = i % 3 == 0 ? 1200 + random.below(400) : 300 * subject + random.below(300);
    text += word(number) + ' ';
  }
  return text;
}

/// So many texts, with so many different words each, that topics are sought in a sample.
struct ManyTexts {
  std::vector<std::string> texts;
  std::vector<std::int32_t> labels;

  ManyTexts() {
    tema::Random random(1);
    for (std::size_t i = 0; i < texts_in_all; ++i) {
      labels.push_back(static_cast<std::int32_t>(i % subjects));
      texts.push_back(text_of(i % subjects, random));
    }
  }
};

tema::TopicOptions options_of(TopicMethod method) {
  return {.topics = subjects, .language = "und", .method = method, .restarts = 4};
}

}  // namespace

TEST_CASE(
    "topic_model: topics that are sought in a sample are those of all texts, on any number of threads") {
  const ManyTexts data;
  for (const TopicMethod method : tema::topic_methods()) {
    const TopicModel model = TopicModel::fit(data.texts, options_of(method));
    CHECK(tema::adjusted_rand_index(reference::topics_of(model.assignments()), data.labels) >= 0.99);
    CHECK(model.converged());
    CHECK(model.stability().value_or(0.0) >= 0.5);
    reference::check_consistent(model, data.texts);
    const tema::RunContext three{.threads = 3};
    const TopicModel by_three = TopicModel::fit(data.texts, options_of(method), three);
    CHECK(std::ranges::equal(model.assignments(), by_three.assignments()));
    CHECK(model.stability() == by_three.stability());
  }
}

TEST_CASE("topic_model: a stop keeps the topics of a sample for all texts") {
  const ManyTexts data;
  for (const TopicMethod method : tema::topic_methods()) {
    for (const std::size_t steps : {1U, 5U}) {
      std::stop_source source;
      const tema::RunContext run{.stop = source.get_token(),
                                 .progress =
                                     [&](const tema::Progress& progress) {
                                       if (progress.stage == "cluster" && progress.done >= steps)
                                         source.request_stop();
                                     },
                                 .on_stop = tema::OnStop::keep_best};
      const TopicModel model = TopicModel::fit(data.texts, options_of(method), run);
      CHECK_FALSE(model.converged());
      CHECK_FALSE(model.stability().has_value());
      reference::check_consistent(model, data.texts);
    }
  }
}

TEST_CASE("topic_model: texts of which a sample has too few different ones have their topics all the same") {
  tema::Random random(2);
  // Few texts differ from the many, and a sample would have hardly one of them.
  std::vector<std::string> texts(texts_in_all, text_of(0, random));
  for (std::size_t subject = 1; subject < subjects; ++subject)
    texts[subject * 1000] = text_of(subject, random);
  tema::TopicOptions options = options_of(TopicMethod::mixture);
  options.min_documents = 1;
  options.max_document_share = 1.0;
  const TopicModel model = TopicModel::fit(texts, options);
  CHECK(model.topics() == subjects);
  CHECK(model.missing_topics() == 0);
  reference::check_consistent(model, texts);
}
