#include "tema/vector/term_statistics.hpp"

#include "reference/random_corpus.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using reference::corpus_of;
using reference::Documents;
using tema::TermStatistics;

}  // namespace

TEST_CASE("term_statistics: counts what a map counts and sorts by bytes") {
  tema::Random random(1);
  for (int round = 0; round < 30; ++round) {
    const Documents documents = reference::random_documents(random.below(40), 1 + random.below(50), random);
    struct Counts {
      std::uint64_t documents = 0;
      std::uint64_t occurrences = 0;
    };
    std::map<std::string, Counts> expected;
    for (const auto& document : documents) {
      for (const std::string& token : document) ++expected[token].occurrences;
      for (const std::string& term : std::set(document.begin(), document.end())) ++expected[term].documents;
    }
    const TermStatistics statistics = TermStatistics::of(corpus_of(documents));
    CHECK(statistics.documents() == documents.size());
    REQUIRE(statistics.size() == expected.size());
    std::size_t i = 0;
    for (const auto& [term, count] : expected) {
      const tema::TermCount found = statistics[i++];
      CHECK(found.term == term);
      CHECK(found.documents == count.documents);
      CHECK(found.occurrences == count.occurrences);
    }
  }
}

TEST_CASE("term_statistics: parts merged in every order equal the whole") {
  tema::Random random(2);
  for (int round = 0; round < 10; ++round) {
    const Documents whole = reference::random_documents(32, 30, random);
    std::array<Documents, 4> parts;
    for (const auto& document : whole) parts[random.below(parts.size())].push_back(document);
    const TermStatistics expected = TermStatistics::of(corpus_of(whole));
    std::array<std::size_t, 4> order = {0, 1, 2, 3};
    do {
      TermStatistics merged;
      for (const std::size_t part : order) merged.merge(TermStatistics::of(corpus_of(parts[part])));
      CHECK(merged == expected);
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

TEST_CASE("term_statistics: merges of merges equal the whole") {
  tema::Random random(3);
  const Documents whole = reference::random_documents(30, 30, random);
  const auto part = [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    return TermStatistics::of(corpus_of(Documents(whole.begin() + begin, whole.begin() + end)));
  };
  TermStatistics left = part(0, 7);
  left.merge(part(7, 15));
  TermStatistics right = part(15, 22);
  right.merge(part(22, 30));
  left.merge(right);
  CHECK(left == part(0, 30));
}

TEST_CASE("term_statistics: merging with nothing changes nothing") {
  tema::Random random(4);
  const TermStatistics some = TermStatistics::of(corpus_of(reference::random_documents(20, 20, random)));
  TermStatistics left = some;
  left.merge(TermStatistics());
  CHECK(left == some);
  TermStatistics right;
  right.merge(some);
  CHECK(right == some);
  CHECK(TermStatistics().documents() == 0);
  CHECK(TermStatistics().size() == 0);
}

TEST_CASE("term_statistics: merging with itself doubles every count") {
  tema::Random random(5);
  const TermStatistics once = TermStatistics::of(corpus_of(reference::random_documents(20, 20, random)));
  TermStatistics twice = once;
  twice.merge(twice);
  CHECK(twice.documents() == 2 * once.documents());
  REQUIRE(twice.size() == once.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    CHECK(twice[i].term == once[i].term);
    CHECK(twice[i].documents == 2 * once[i].documents);
    CHECK(twice[i].occurrences == 2 * once[i].occurrences);
  }
}

TEST_CASE("term_statistics: empty documents count as documents") {
  const TermStatistics statistics = TermStatistics::of(corpus_of({{}, {"a"}, {}}));
  CHECK(statistics.documents() == 3);
  CHECK(statistics.size() == 1);
  TermStatistics merged = TermStatistics::of(corpus_of({{}, {}}));
  merged.merge(statistics);
  CHECK(merged.documents() == 5);
}

TEST_CASE("term_statistics: the order in which terms were numbered leaves no trace") {
  CHECK(TermStatistics::of(corpus_of({{"b", "a"}, {"c"}})) ==
        TermStatistics::of(corpus_of({{"c"}, {"a", "b"}})));
}

TEST_CASE("term_statistics: a term of the vocabulary without an occurrence is not there") {
  tema::TokenizedCorpus corpus = corpus_of({{"a", "b"}, {"c"}});
  corpus.ids.resize(2);
  corpus.offsets = {0, 2};
  CHECK(TermStatistics::of(corpus) == TermStatistics::of(corpus_of({{"a", "b"}})));
}

TEST_CASE("term_statistics: a requested stop ends it") {
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(TermStatistics::of(corpus_of({{"a"}}), run), tema::Cancelled);
}

TEST_CASE("term_statistics: pruning drops whole frequencies, and says what may be missing") {
  tema::Random random(6);
  const TermStatistics all = TermStatistics::of(corpus_of(reference::random_documents(60, 40, random)));
  for (std::size_t most = 0; most <= all.size() + 1; ++most) {
    TermStatistics pruned = all;
    pruned.prune(most);
    CHECK(pruned.size() <= most);
    CHECK(pruned.documents() == all.documents());
    CHECK(pruned.tokens() == all.tokens());
    std::size_t at = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_kept = all[i].documents > pruned.missed_documents();
      if (is_kept) CHECK(pruned[at++] == all[i]);
    }
    CHECK(at == pruned.size());
    if (most >= all.size()) CHECK(pruned == all);
  }
}

TEST_CASE("term_statistics: are made term by term, and refuse what cannot be") {
  TermStatistics statistics(10);
  statistics.append({"a", 3, 5});
  statistics.append({"b", 10, 10});
  CHECK(statistics.size() == 2);
  CHECK(statistics.tokens() == 15);
  CHECK(statistics[1].term == "b");
  CHECK_THROWS_AS(statistics.append({"b", 1, 1}), std::invalid_argument);
  CHECK_THROWS_AS(statistics.append({"c", 0, 0}), std::invalid_argument);
  CHECK_THROWS_AS(statistics.append({"c", 11, 12}), std::invalid_argument);
  CHECK_THROWS_AS(statistics.append({"c", 3, 2}), std::invalid_argument);
  CHECK(statistics.size() == 2);
}
