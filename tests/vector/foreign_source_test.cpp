#include "reference/naive_ngrams.hpp"
#include "reference/naive_tfidf.hpp"
#include "reference/random_data.hpp"
#include "tema/corpus/tokenized_texts.hpp"
#include "tema/linalg/rows.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/vector/collocations.hpp"
#include "tema/vector/hashing_vectorizer.hpp"
#include "tema/vector/statistics_stream.hpp"
#include "tema/vector/vectorizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

/// Token sources other than a Tokenizer, wherever tokens are counted.

namespace {

using reference::corpus_of;
using reference::Documents;
using reference::same_bytes;
using tema::NgramSource;
using tema::SourceText;
using tema::TokenizedTexts;
using tema::TokenSink;
using tema::Vectorizer;

constexpr tema::WordNgrams up_to_two = {.min = 1, .max = 2};

bool same_rows(const tema::SparseMatrix& a, const tema::SparseMatrix& b) {
  const auto size = static_cast<std::size_t>(a.nonZeros());
  return a.rows() == b.rows() && a.cols() == b.cols() && a.nonZeros() == b.nonZeros() &&
         same_bytes(std::span(a.valuePtr(), size), std::span(b.valuePtr(), size)) &&
         same_bytes(std::span(a.innerIndexPtr(), size), std::span(b.innerIndexPtr(), size));
}

/// Each letter of a text, by itself.
void letters(const SourceText& text, TokenSink& sink) {
  for (std::size_t i = 0; i < text.text.size(); ++i) sink(text.text.substr(i, 1), {i, i + 1});
}

}  // namespace

TEST_CASE("vectorizer: of tokenized texts it gives the rows of the tokenized corpus") {
  tema::Random random(1);
  for (int round = 0; round < 10; ++round) {
    const Documents documents = reference::random_documents(80, 30, random);
    const TokenizedTexts source(documents);
    const tema::TokenizedCorpus corpus = tema::word_ngrams(corpus_of(documents), up_to_two);
    const auto expected = tema::Tfidf::fit(corpus).transform(corpus);
    for (const unsigned threads : {1U, 2U, 7U}) {
      const auto [vectorizer, x] =
          Vectorizer::fit_transform(source, source.texts(), {.ngrams = up_to_two}, {.threads = threads});
      CHECK(same_rows(x, expected));
      CHECK(same_rows(vectorizer.transform(source.texts()), expected));
    }
  }
}

TEST_CASE("vectorizer: a row of one text by a lambda is its row in the batch") {
  const std::vector<std::string> texts = {"abba", "", "cab", "zz"};
  const auto [vectorizer, x] = Vectorizer::fit_transform(letters, texts);
  tema::RowBuffer buffer;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto row = vectorizer.transform(texts[i], buffer);
    const auto expected = tema::as_rows(x).view().row(i);
    REQUIRE(row.size == expected.size);
    for (std::size_t j = 0; j < row.size; ++j) {
      CHECK(row.columns[j] == expected.columns[j]);
      CHECK(row.values[j] == expected.values[j]);
    }
  }
}

TEST_CASE("hashing vectorizer: n-grams as a source are n-grams as an option") {
  const std::vector<std::string> texts = {"abba", "", "cab", "zz"};
  const tema::HashingVectorizer by_source(NgramSource(letters, up_to_two));
  const tema::HashingVectorizer by_option(letters, {.ngrams = up_to_two});
  CHECK(same_rows(by_source.transform(texts), by_option.transform(texts)));
}

TEST_CASE("term_statistics: those of a foreign source, a stream's too") {
  const std::vector<tema::Document> documents = {{.id = "1", .text = "abba"}, {.id = "2", .text = "cab"}};
  struct Reading {
    const std::vector<tema::Document>& documents;
    std::size_t next_one = 0;
    bool next(tema::Document& document) {
      if (next_one == documents.size()) return false;
      document = documents[next_one++];
      return true;
    }
  } reading{documents};
  const auto whole = tema::term_statistics(letters, documents);
  REQUIRE(whole.size() == 3);
  CHECK(whole[0] == tema::TermCount{"a", 2, 3});
  tema::TermStatistics streamed;
  tema::extend(streamed, reading, letters, {}, {.block_bytes = 1});
  CHECK(streamed == whole);
}

TEST_CASE("n-gram source: an n-gram's span reaches from its first token to its last") {
  const auto ngrams = [](const SourceText& text, TokenSink& sink) {
    NgramSource(letters, {.min = 3, .max = 3})(text, sink);
  };
  tema::Vocabulary terms;
  std::vector<tema::TermId> ids;
  std::vector<tema::ByteSpan> spans;
  TokenSink sink(terms, ids, &spans);
  ngrams({"abcd"}, sink);
  REQUIRE(ids.size() == 2);
  CHECK(terms.term(ids[1]) == "b c d");
  CHECK(spans[1] == tema::ByteSpan{1, 4});
}

TEST_CASE("n-gram source: its n-grams are those of the definition") {
  tema::Random random(2);
  const Documents documents = reference::random_documents(60, 12, random);
  const TokenizedTexts words(documents);
  for (const tema::WordNgrams ngrams : {tema::WordNgrams{2, 3, 1}, tema::WordNgrams{1, 1}}) {
    const auto corpus = tema::tokenize(words.texts(), NgramSource(words, ngrams));
    const Documents expected = reference::ngrams_of(documents, ngrams);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      REQUIRE(corpus.document(i).size() == expected[i].size());
      for (std::size_t j = 0; j < expected[i].size(); ++j)
        CHECK(corpus.vocabulary->term(corpus.document(i)[j]) == expected[i][j]);
    }
  }
  CHECK_THROWS_AS(NgramSource(words, {.min = 3, .max = 2}), std::invalid_argument);
}

TEST_CASE(
    "collocations: of a foreign source, tokens that follow each other are pairs, but not over a line feed") {
  Documents documents;
  for (int i = 0; i < 10; ++i)
    documents.push_back({"kereta", "cepat", "\n", "luar", "biasa", "x" + std::to_string(i)});
  const TokenizedTexts source(documents);
  const auto found = tema::find_collocations(source.texts(), source);
  REQUIRE(found.size() == 2);
  CHECK(found[0].count == 10);
  std::vector<std::string> phrases = {found[0].phrase, found[1].phrase};
  std::sort(phrases.begin(), phrases.end());
  CHECK(phrases == std::vector<std::string>{"kereta cepat", "luar biasa"});
}
