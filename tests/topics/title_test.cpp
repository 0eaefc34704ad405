#include "reference/titled_documents.hpp"
#include "reference/words_at_spaces.hpp"
#include "tema/topics/topic_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using tema::Document;
using tema::TopicModel;

std::vector<Document> documents_in(const reference::Subjects& subjects, std::uint64_t seed) {
  tema::Random random(seed);
  return reference::titled_documents(subjects, 20, random);
}

}  // namespace

TEST_CASE("titles in topic models: topics are those of texts that end with their titles") {
  const std::vector<Document> documents = documents_in(reference::indonesian(), 1);
  for (const tema::TopicMethod method : tema::topic_methods()) {
    for (const std::size_t weight : std::vector<std::size_t>{0, 1, 3}) {
      const tema::TopicOptions options{
          .topics = 3, .language = "id", .method = method, .title_weight = weight};
      const TopicModel model = TopicModel::fit(documents, options, {.threads = 3});
      const TopicModel expected = TopicModel::fit(reference::texts_with_titles(documents, weight), options);
      CHECK(std::ranges::equal(model.assignments(), expected.assignments()));
      CHECK(std::ranges::equal(model.assign(documents), model.assignments()));
      for (std::size_t topic = 0; topic < model.topics(); ++topic)
        CHECK(model.label(topic) == expected.label(topic));
    }
  }
}

TEST_CASE("titles in topic models: a document may be a title alone, unless titles are not read") {
  std::vector<Document> documents = documents_in(reference::english(), 2);
  for (Document& document : documents) {
    if (document.title.empty()) std::swap(document.title, document.text);
    document.text.clear();
  }
  const TopicModel model = TopicModel::fit(documents, {.topics = 3, .language = "en"});
  for (std::size_t i = 0; i < documents.size(); ++i)
    CHECK((model.assignments()[i].topic >= 0) == !documents[i].title.empty());
  CHECK_THROWS_AS(static_cast<void>(TopicModel::fit(documents, {.topics = 3, .title_weight = 0})),
                  tema::Error);
}

TEST_CASE("titles in topic models: an explanation tells spans of the title from those of the text") {
  const std::vector<Document> documents = documents_in(reference::indonesian(), 3);
  const TopicModel model = TopicModel::fit(documents, {.topics = 3, .language = "id", .title_weight = 2});
  std::size_t in_titles = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Document& document = documents[i];
    const tema::Explanation explanation = model.explain(document);
    CHECK(explanation.assignment == model.assignments()[i]);
    for (const tema::ExplainedTerm& term : explanation.terms) {
      CHECK(term.spans.size() + term.title_spans.size() > 0);
      for (const tema::ByteSpan& span : term.spans)
        CHECK(document.text.substr(span.begin, span.size()) == term.term);
      for (const tema::ByteSpan& span : term.title_spans)
        CHECK(document.title.substr(span.begin, span.size()) == term.term);
      in_titles += term.title_spans.size();
    }
    for (const tema::ExplainedTerm& term : model.explain(document.text).terms)
      CHECK(term.title_spans.empty());
  }
  CHECK(in_titles > documents.size());
}

TEST_CASE("titles in topic models: a source of one's own weighs them itself") {
  const auto words = [](const tema::SourceText& text, tema::TokenSink& sink) {
    reference::words_at_spaces(text, sink, 4);
    if (text.is_title) reference::words_at_spaces(text, sink, 4);
  };
  const std::vector<Document> documents = documents_in(reference::indonesian(), 4);
  const TopicModel model = TopicModel::fit(documents, words, {.topics = 3});
  CHECK(std::ranges::equal(model.assign(documents), model.assignments()));
  std::size_t in_titles = 0;
  for (const tema::ExplainedTerm& term : model.explain(documents[0]).terms)
    in_titles += term.title_spans.size();
  CHECK(in_titles > 0);
  CHECK_THROWS_WITH_AS(static_cast<void>(TopicModel::fit(documents, words, {.topics = 3, .title_weight = 2})),
                       doctest::Contains("title_weight is 2"), std::invalid_argument);
  CHECK_THROWS_WITH_AS(static_cast<void>(TopicModel::fit(documents, {.topics = 3, .title_weight = 101})),
                       doctest::Contains("title_weight is 101"), std::invalid_argument);
}
