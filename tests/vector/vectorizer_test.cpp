#include "tema/vector/vectorizer.hpp"

#include "reference/naive_ngrams.hpp"
#include "reference/naive_tfidf.hpp"
#include "reference/random_data.hpp"
#include "tema/core/error.hpp"
#include "tema/text/stop_words.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using reference::Documents;
using reference::same_bytes;
using tema::CsrMatrix;
using tema::RunContext;
using tema::SparseMatrix;
using tema::Tokenizer;
using tema::Vectorizer;
using tema::VectorizerOptions;

/// Documents of tokens that a tokenizer gives back, and the same as texts, some words in capitals.
Documents random_tokens(tema::Random& random) {
  Documents documents = reference::random_documents(30, 20, random);
  for (auto& document : documents) {
    for (std::string& token : document)
      token = 'x' + std::to_string(token.size()) + token.substr(token.size() - 1);
  }
  return documents;
}

std::vector<std::string> texts_of(const Documents& documents) {
  std::vector<std::string> texts;
  for (const auto& document : documents) {
    std::string text;
    for (const std::string& token : document)
      text += (text.size() % 2 == 0 ? 'X' : 'x') + token.substr(1) + ' ';
    texts.push_back(text);
  }
  return texts;
}

/// Words of ASCII, of other scripts, long ones, and some that fold to the same by different ways.
std::vector<std::string> random_texts(std::size_t count, tema::Random& random) {
  const std::vector<std::string> odd = {"K",
                                        "k",
                                        "K",
                                        "straße",
                                        "STRASSE",
                                        "ﬁx",
                                        "fix",
                                        "isu-isu",
                                        "Negara-negara",
                                        "中文字",
                                        "I.e.",
                                        "averyveryverylongword",
                                        "AVERYVERYVERYLONGWORD",
                                        "é",
                                        "\xff",
                                        "3,14",
                                        "x1"};
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t j = random.below(30); j > 0; --j) {
      std::string word = "w" + std::to_string(random.below(1 + random.below(400)));
      if (random.below(3) == 0) word[0] = 'W';
      text += (random.below(4) == 0 ? odd[random.below(odd.size())] : word) + ' ';
    }
    texts.push_back(text);
  }
  return texts;
}

bool identical(const SparseMatrix& a, const SparseMatrix& b) {
  const auto size = static_cast<std::size_t>(a.nonZeros());
  return a.rows() == b.rows() && a.cols() == b.cols() && a.nonZeros() == b.nonZeros() &&
         std::equal(a.outerIndexPtr(), a.outerIndexPtr() + a.rows() + 1, b.outerIndexPtr()) &&
         std::equal(a.innerIndexPtr(), a.innerIndexPtr() + size, b.innerIndexPtr()) &&
         std::equal(a.valuePtr(), a.valuePtr() + size, b.valuePtr());
}

bool same_row(const CsrMatrix& x, std::size_t i, const CsrMatrix& y, std::size_t j) {
  const tema::RowsView::Row a = x.view().row(i);
  const tema::RowsView::Row b = y.view().row(j);
  return std::equal(a.columns, a.columns + a.size, b.columns, b.columns + b.size) &&
         std::equal(a.values, a.values + a.size, b.values, b.values + b.size);
}

bool row_equals(const SparseMatrix& x, Eigen::Index i, const tema::RowsView::Row& row) {
  const auto begin = x.outerIndexPtr()[i];
  const auto size = static_cast<std::size_t>(x.outerIndexPtr()[i + 1] - begin);
  return size == row.size && std::equal(row.columns, row.columns + size, x.innerIndexPtr() + begin) &&
         std::equal(row.values, row.values + size, x.valuePtr() + begin);
}

std::vector<VectorizerOptions> some_options() {
  return {{},
          {.weights = {.min_documents = 3, .max_document_share = 0.5}},
          {.ngrams = {1, 2}},
          {.ngrams = {2, 3, 1}, .weights = {.max_features = 50}},
          {.weights = {.term_frequency = tema::TermFrequency::bm25, .idf = tema::IdfFormula::bm25}},
          {.weights = {.term_frequency = tema::TermFrequency::augmented, .norm = tema::Norm::max}}};
}

}  // namespace

TEST_CASE("vectorizer: weighs n-grams of tokens as the definitions do") {
  tema::Random random(1);
  for (int round = 0; round < 5; ++round) {
    const Documents documents = random_tokens(random);
    for (const tema::WordNgrams& ngrams : {tema::WordNgrams{1, 1}, {1, 2}, {2, 3, 2}}) {
      const auto [vectorizer, x] =
          Vectorizer::fit_transform(Tokenizer(), texts_of(documents), {.ngrams = ngrams});
      const auto expected = reference::tfidf(reference::ngrams_of(documents, ngrams), {});
      REQUIRE(static_cast<std::size_t>(x.rows()) == expected.size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        REQUIRE(static_cast<std::size_t>(x.cols()) == expected[i].size());
        for (std::size_t j = 0; j < expected[i].size(); ++j) {
          const float weight = x.coeff(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
          CHECK(static_cast<double>(weight) == doctest::Approx(expected[i][j]).epsilon(1e-6));
        }
      }
    }
  }
}

TEST_CASE(
    "vectorizer: fit_transform, transform, one text at a time and the three steps give the same bytes") {
  tema::Random random(2);
  for (const VectorizerOptions& options : some_options()) {
    const std::vector<std::string> texts = random_texts(300, random);
    const Tokenizer tokenizer({.language = "id"});
    const auto [vectorizer, x] = Vectorizer::fit_transform(tokenizer, texts, options);
    CHECK(identical(x, vectorizer.transform(texts)));
    CHECK(identical(x, Vectorizer::fit(tokenizer, texts, options).transform(texts)));
    CHECK(identical(
        x, Vectorizer(Tokenizer({.language = "id"}), vectorizer.tfidf(), options.ngrams).transform(texts)));

    const tema::TokenizedCorpus corpus = tema::word_ngrams(tokenizer.tokenize(texts), options.ngrams);
    const auto tfidf = tema::Tfidf::fit(corpus, options.weights);
    CHECK(identical(x, tfidf.transform(corpus)));
    const tema::TermStatistics statistics = tema::term_statistics(tokenizer, texts, options.ngrams);
    CHECK(statistics == tema::TermStatistics::of(corpus));
    CHECK(identical(x, tema::Tfidf::fit(statistics, options.weights).transform(corpus)));

    tema::RowBuffer buffer;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CHECK(row_equals(x, static_cast<Eigen::Index>(i), vectorizer.transform(texts[i], buffer)));
    }
  }
}

TEST_CASE(
    "vectorizer: gives the same bytes for any number of threads and in whatever state its tokenizer is") {
  tema::Random random(3);
  const std::vector<std::string> texts = random_texts(1500, random);
  const std::vector<std::string> others = random_texts(200, random);
  const Tokenizer warm;
  static_cast<void>(warm.tokenize(others));
  for (const VectorizerOptions& options : some_options()) {
    const SparseMatrix alone = Vectorizer::fit_transform(Tokenizer(), texts, options, {.threads = 1}).second;
    for (const unsigned threads : {1U, 2U, 7U}) {
      const auto [vectorizer, x] = Vectorizer::fit_transform(warm, texts, options, {.threads = threads});
      CHECK(identical(alone, x));
      CHECK(identical(vectorizer.transform(others, {.threads = threads}), vectorizer.transform(others)));
    }
  }
}

TEST_CASE("vectorizer: calls of any size give the same bytes, whatever the calls before them were") {
  tema::Random random(6);
  for (const VectorizerOptions& options : some_options()) {
    const std::vector<std::string> texts = random_texts(400, random);
    const auto vectorizer = Vectorizer::fit(Tokenizer({.language = "id"}), texts, options);
    const tema::TokenizedCorpus corpus =
        tema::word_ngrams(Tokenizer({.language = "id"}).tokenize(texts), options.ngrams);
    const CsrMatrix expected = vectorizer.tfidf().transform_rows(corpus);
    for (int call = 0; call < 30; ++call) {
      const std::size_t size = random.below(3) == 0 ? random.below(400) : 1 + random.below(3);
      const std::size_t first = random.below(texts.size() - size);
      const RunContext run{.threads = 1 + static_cast<unsigned>(random.below(3))};
      const CsrMatrix rows =
          Vectorizer(vectorizer).transform_rows(std::span(texts).subspan(first, size), run);
      REQUIRE(rows.rows() == size);
      for (std::size_t i = 0; i < size; ++i) CHECK(same_row(rows, i, expected, first + i));
    }
  }
}

TEST_CASE("vectorizer: many threads transform single texts at the same time") {
  tema::Random random(7);
  const std::vector<std::string> texts = random_texts(200, random);
  const auto [vectorizer, x] = Vectorizer::fit_transform(Tokenizer(), texts);
  std::atomic<std::size_t> wrong = 0;
  const auto serve = [&, &vectorizer = vectorizer, &x = x] {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const CsrMatrix row = vectorizer.transform_rows(std::span(texts).subspan(i, 1));
      if (!row_equals(x, static_cast<Eigen::Index>(i), row.view().row(0))) ++wrong;
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread) threads.emplace_back(serve);
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("vectorizer: a call that fails leaves nothing behind that shows in the next one") {
  const auto words = [](const tema::SourceText& text, tema::TokenSink& sink) {
    sink(text.text.substr(0, 1));
    if (text.text == "bad") throw std::runtime_error("a bad text");
    sink(text.text);
  };
  const std::vector<std::string> texts = {"good", "bad", "fine"};
  const std::vector<std::string> good = {"good", "fine"};
  const auto [vectorizer, x] = Vectorizer::fit_transform(words, good);
  CHECK(identical(vectorizer.transform(good), x));
  CHECK_THROWS_WITH(static_cast<void>(vectorizer.transform(texts)), "a bad text");
  std::stop_source source;
  const RunContext run{.stop = source.get_token()};
  CHECK(identical(vectorizer.transform(good, run), x));
  source.request_stop();
  CHECK_THROWS_AS(static_cast<void>(vectorizer.transform(good, run)), tema::Cancelled);
  CHECK(identical(vectorizer.transform(good), x));
}

TEST_CASE("vectorizer: a stop while a text is read ends a call with that text alone") {
  std::stop_source stop;
  const auto words = [&stop](const tema::SourceText& text, tema::TokenSink& sink) {
    if (text.text == "stop") stop.request_stop();
    sink(text.text);
  };
  const std::vector<std::string> texts = {"go", "stop"};
  const Vectorizer vectorizer = Vectorizer::fit(words, texts, {.ngrams = {1, 2}});
  static_cast<void>(vectorizer.transform(texts));
  stop = {};
  const RunContext run{.stop = stop.get_token()};
  CHECK(vectorizer.transform(std::span(texts).first(1), run).nonZeros() == 1);
  CHECK_THROWS_AS(static_cast<void>(vectorizer.transform(std::span(texts).last(1), run)), tema::Cancelled);
}

TEST_CASE("vectorizer: documents in several languages share the terms that they share") {
  std::vector<tema::Document> documents;
  tema::Random random(4);
  for (const std::string& text : random_texts(200, random)) {
    documents.push_back({.id = "", .text = text, .language = random.below(2) == 0 ? "en" : "id"});
  }
  const Tokenizer tokenizer({.language_stop_words = true});
  const auto [vectorizer, x] = Vectorizer::fit_transform(tokenizer, documents);
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(documents);
  CHECK(identical(x, tema::Tfidf::fit(corpus).transform(corpus)));
  tema::RowBuffer buffer;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    CHECK(row_equals(x, static_cast<Eigen::Index>(i),
                     vectorizer.transform(documents[i].text, buffer, documents[i].language)));
  }
}

TEST_CASE("vectorizer: a buffer serves one vectorizer after the other") {
  const std::vector<std::string> texts = {"a b c", "b c d", "c d e"};
  const Vectorizer first = Vectorizer::fit(Tokenizer(), texts);
  const Vectorizer second = Vectorizer::fit(Tokenizer(), texts, {.ngrams = {2, 2}});
  tema::RowBuffer buffer;
  CHECK(first.transform("a a x", buffer).size == 1);
  CHECK(second.transform("b c d", buffer).size == 2);
  CHECK(first.transform("b c d", buffer).size == 3);
  CHECK(first.transform("", buffer).size == 0);
}

TEST_CASE("vectorizer: terms that were pruned are in no fitted model") {
  const std::vector<std::string> texts = {"secret common", "common word", "word common"};
  const Vectorizer vectorizer = Vectorizer::fit(Tokenizer(), texts, {.weights = {.min_documents = 2}});
  CHECK(vectorizer.tfidf().vocabulary().size() == 2);
  CHECK_FALSE(vectorizer.tfidf().vocabulary().find("secret"));
}

TEST_CASE("vectorizer: ends at its memory limit with an error and not before") {
  tema::Random random(5);
  const std::vector<std::string> texts = random_texts(2000, random);
  const auto fit = [&](std::uint64_t limit) {
    return Vectorizer::fit_transform(Tokenizer(), texts, {.memory_limit = limit}).second;
  };
  CHECK(identical(fit(0), fit(std::uint64_t{1} << 30)));
  for (const std::uint64_t limit : {1U, 1000U, 50000U}) {
    CHECK_THROWS_WITH_AS(fit(limit), doctest::Contains("memory_limit"), tema::Error);
  }
}

TEST_CASE("vectorizer: counts beyond what a byte holds are whole") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "often ";
  for (int i = 0; i < 255; ++i) text += "edge ";
  const std::vector<std::string> texts = {text + "once", "often"};
  const auto fitted = Vectorizer::fit_transform(
      Tokenizer(), texts, {.weights = {.idf = tema::IdfFormula::none, .norm = tema::Norm::none}});
  const auto count = [&](std::string_view term) {
    const auto column = fitted.first.tfidf().vocabulary().find(term);
    return fitted.second.coeff(0, static_cast<Eigen::Index>(*column));
  };
  CHECK(count("often") == 1000.0F);
  CHECK(count("edge") == 255.0F);
  CHECK(count("once") == 1.0F);
}

TEST_CASE("vectorizer: a requested stop ends it") {
  std::stop_source source;
  source.request_stop();
  const std::vector<std::string> texts = {"a b"};
  CHECK_THROWS_AS(Vectorizer::fit_transform(Tokenizer(), texts, {}, {.stop = source.get_token()}),
                  tema::Cancelled);
  CHECK_THROWS_AS(
      static_cast<void>(Vectorizer::fit(Tokenizer(), texts).transform(texts, {.stop = source.get_token()})),
      tema::Cancelled);
}

TEST_CASE("vectorizer: is fitted to no texts") {
  const auto [vectorizer, x] = Vectorizer::fit_transform(Tokenizer(), std::vector<std::string>());
  CHECK(x.rows() == 0);
  CHECK(x.cols() == 0);
  CHECK(vectorizer.transform(std::vector<std::string>{"a"}).nonZeros() == 0);
}
