#include "tema/evaluate/coherence.hpp"

#include "reference/naive_coherence.hpp"
#include "reference/random_corpus.hpp"
#include "reference/random_data.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using reference::Documents;
using reference::Terms;
using tema::Coherence;
using tema::CoherenceMeasure;
using tema::CoherenceOptions;
using Topics = std::vector<Terms>;
using IdTopics = std::vector<std::vector<tema::TermId>>;

constexpr double tight = 1e-9;
constexpr std::array measures = {CoherenceMeasure::u_mass, CoherenceMeasure::c_npmi, CoherenceMeasure::c_v};

/// Documents of up to 60 tokens of few terms, so that windows hold some of them twice. Some are empty.
Documents wordy_documents(tema::Random& random) {
  Documents documents(1 + random.below(12));
  for (Terms& document : documents) {
    const std::size_t length = random.below(5) == 0 ? 0 : random.below(60);
    for (std::size_t i = 0; i < length; ++i)
      document.push_back("t" + std::to_string(random.below(1 + random.below(15))));
  }
  documents[0].push_back("t0");  // not all are empty
  return documents;
}

/// Of distinct terms each, of which some occur nowhere.
Topics random_topics(tema::Random& random) {
  Topics topics(1 + random.below(4));
  for (Terms& topic : topics) {
    std::size_t term = random.below(3);
    const std::size_t size = 2 + random.below(5);
    for (std::size_t i = 0; i < size; ++i, term += 1 + random.below(3))
      topic.push_back("t" + std::to_string(term));
  }
  return topics;
}

double expected(const Documents& documents, const Terms& topic, CoherenceMeasure measure, std::size_t width) {
  if (measure == CoherenceMeasure::u_mass)
    return reference::u_mass(reference::document_windows(documents), topic);
  const reference::Windows windows = reference::sliding_windows(documents, width);
  return measure == CoherenceMeasure::c_v ? reference::c_v(windows, topic)
                                          : reference::c_npmi(windows, topic);
}

Coherence coherence_of(const Documents& documents, const Topics& topics, const CoherenceOptions& options) {
  return tema::coherence(reference::corpus_of(documents), topics, options);
}

}  // namespace

TEST_CASE("coherence: each measure is that of looking at all windows") {
  tema::Random random(1);
  for (int round = 0; round < 60; ++round) {
    const Documents documents = wordy_documents(random);
    const Topics topics = random_topics(random);
    const std::size_t width = 1 + random.below(round % 2 == 0 ? 8 : 70);
    for (const CoherenceMeasure measure : measures) {
      const Coherence found = coherence_of(documents, topics, {.measure = measure, .window = width});
      REQUIRE(found.topics.size() == topics.size());
      double sum = 0.0;
      for (std::size_t i = 0; i < topics.size(); ++i) {
        CHECK(std::abs(found.topics[i] - expected(documents, topics[i], measure, width)) <= tight);
        sum += found.topics[i];
      }
      CHECK(std::abs(found.mean - sum / static_cast<double>(topics.size())) <= tight);
    }
  }
}

TEST_CASE("coherence: the windows are of 10 tokens for NPMI, and of 110 for c_v") {
  tema::Random random(2);
  Documents documents = wordy_documents(random);
  for (int i = 0; i < 400; ++i) documents[0].push_back("t" + std::to_string(random.below(40)));
  const Topics topics = {{"t1", "t2", "t3"}};
  const auto with = [&](CoherenceMeasure measure, std::size_t window) {
    return coherence_of(documents, topics, {.measure = measure, .window = window}).mean;
  };
  CHECK(with(CoherenceMeasure::c_npmi, 0) == with(CoherenceMeasure::c_npmi, 10));
  CHECK(with(CoherenceMeasure::c_npmi, 0) != with(CoherenceMeasure::c_npmi, 11));
  CHECK(with(CoherenceMeasure::c_v, 0) == with(CoherenceMeasure::c_v, 110));
  CHECK(with(CoherenceMeasure::c_v, 0) != with(CoherenceMeasure::c_v, 111));
  CHECK(with(CoherenceMeasure::u_mass, 0) == with(CoherenceMeasure::u_mass, 3));
}

TEST_CASE("coherence: terms that stand together are coherent, those that never do are not") {
  Documents documents;
  for (int i = 0; i < 30; ++i) {
    documents.push_back({"beras", "harga", "x" + std::to_string(i), "pasar"});
    documents.push_back({"gol", "y" + std::to_string(i), "liga", "laga"});
  }
  const Topics topics = {{"beras", "harga", "pasar"}, {"beras", "gol", "harga", "liga"}};
  for (const CoherenceMeasure measure : measures) {
    const Coherence found = coherence_of(documents, topics, {.measure = measure});
    CHECK(found.topics[0] > found.topics[1] + 0.3);
  }
  const Coherence npmi = coherence_of(documents, topics, {.measure = CoherenceMeasure::c_npmi});
  CHECK(std::abs(npmi.topics[0] - 1.0) < 1e-9);
}

TEST_CASE("coherence: a term that the window moved past is gone until it comes again") {
  // Of the windows "a x a", "x a y", "a y b" and "y b c", the first alone counts for a.
  const Documents documents = {{"a", "x", "a", "y", "b", "c"}};
  const CoherenceOptions options = {.measure = CoherenceMeasure::c_npmi, .window = 3};
  CHECK(coherence_of(documents, {{"a", "b"}}, options).mean ==
        coherence_of({{"a"}, {"d"}, {"b"}, {"b"}}, {{"a", "b"}}, options).mean);
}

TEST_CASE("coherence: a term that occurs nowhere has the lowest value") {
  const Documents documents = {{"a", "b"}, {"b"}, {"c"}};
  const Topics topics = {{"none", "a"}, {"none", "nothing"}};
  const double lowest = std::log(1e-12);
  for (const double value : coherence_of(documents, topics, {.measure = CoherenceMeasure::u_mass}).topics)
    CHECK(std::abs(value - lowest) <= tight);
  for (const double value : coherence_of(documents, topics, {.measure = CoherenceMeasure::c_npmi}).topics)
    CHECK(value == -1.0);
  const Coherence c_v = coherence_of(documents, topics, {.measure = CoherenceMeasure::c_v});
  CHECK(std::abs(c_v.topics[0]) <= tight);  // 1 of a, which is alone, and -1
  CHECK(c_v.topics[1] == -1.0);
}

TEST_CASE("coherence: terms by name and by number are the same, and the first ones count") {
  tema::Random random(3);
  const tema::TokenizedCorpus corpus = reference::corpus_of(wordy_documents(random));
  const Topics names = {{"t0", "none", "t1"}, {"t2", "t1", "t3"}};
  IdTopics ids;
  for (const Terms& topic : names) {
    std::vector<tema::TermId>& numbers = ids.emplace_back();
    for (const std::string& term : topic)
      numbers.push_back(corpus.vocabulary->find(term).value_or(0xFFFFFFFF));
  }
  for (const CoherenceMeasure measure : measures) {
    const Coherence by_name = tema::coherence(corpus, names, {.measure = measure});
    CHECK(reference::same_bytes(by_name.topics, tema::coherence(corpus, ids, {.measure = measure}).topics));
    const Topics cut = {{"t0", "none"}, {"t2", "t1"}};
    CHECK(reference::same_bytes(tema::coherence(corpus, names, {.measure = measure, .top_terms = 2}).topics,
                                tema::coherence(corpus, cut, {.measure = measure}).topics));
  }
}

TEST_CASE("coherence: the same bytes for any number of threads") {
  tema::Random random(4);
  const tema::TokenizedCorpus corpus = reference::corpus_of(reference::random_documents(2000, 60, random));
  Topics topics(7);
  for (std::size_t i = 0; i < 42; ++i) topics[i % 7].push_back((i % 3 == 0 ? "é" : "t") + std::to_string(i));
  for (const CoherenceMeasure measure : measures) {
    const Coherence one = tema::coherence(corpus, topics, {.measure = measure, .window = 4}, {.threads = 1});
    for (const unsigned threads : {2U, 5U}) {
      const Coherence more =
          tema::coherence(corpus, topics, {.measure = measure, .window = 4}, {.threads = threads});
      CHECK(reference::same_bytes(more.topics, one.topics));
      CHECK(more.mean == one.mean);
    }
  }
}

TEST_CASE("coherence: a stop ends it") {
  std::stop_source source;
  source.request_stop();
  const Topics topics = {{"a", "b"}};
  CHECK_THROWS_AS(static_cast<void>(tema::coherence(reference::corpus_of({{"a", "b"}}), topics, {},
                                                    {.stop = source.get_token()})),
                  tema::Cancelled);
}

TEST_CASE("coherence: topics and options that cannot be judged are refused") {
  const Documents documents = {{"a", "b"}};
  const Topics good = {{"a", "b"}};
  for (const Topics& topics : {Topics{{"a", "b"}, {"a"}}, Topics{{"a", "b"}, {}},
                               Topics{{"a", "b"}, {"c", "c"}}, Topics{{"a", "b"}, {"b", "a", "b"}}}) {
    CHECK_THROWS_WITH_AS(static_cast<void>(coherence_of(documents, topics, {})),
                         doctest::Contains("topic 1 has"), std::invalid_argument);
  }
  CHECK_THROWS_AS(static_cast<void>(coherence_of(documents, {}, {})), std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(coherence_of(documents, good, {.top_terms = 1})), std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(coherence_of({{}, {}}, good, {})), std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(tema::coherence(tema::TokenizedCorpus{}, good)), std::invalid_argument);
}

TEST_CASE("topic diversity: it is the share of distinct terms among the leading ones") {
  const Topics topics = {{"a", "b", "c"}, {"b", "a", "d"}, {"e"}};
  CHECK(tema::topic_diversity(topics) == 5.0 / 7.0);
  CHECK(tema::topic_diversity(topics, 2) == 3.0 / 5.0);
  CHECK(tema::topic_diversity(topics, 1) == 1.0);
  const IdTopics ids = {{1, 2, 3}, {2, 1, 4}, {5}};
  CHECK(tema::topic_diversity(ids) == 5.0 / 7.0);
  CHECK_THROWS_AS(static_cast<void>(tema::topic_diversity(topics, 0)), std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(tema::topic_diversity(IdTopics{})), std::invalid_argument);
}
