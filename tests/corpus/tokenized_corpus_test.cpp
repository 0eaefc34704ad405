#include "tema/corpus/tokenized_corpus.hpp"

#include <doctest/doctest.h>

#include <vector>

TEST_CASE("tokenized corpus: a new one has no documents") {
  const tema::TokenizedCorpus corpus;
  CHECK(corpus.documents() == 0);
  CHECK(corpus.ids.empty());
  CHECK(corpus.offsets == std::vector<std::uint64_t>{0});
  CHECK(corpus.vocabulary == nullptr);
  CHECK(corpus.ill_formed == 0);
}

TEST_CASE("tokenized corpus: a document is its part of the one array") {
  tema::TokenizedCorpus corpus;
  corpus.ids = {4, 2, 4, 0, 1, 1};
  corpus.offsets = {0, 2, 5, 6};
  REQUIRE(corpus.documents() == 3);
  std::vector<std::vector<tema::TermId>> documents;
  for (std::size_t i = 0; i < corpus.documents(); ++i) {
    documents.emplace_back(corpus.document(i).begin(), corpus.document(i).end());
  }
  CHECK(documents == std::vector<std::vector<tema::TermId>>{{4, 2}, {4, 0, 1}, {1}});
  CHECK(corpus.document(1).data() == corpus.ids.data() + 2);
}

TEST_CASE("tokenized corpus: documents may be empty at the front and within and at the end") {
  tema::TokenizedCorpus corpus;
  corpus.ids = {7, 8};
  corpus.offsets = {0, 0, 1, 1, 2, 2};
  REQUIRE(corpus.documents() == 5);
  for (const std::size_t i : {0U, 2U, 4U}) CHECK(corpus.document(i).empty());
  CHECK(corpus.document(1).front() == 7);
  CHECK(corpus.document(3).front() == 8);
}

TEST_CASE("tokenized corpus: copies share the vocabulary") {
  tema::TokenizedCorpus corpus;
  corpus.vocabulary = std::make_shared<tema::Vocabulary>();
  const tema::TokenizedCorpus copy = corpus;
  CHECK(copy.vocabulary == corpus.vocabulary);
}
