#include "reference/random_data.hpp"
#include "reference/titled_documents.hpp"
#include "reference/words_at_spaces.hpp"
#include "tema/corpus/tokenized_texts.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/vector/collocations.hpp"
#include "tema/vector/hashing_vectorizer.hpp"
#include "tema/vector/vectorizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace {

using tema::Document;
using tema::Tokenizer;
using tema::Vectorizer;

std::vector<Document> documents_in(const reference::Subjects& subjects, std::uint64_t seed) {
  tema::Random random(seed);
  return reference::titled_documents(subjects, 30, random);
}

bool same_matrix(const tema::SparseMatrix& a, const tema::SparseMatrix& b) {
  const auto array = [](const auto* first, Eigen::Index size) {
    return std::span(first, static_cast<std::size_t>(size));
  };
  return a.cols() == b.cols() &&
         reference::same_bytes(array(a.outerIndexPtr(), a.rows() + 1),
                               array(b.outerIndexPtr(), b.rows() + 1)) &&
         reference::same_bytes(array(a.innerIndexPtr(), a.nonZeros()),
                               array(b.innerIndexPtr(), b.nonZeros())) &&
         reference::same_bytes(array(a.valuePtr(), a.nonZeros()), array(b.valuePtr(), b.nonZeros()));
}

}  // namespace

TEST_CASE("titles in vectorizers: rows are those of texts that end with their titles") {
  const std::vector<Document> documents = documents_in(reference::indonesian(), 1);
  for (const std::size_t weight : std::vector<std::size_t>{0, 1, 3}) {
    const Tokenizer tokenizer{{.language = "id", .title_weight = weight}};
    const auto [vectorizer, rows] = Vectorizer::fit_transform(tokenizer, documents, {}, {.threads = 3});
    const auto texts = reference::texts_with_titles(documents, weight);
    const auto [expected, expected_rows] = Vectorizer::fit_transform(tokenizer, texts, {}, {.threads = 1});
    CHECK(same_matrix(rows, expected_rows));
    CHECK(same_matrix(vectorizer.transform(documents), rows));
    tema::RowBuffer buffer;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto row = vectorizer.transform(documents[i].text, buffer, {}, documents[i].title);
      const auto begin = static_cast<std::size_t>(rows.outerIndexPtr()[i]);
      REQUIRE(row.size == static_cast<std::size_t>(rows.outerIndexPtr()[i + 1]) - begin);
      for (std::size_t j = 0; j < row.size; ++j) CHECK(row.values[j] == rows.valuePtr()[begin + j]);
    }
    const tema::HashingVectorizer hashing(tokenizer, {.columns = 1024});
    CHECK(same_matrix(hashing.transform(documents), hashing.transform(texts)));
  }
}

TEST_CASE("titles in vectorizers: no n-gram goes from a text to a title, or from a title to its repetition") {
  const std::vector<Document> documents = {{.id = "1", .text = "a b", .title = "c d"}};
  const Tokenizer tokenizer{{.title_weight = 3}};
  const auto terms = [](const Vectorizer& vectorizer) {
    std::vector<std::string> found;
    for (tema::TermId id = 0; id < vectorizer.tfidf().vocabulary().size(); ++id)
      found.emplace_back(vectorizer.tfidf().vocabulary().term(id));
    return found;
  };
  const std::vector<std::string> expected = {"a", "a b", "b", "c", "c d", "d"};
  CHECK(terms(Vectorizer::fit(tokenizer, documents, {.ngrams = {1, 2}})) == expected);
  CHECK(terms(Vectorizer::fit(tema::NgramSource(tokenizer, {1, 2}), documents)) == expected);
}

TEST_CASE("titles in vectorizers: a source of one's own gets them, and knows that they are titles") {
  const std::vector<Document> documents = {{.id = "1", .text = "a b", .title = "c a"},
                                           {.id = "", .text = "b b"}};
  const auto marked = [](const tema::SourceText& text, tema::TokenSink& sink) {
    if (!text.is_title) return reference::words_at_spaces(text, sink, 1);
    CHECK(text.title.empty());
    sink("title " + std::string(text.text), {0, text.text.size()});
  };
  const auto vectorizer = Vectorizer::fit(marked, documents);
  CHECK(vectorizer.tfidf().vocabulary().find("title c a"));
  CHECK_FALSE(vectorizer.tfidf().vocabulary().find("c"));
  const std::vector<std::vector<std::string>> tokens = {{"x"}, {"y", "x"}};
  const tema::TokenizedCorpus corpus = tema::tokenize(documents, tema::TokenizedTexts(tokens));
  CHECK(corpus.document(0).size() == 1);
}

TEST_CASE("titles in vectorizers: no collocation is found across the border of a text and its title") {
  const std::vector<Document> documents(20, {.id = "", .text = "kereta cepat", .title = "laut biru"});
  for (const std::size_t weight : std::vector<std::size_t>{1, 2}) {
    const auto found =
        tema::find_collocations(documents, Tokenizer{{.title_weight = weight}},
                                {.min_npmi = -1.0, .min_count = 1, .min_stop_word_share = 0.0});
    std::vector<std::string> phrases;
    for (const auto& collocation : found) phrases.push_back(collocation.phrase);
    std::sort(phrases.begin(), phrases.end());
    CHECK(phrases == std::vector<std::string>{"kereta cepat", "laut biru"});
  }
}
