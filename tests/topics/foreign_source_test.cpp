#include "reference/random_texts.hpp"
#include "reference/words_at_spaces.hpp"
#include "tema/corpus/tokenized_texts.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

/// Topic models of tokens that do not come from tema's tokenizer.

namespace {

using tema::SourceText;
using tema::TokenSink;
using tema::TopicModel;

/// Words between single spaces, which the source gives as they stand, but for very short ones.
void words_at_spaces(const SourceText& text, TokenSink& sink) { reference::words_at_spaces(text, sink, 4); }

reference::Texts some_texts() {
  tema::Random random(5);
  return reference::random_texts(reference::english(), 20, random);
}

}  // namespace

TEST_CASE("topic_model: the tokenizer of the options, given as a source, leads to the same topics") {
  const reference::Texts data = some_texts();
  const TopicModel own = TopicModel::fit(data.texts, {.topics = 3, .language = "en"});
  const TopicModel foreign = TopicModel::fit(data.texts, *own.tokenizer(), {.topics = 3, .language = "en"});
  CHECK(std::ranges::equal(own.assignments(), foreign.assignments()));
  for (std::size_t topic = 0; topic < own.topics(); ++topic) {
    CHECK(own.label(topic) == foreign.label(topic));
    CHECK(std::ranges::equal(own.top_terms(topic, 50), foreign.top_terms(topic, 50)));
  }
  CHECK(own.explain(data.texts[0]) == foreign.explain(data.texts[0]));
  CHECK(foreign.tokenizer() == nullptr);
}

TEST_CASE("topic_model: of a lambda's tokens, fit and assign agree, and explanations mark them in the text") {
  const reference::Texts data = some_texts();
  const TopicModel model = TopicModel::fit(data.texts, words_at_spaces, {.topics = 3});
  const auto again = model.assign(data.texts, {.threads = 7});
  CHECK(std::ranges::equal(model.assignments(), again));
  const tema::Explanation why = model.explain(data.texts[0]);
  REQUIRE_FALSE(why.terms.empty());
  for (const tema::ExplainedTerm& term : why.terms) {
    REQUIRE_FALSE(term.spans.empty());
    for (const tema::ByteSpan& span : term.spans)
      CHECK(data.texts[0].substr(span.begin, span.size()) == term.term);
  }
  CHECK(model.split(0, 2, data.texts).topics() == 4);
}

TEST_CASE("topic_model: a source whose spans do not lie in its texts is refused") {
  const reference::Texts data = some_texts();
  for (const tema::ByteSpan wrong : {tema::ByteSpan{0, 10'000}, {3, 2}, {10'000, 10'001}}) {
    const auto source = [wrong](const SourceText& /*text*/, TokenSink& sink) { sink("word", wrong); };
    CHECK_THROWS_WITH_AS(TopicModel::fit(data.texts, source, {.topics = 1}),
                         doctest::Contains("a span must lie in its text"), std::invalid_argument);
  }
}

TEST_CASE("topic_model: of texts that are tokenized already") {
  const reference::Texts data = some_texts();
  std::vector<std::vector<std::string>> documents;
  for (const std::string& text : data.texts) {
    std::vector<std::string>& words = documents.emplace_back();
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
      end = std::min(text.find(' ', begin), text.size());
      if (end > begin + 3) words.push_back(text.substr(begin, end - begin));
    }
  }
  const tema::TokenizedTexts source(documents);
  const TopicModel tokenized = TopicModel::fit(source.texts(), source, {.topics = 3});
  const TopicModel model = TopicModel::fit(data.texts, words_at_spaces, {.topics = 3});
  CHECK(std::ranges::equal(tokenized.assignments(), model.assignments()));
  CHECK(tokenized.label(0) == model.label(0));
}

TEST_CASE("topic_model: options that would change a foreign source's tokens are refused") {
  const reference::Texts data = some_texts();
  const auto fit = [&](const tema::TopicOptions& options) {
    static_cast<void>(TopicModel::fit(data.texts, words_at_spaces, options));
  };
  CHECK_THROWS_AS(fit({.language = "auto"}), std::invalid_argument);
  CHECK_THROWS_AS(fit({.language = "en", .stemming = tema::Stemming::snowball}), std::invalid_argument);
  CHECK_THROWS_AS(fit({.stop_words = tema::StopWords{"the"}}), std::invalid_argument);
  CHECK_THROWS_AS(fit({.find_stop_words = true}), std::invalid_argument);
  CHECK_THROWS_WITH_AS(
      fit({.exclude = {"the"}}),
      "exclude is 1 terms, but must be empty where the tokens come from a source of your own",
      std::invalid_argument);
  const TopicModel own = TopicModel::fit(data.texts, {.topics = 3});
  CHECK_THROWS_AS(static_cast<void>(own.with_source(words_at_spaces)), std::invalid_argument);
}
