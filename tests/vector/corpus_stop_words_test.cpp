#include "tema/vector/corpus_stop_words.hpp"

#include "reference/naive_stop_words.hpp"
#include "reference/random_corpus.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace {

using tema::CorpusStopWord;
using tema::CorpusStopWordOptions;
using tema::find_stop_words;

std::set<std::string> terms_of(const std::vector<CorpusStopWord>& words) {
  std::set<std::string> terms;
  for (const CorpusStopWord& word : words) terms.insert(word.term);
  return terms;
}

/// Short texts about one thing each: its words recur in its texts, and the others are in all.
std::vector<std::string> texts_about_things() {
  const std::vector<std::vector<std::string>> things = {
      {"bread", "oven", "flour"}, {"boat", "harbour", "sail"}, {"violin", "bow", "string"},
      {"goat", "meadow", "milk"}, {"snow", "slope", "ski"},    {"lamp", "wire", "bulb"},
      {"rose", "spade", "seed"},  {"train", "rail", "signal"}, {"coin", "purse", "mint"},
      {"tent", "rope", "peg"},    {"owl", "nest", "feather"},  {"clock", "gear", "hand"}};
  std::vector<std::string> texts;
  for (const auto& thing : things) {
    for (std::size_t i = 0; i < 8; ++i) {
      const std::string& a = thing[i % 3];
      const std::string& b = thing[(i + 1) % 3];
      texts.push_back("The " + a + " and the " + b + " of it are good. A " + a + " with a " + b +
                      " is what " + (i % 2 == 0 ? "they" : "we") + " want, for the " + a + " of a " + b +
                      " is not in a " + b + ", and " + a + " by " + a + " it was so.");
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("corpus_stop_words: are those of the definition") {
  tema::Random random(1);
  std::size_t compared = 0;
  for (int round = 0; round < 300; ++round) {
    const auto documents = reference::random_documents(random.below(60), 1 + random.below(40), random);
    const CorpusStopWordOptions options{.min_document_share = 0.4 * random.uniform(),
                                        .min_evenness = 1.2 * random.uniform()};
    const reference::NaiveStopWords naive(documents, options);
    if (naive.border() < 1e-9L) continue;
    const auto found = find_stop_words(reference::corpus_of(documents), options);
    const auto& expected = naive.found();
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].term == expected[i].term);
      CHECK(found[i].documents == expected[i].documents);
      CHECK(found[i].occurrences == expected[i].occurrences);
      CHECK(found[i].evenness == doctest::Approx(expected[i].evenness).epsilon(1e-12));
    }
    compared += found.size();
  }
  CHECK(compared > 500);
}

TEST_CASE("corpus_stop_words: words of grammar are found, and those that texts are about are not") {
  const tema::Tokenizer tokenizer{{}};
  const auto words = find_stop_words(tokenizer.tokenize(texts_about_things()));
  const std::set<std::string> expected = {"the",  "and", "of",   "it",   "are", "good", "a",
                                          "with", "is",  "what", "they", "we",  "want", "for",
                                          "not",  "in",  "by",   "was",  "so"};
  CHECK(terms_of(words) == expected);
  CHECK(words.front().documents == 96);
}

TEST_CASE("corpus_stop_words: how many texts there are changes no limit") {
  const std::vector<std::string> once = texts_about_things();
  std::vector<std::string> often;
  for (int copy = 0; copy < 20; ++copy) often.insert(often.end(), once.begin(), once.end());
  const tema::Tokenizer tokenizer{{}};
  const auto few = find_stop_words(tokenizer.tokenize(once));
  const auto many = find_stop_words(tokenizer.tokenize(often));
  CHECK(terms_of(few) == terms_of(many));
  CHECK(many.front().evenness == doctest::Approx(few.front().evenness));
  CHECK(many.front().documents == 20 * few.front().documents);
}

TEST_CASE("corpus_stop_words: too few texts tell nothing") {
  CHECK(find_stop_words(reference::corpus_of({})).empty());
  CHECK(find_stop_words(reference::corpus_of({{}, {}, {}})).empty());
  CHECK(find_stop_words(reference::corpus_of({{"a", "a", "a", "b"}})).empty());
  CHECK(find_stop_words(reference::corpus_of({{"a", "b"}, {"c", "d"}, {"e", "f"}})).empty());
}

TEST_CASE("corpus_stop_words: the threads and the order of the texts change nothing") {
  tema::Random random(2);
  auto documents = reference::random_documents(500, 40, random);
  const CorpusStopWordOptions options{.min_document_share = 0.01, .min_evenness = 0.5};
  const auto found = find_stop_words(reference::corpus_of(documents), options, {.threads = 1});
  CHECK(found.size() > 10);
  CHECK(find_stop_words(reference::corpus_of(documents), options, {.threads = 3}) == found);
  std::reverse(documents.begin(), documents.end());
  CHECK(find_stop_words(reference::corpus_of(documents), options) == found);
}

TEST_CASE("corpus_stop_words: options out of their range, and a stop") {
  const auto corpus = reference::corpus_of({{"a", "b"}, {"a", "c"}});
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double share : {-0.1, 1.1, nan})
    CHECK_THROWS_AS(std::ignore = find_stop_words(corpus, {.min_document_share = share}),
                    std::invalid_argument);
  for (const double evenness : {-0.1, nan})
    CHECK_THROWS_AS(std::ignore = find_stop_words(corpus, {.min_evenness = evenness}), std::invalid_argument);
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(std::ignore = find_stop_words(corpus, {}, {.stop = source.get_token()}), tema::Cancelled);
}
