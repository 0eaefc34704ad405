#include "reference/random_texts.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace {

using tema::Explanation;
using tema::TopicMethod;
using tema::TopicModel;
using Strings = std::vector<std::string>;

const std::vector<TopicMethod> methods = tema::topic_methods();

Strings texts_in(const reference::Subjects& subjects, std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(subjects, 12, random).texts;
}

}  // namespace

TEST_CASE("explain: the weights add up to the score, which is that of the assignment") {
  const Strings texts = texts_in(reference::indonesian(), 1);
  for (const TopicMethod method : methods) {
    const TopicModel model = TopicModel::fit(texts, {.topics = 3, .language = "id", .method = method});
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Explanation explanation = model.explain(texts[i]);
      CHECK(explanation.assignment == model.assignments()[i]);
      double sum = explanation.base;
      for (const tema::ExplainedTerm& term : explanation.terms) sum += term.weight;
      CHECK(sum == doctest::Approx(explanation.score).epsilon(1e-9));
      CHECK(explanation.rival != explanation.assignment.topic);
      const auto score = static_cast<double>(explanation.assignment.score);
      if (method == TopicMethod::kmeans) {
        CHECK(explanation.score == doctest::Approx(score).epsilon(1e-4));
      } else {
        // Of three topics, the second has what is less than the best's by the margin.
        const double second = score - static_cast<double>(explanation.assignment.margin);
        if (second > 1e-3)
          CHECK(explanation.score == doctest::Approx(std::log(score / second)).epsilon(1e-2));
        CHECK(explanation.score > 0.0);
      }
    }
  }
}

TEST_CASE("explain: every term stands where it says") {
  const Strings texts = texts_in(reference::indonesian(), 2);
  const TopicModel model = TopicModel::fit(texts, {.topics = 3, .language = "id"});
  std::size_t spans = 0;
  for (const std::string& text : texts) {
    const Explanation explanation = model.explain(text);
    CHECK(std::is_sorted(explanation.terms.begin(), explanation.terms.end(),
                         [](const auto& a, const auto& b) { return a.weight > b.weight; }));
    for (const tema::ExplainedTerm& term : explanation.terms) {
      REQUIRE_FALSE(term.spans.empty());
      for (const tema::ByteSpan& span : term.spans) {
        tema::TokenBuffer buffer;
        const std::string piece = text.substr(span.begin, span.size());
        const auto tokens = model.tokenizer()->tokens(piece, buffer);
        REQUIRE(tokens.size() == 1);
        CHECK(tokens[0].text == term.term);
        ++spans;
      }
    }
  }
  CHECK(spans > 100);
}

TEST_CASE("explain: a text without a known term has nothing to be explained") {
  const TopicModel model =
      TopicModel::fit(texts_in(reference::english(), 3), {.topics = 3, .language = "en"});
  CHECK(model.explain("") == Explanation{});
  CHECK(model.explain("xylophone \xff the") == Explanation{});
  const TopicModel one = TopicModel::fit(texts_in(reference::english(), 4), {.topics = 1, .language = "en"});
  const Explanation alone = one.explain("The stadium!");
  CHECK(alone.assignment.topic == 0);
  CHECK(alone.rival == -1);
  CHECK(alone.terms.size() == 1);
}
