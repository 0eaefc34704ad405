#include "tema/vector/word_ngrams.hpp"

#include "reference/naive_ngrams.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

using reference::corpus_of;
using reference::Documents;
using tema::WordNgrams;

Documents documents_of(const tema::TokenizedCorpus& corpus) {
  Documents documents(corpus.documents());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (const tema::TermId id : corpus.document(i)) documents[i].emplace_back(corpus.vocabulary->term(id));
  }
  return documents;
}

}  // namespace

TEST_CASE("word_ngrams: are all choices of positions that the definition allows, in their order") {
  tema::Random random(1);
  for (int round = 0; round < 20; ++round) {
    const Documents documents = reference::random_documents(1 + random.below(80), 12, random);
    for (std::size_t max = 1; max <= 4; ++max) {
      for (std::size_t min = 1; min <= max; ++min) {
        for (const std::size_t skip : {0U, 1U, 3U}) {
          const WordNgrams ngrams{min, max, skip};
          const tema::TokenizedCorpus found = tema::word_ngrams(corpus_of(documents), ngrams);
          CHECK(documents_of(found) == reference::ngrams_of(documents, ngrams));
        }
      }
    }
  }
}

TEST_CASE("word_ngrams: terms are numbered as they first appear") {
  const tema::TokenizedCorpus found = tema::word_ngrams(corpus_of({{"a", "b", "a", "b"}}), {1, 2});
  REQUIRE(found.vocabulary->size() == 4);
  CHECK(found.vocabulary->term(0) == "a");
  CHECK(found.vocabulary->term(1) == "a b");
  CHECK(found.vocabulary->term(2) == "b");
  CHECK(found.vocabulary->term(3) == "b a");
}

TEST_CASE("word_ngrams: a token with a space in it is the n-gram that it looks like") {
  const tema::TokenizedCorpus found = tema::word_ngrams(corpus_of({{"a b", "c"}, {"a", "b", "c"}}), {2, 3});
  CHECK(documents_of(found) == Documents{{"a b c"}, {"a b", "a b c", "b c"}});
  CHECK(found.vocabulary->size() == 3);
}

TEST_CASE("word_ngrams: are the same for any number of threads") {
  tema::Random random(2);
  const tema::TokenizedCorpus corpus = corpus_of(reference::random_documents(1000, 200, random));
  for (const WordNgrams& ngrams : {WordNgrams{1, 3, 1}, WordNgrams{1, 1, 0}}) {
    const tema::TokenizedCorpus alone = tema::word_ngrams(corpus, ngrams, {.threads = 1});
    for (const unsigned threads : {2U, 7U}) {
      const tema::TokenizedCorpus found = tema::word_ngrams(corpus, ngrams, {.threads = threads});
      CHECK(found.ids == alone.ids);
      CHECK(found.offsets == alone.offsets);
      CHECK(documents_of(found) == documents_of(alone));
    }
  }
}

TEST_CASE("word_ngrams: refuses ranges that are empty or absurd and names them") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a"}});
  const auto refuses = [&](const WordNgrams& ngrams, const char* field) {
    CHECK_THROWS_WITH_AS(static_cast<void>(tema::word_ngrams(corpus, ngrams)), doctest::Contains(field),
                         std::invalid_argument);
  };
  refuses({0, 1}, "ngrams.min");
  refuses({2, 1}, "ngrams.min");
  refuses({0, 0}, "ngrams.max");
  refuses({1, 17}, "ngrams.max");
  refuses({1, 2, 17}, "ngrams.skip");
  refuses({1, 6, 16}, "ngrams.skip");
  CHECK(tema::word_ngrams(corpus_of({}), {1, 2}).documents() == 0);
}

TEST_CASE("word_ngrams: a requested stop ends it") {
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(static_cast<void>(tema::word_ngrams(corpus_of({{"a"}}), {1, 2}, run)), tema::Cancelled);
}
