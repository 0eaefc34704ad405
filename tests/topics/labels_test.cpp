#include "tema/topics/labels.hpp"

#include "reference/naive_class_terms.hpp"
#include "reference/random_corpus.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using reference::corpus_of;
using reference::Documents;
using tema::class_terms;
using Groups = std::vector<std::int32_t>;

constexpr std::size_t all = 1000;

std::vector<bool> all_but(const tema::TokenizedCorpus& corpus, const std::set<std::string>& excluded) {
  std::vector<bool> counts;
  for (std::size_t id = 0; id < corpus.vocabulary->size(); ++id) {
    counts.push_back(!excluded.contains(std::string(corpus.vocabulary->term(static_cast<tema::TermId>(id)))));
  }
  return counts;
}

std::vector<std::string> terms_of(const std::vector<tema::TermWeight>& weights) {
  std::vector<std::string> terms;
  for (const tema::TermWeight& weight : weights) terms.push_back(weight.term);
  return terms;
}

}  // namespace

TEST_CASE("labels: weighs as class-based TF-IDF is defined") {
  tema::Random random(1);
  for (int round = 0; round < 20; ++round) {
    const Documents documents = reference::random_documents(30, 25, random);
    const std::size_t group_count = 1 + random.below(6);
    Groups groups;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      groups.push_back(static_cast<std::int32_t>(random.below(group_count + 1)) - 1);
    }
    const std::set<std::string> excluded = {"t1", "é3"};
    const tema::TokenizedCorpus corpus = corpus_of(documents);
    const auto found = class_terms(corpus, groups, group_count, all_but(corpus, excluded), all);
    const auto expected = reference::class_terms(documents, groups, group_count, excluded);
    REQUIRE(found.size() == group_count);
    for (std::size_t group = 0; group < group_count; ++group) {
      CHECK(found[group].size() == expected[group].size());
      for (const auto& [term, weight] : found[group]) {
        REQUIRE(expected[group].contains(term));
        CHECK(weight == doctest::Approx(expected[group].at(term)).epsilon(1e-13));
      }
    }
  }
}

TEST_CASE("labels: the heaviest comes first and equally heavy terms go by bytes") {
  tema::Random random(2);
  const Documents documents = reference::random_documents(40, 30, random);
  const tema::TokenizedCorpus corpus = corpus_of(documents);
  Groups groups;
  for (std::size_t i = 0; i < documents.size(); ++i) groups.push_back(static_cast<std::int32_t>(i % 3));
  for (const auto& group : class_terms(corpus, groups, 3, all_but(corpus, {}), all)) {
    CHECK(
        std::is_sorted(group.begin(), group.end(), [](const tema::TermWeight& a, const tema::TermWeight& b) {
          return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
        }));
  }
  const tema::TokenizedCorpus equal = corpus_of({{"z", "é", "b", "a"}, {"x"}});
  const auto ties = class_terms(equal, Groups{0, 1}, 2, all_but(equal, {}), all);
  CHECK(terms_of(ties[0]) == std::vector<std::string>{"a", "b", "z", "é"});
}

TEST_CASE("labels: a term of one group outweighs a term of all") {
  const tema::TokenizedCorpus corpus =
      corpus_of({{"both", "cat"}, {"both", "cat"}, {"both", "dog"}, {"both", "dog"}});
  const auto terms = class_terms(corpus, Groups{0, 0, 1, 1}, 2, all_but(corpus, {}), all);
  CHECK(terms_of(terms[0]) == std::vector<std::string>{"cat", "both"});
  CHECK(terms_of(terms[1]) == std::vector<std::string>{"dog", "both"});
}

TEST_CASE("labels: the first of many are the same as of few") {
  tema::Random random(3);
  const tema::TokenizedCorpus corpus = corpus_of(reference::random_documents(30, 30, random));
  const Groups groups(30, 0);
  const auto many = class_terms(corpus, groups, 1, all_but(corpus, {}), all);
  REQUIRE(many[0].size() > 5);
  for (std::size_t count = 0; count <= 5; ++count) {
    const auto few = class_terms(corpus, groups, 1, all_but(corpus, {}), count);
    CHECK(few[0] == std::vector<tema::TermWeight>(many[0].begin(),
                                                  many[0].begin() + static_cast<std::ptrdiff_t>(count)));
  }
}

TEST_CASE("labels: documents of no group have no say") {
  const tema::TokenizedCorpus with = corpus_of({{"a", "b"}, {"a", "c"}, {"b", "b", "noise"}});
  const tema::TokenizedCorpus without = corpus_of({{"a", "b"}, {"a", "c"}});
  CHECK(class_terms(with, Groups{0, 1, -1}, 2, all_but(with, {}), all) ==
        class_terms(without, Groups{0, 1}, 2, all_but(without, {}), all));
}

TEST_CASE("labels: a term that takes no part is neither shown nor counted") {
  const tema::TokenizedCorpus with = corpus_of({{"a", "b", "out"}, {"a", "out", "out", "c"}});
  const tema::TokenizedCorpus without = corpus_of({{"a", "b"}, {"a", "c"}});
  CHECK(class_terms(with, Groups{0, 1}, 2, all_but(with, {"out"}), all) ==
        class_terms(without, Groups{0, 1}, 2, all_but(without, {}), all));
}

TEST_CASE("labels: a group without documents or without terms is empty") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a"}, {}, {"out"}});
  const auto terms = class_terms(corpus, Groups{0, 1, 2}, 4, all_but(corpus, {"out"}), all);
  REQUIRE(terms.size() == 4);
  CHECK(terms[0].size() == 1);
  for (const std::size_t group : {1U, 2U, 3U}) CHECK(terms[group].empty());
  CHECK(class_terms(corpus_of({}), Groups{}, 2, {}, all).size() == 2);
  CHECK(class_terms(corpus, Groups{-1, -1, -1}, 0, all_but(corpus, {}), all).empty());
}

TEST_CASE("labels: a group for each document is asked for") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a"}, {"b"}});
  CHECK_THROWS_WITH_AS(static_cast<void>(class_terms(corpus, Groups{0}, 1, all_but(corpus, {}), all)),
                       doctest::Contains("groups"), std::invalid_argument);
}

TEST_CASE("labels: refuses what does not fit the corpus") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a", "b"}, {"a", "c"}});
  const std::vector<bool> everything = all_but(corpus, {});
  const auto refuses = [&](const Groups& groups, const std::vector<bool>& takes_part, const char* message) {
    CHECK_THROWS_WITH_AS(static_cast<void>(class_terms(corpus, groups, 2, takes_part, all)),
                         doctest::Contains(message), std::invalid_argument);
  };
  refuses({0}, everything, "groups");
  refuses({0, 2}, everything, "a group is 2, but must be from -1 to 1");
  refuses({0, -2}, everything, "a group is -2");
  refuses({0, 1}, {true}, "takes_part is 1, but must be 3");
  tema::TokenizedCorpus without = corpus;
  without.vocabulary = nullptr;
  CHECK_THROWS_AS(static_cast<void>(class_terms(without, Groups{0, 1}, 2, everything, all)),
                  std::invalid_argument);
}

TEST_CASE("labels: keyness is G² of the documents that have a term, and only of what is more frequent") {
  tema::Random random(4);
  for (int round = 0; round < 20; ++round) {
    const Documents documents = reference::random_documents(40, 25, random);
    const std::size_t group_count = 2 + random.below(6);
    Groups groups;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      groups.push_back(static_cast<std::int32_t>(random.below(group_count + 1)) - 1);
    }
    const tema::TokenizedCorpus corpus = corpus_of(documents);
    const auto found = tema::key_terms(corpus, groups, group_count, all_but(corpus, {"t1"}), all);
    const auto expected = reference::keyness(documents, groups, group_count, {"t1"});
    REQUIRE(found.size() == group_count);
    for (std::size_t group = 0; group < group_count; ++group) {
      for (const auto& [term, weight] : found[group]) {
        REQUIRE(expected[group].contains(term));
        CHECK(weight == doctest::Approx(expected[group].at(term)).epsilon(1e-9));
      }
      const auto positive = std::count_if(expected[group].begin(), expected[group].end(),
                                          [](const auto& weight) { return weight.second > 1e-9; });
      const auto kept = std::count_if(found[group].begin(), found[group].end(),
                                      [](const tema::TermWeight& weight) { return weight.weight > 1e-9; });
      CHECK(kept == positive);
    }
  }
}

TEST_CASE("labels: a frequent term of a group is more key than a rare one that no other has") {
  Documents documents;
  Groups groups;
  for (int i = 0; i < 100; ++i) {
    documents.push_back({"filler", i < 40 || i == 50 ? "goal" : "vote"});
    if (i == 0) documents.back().emplace_back("typo");
    groups.push_back(i < 50 ? 0 : 1);
  }
  const tema::TokenizedCorpus corpus = corpus_of(documents);
  const auto terms = tema::key_terms(corpus, groups, 2, all_but(corpus, {}), all);
  CHECK(terms_of(terms[0]) == std::vector<std::string>{"goal", "typo"});
  CHECK(terms_of(terms[1]) == std::vector<std::string>{"vote"});
}

TEST_CASE("labels: the terms of all documents go by the documents that have them") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a", "b", "b"}, {"a", "c"}, {"c", "a"}});
  const auto terms = tema::key_terms(corpus, Groups{0, 0, 0}, 1, all_but(corpus, {}), all);
  CHECK(terms[0] == std::vector<tema::TermWeight>{{"a", 3.0}, {"c", 2.0}, {"b", 1.0}});
}

TEST_CASE("labels: forms of one word come late when terms are diversified") {
  const std::vector<tema::TermWeight> terms = {
      {"presiden", 10.0}, {"presidennya", 9.0}, {"menteri", 5.0}, {"kabinet", 1.0}};
  CHECK(terms_of(tema::diversified(terms, 0.5)) ==
        std::vector<std::string>{"presiden", "menteri", "kabinet", "presidennya"});
  CHECK(terms_of(tema::diversified(terms, 0.0)) == terms_of(terms));
  const std::vector<tema::TermWeight> inflected = {{"running", 3.0}, {"runs", 2.0}, {"race", 1.0}};
  CHECK(terms_of(tema::diversified(inflected, 0.5)) == terms_of(inflected));
  CHECK(terms_of(tema::diversified(inflected, 0.5, "en")) ==
        std::vector<std::string>{"running", "race", "runs"});
  const std::vector<tema::TermWeight> short_ones = {{"car", 3.0}, {"card", 2.0}, {"road", 1.0}};
  CHECK(terms_of(tema::diversified(short_ones, 0.5)) == terms_of(short_ones));
  CHECK(tema::diversified({}, 0.5).empty());
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::diversified(terms, 1.5)),
                       doctest::Contains("diversity is 1.5"), std::invalid_argument);
}
