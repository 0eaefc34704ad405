#include "tema/evaluate/agreement.hpp"

#include "reference/naive_agreement.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

using tema::EntropyMean;
using Labels = std::vector<std::int32_t>;

constexpr double tight = 1e-12;

/// Values far apart and -1 among them: a label is a name, not a number to count by.
Labels random_labels(std::size_t items, std::size_t classes, tema::Random& random) {
  Labels labels(items);
  for (std::int32_t& label : labels) label = static_cast<std::int32_t>(random.below(classes)) * 1'000'003 - 1;
  return labels;
}

/// Calls body(a, b) for many pairs of random labellings, some alike and some not.
void for_random_pairs(const std::function<void(const Labels&, const Labels&)>& body) {
  tema::Random random(1);
  for (int round = 0; round < 150; ++round) {
    const std::size_t items = 1 + random.below(60);
    const Labels a = random_labels(items, 1 + random.below(8), random);
    Labels b = random_labels(items, 1 + random.below(8), random);
    for (std::size_t i = 0; i < items; ++i) {
      if (round % 3 == 0 && random.below(4) != 0) b[i] = a[i];
    }
    body(a, b);
  }
}

Labels renamed(const Labels& labels) {
  Labels result;
  for (const std::int32_t label : labels) result.push_back(77 - label / 1000);
  return result;
}

constexpr std::array means = {EntropyMean::min, EntropyMean::geometric, EntropyMean::arithmetic,
                              EntropyMean::max};

bool is_trivial(const Labels& labels) {
  const std::size_t classes = std::set<std::int32_t>(labels.begin(), labels.end()).size();
  return classes == 1 || classes == labels.size();
}

}  // namespace

TEST_CASE("agreement: the adjusted Rand index is that of counting all pairs") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    CHECK(std::abs(tema::adjusted_rand_index(a, b) - reference::adjusted_rand_index(a, b)) <= tight);
  });
}

TEST_CASE("agreement: the mutual information is that of the textbook") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    CHECK(std::abs(tema::normalized_mutual_information(a, b) -
                   reference::normalized_mutual_information(a, b)) <= tight);
  });
}

TEST_CASE("agreement: the V-measure is that of the textbook") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    const tema::VMeasure measure = tema::v_measure(a, b);
    CHECK(std::abs(measure.homogeneity - reference::homogeneity(a, b)) <= tight);
    CHECK(std::abs(measure.completeness - reference::homogeneity(b, a)) <= tight);
    CHECK(std::abs(measure.v_measure - reference::v_measure(a, b)) <= tight);
  });
}

TEST_CASE("agreement: each mean of the entropies is another norm of the same information") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    const double of_a = reference::entropy(a);
    const double of_b = reference::entropy(b);
    if (of_a == 0.0 || of_b == 0.0) return;
    const double shared = of_a - reference::conditional_entropy(a, b);
    const auto nmi = [&](EntropyMean mean) { return tema::normalized_mutual_information(a, b, mean); };
    CHECK(std::abs(nmi(EntropyMean::min) - shared / std::min(of_a, of_b)) <= tight);
    CHECK(std::abs(nmi(EntropyMean::geometric) - shared / std::sqrt(of_a * of_b)) <= tight);
    CHECK(std::abs(nmi(EntropyMean::max) - shared / std::max(of_a, of_b)) <= tight);
    CHECK(nmi(EntropyMean::arithmetic) == tema::normalized_mutual_information(a, b));
  });
}

TEST_CASE("agreement: what is expected by chance is the mean over all ways to deal the labels out") {
  tema::Random random(2);
  for (int round = 0; round < 60; ++round) {
    const std::size_t items = 3 + random.below(5);
    const Labels a = random_labels(items, 2 + random.below(3), random);
    const Labels b = random_labels(items, 2 + random.below(3), random);
    if (is_trivial(a) || is_trivial(b)) continue;
    CHECK(std::abs(tema::adjusted_mutual_information(a, b) - reference::adjusted_mutual_information(a, b)) <=
          tight);
  }
}

TEST_CASE("agreement: chance is taken off the information, and off nothing else") {
  tema::Random random(3);
  double sum = 0.0;
  for (int round = 0; round < 300; ++round) {
    const Labels a = random_labels(40, 10, random);
    const Labels b = random_labels(40, 10, random);
    sum += tema::adjusted_mutual_information(a, b);
    CHECK(tema::normalized_mutual_information(a, b) > 0.2);
  }
  CHECK(std::abs(sum / 300.0) < 0.02);
}

TEST_CASE("agreement: the Fowlkes-Mallows index and the purity are those of counting") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    CHECK(std::abs(tema::fowlkes_mallows_index(a, b) - reference::fowlkes_mallows_index(a, b)) <= tight);
    CHECK(tema::purity(a, b) == reference::purity(a, b));
  });
}

TEST_CASE("agreement: no measure leaves its range") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    const double nmi = tema::normalized_mutual_information(a, b);
    const tema::VMeasure measure = tema::v_measure(a, b);
    CHECK(tema::adjusted_rand_index(a, b) <= 1.0);
    CHECK(tema::adjusted_rand_index(a, b) >= -1.0);
    for (const EntropyMean mean : means) CHECK(tema::adjusted_mutual_information(a, b, mean) <= 1.0 + tight);
    for (const double value : {nmi, measure.homogeneity, measure.completeness, measure.v_measure,
                               tema::fowlkes_mallows_index(a, b), tema::purity(a, b)}) {
      CHECK(value >= 0.0);
      CHECK(value <= 1.0);
    }
  });
}

TEST_CASE("agreement: which labelling comes first has no say") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    CHECK(tema::adjusted_rand_index(a, b) == tema::adjusted_rand_index(b, a));
    const double nmi = tema::normalized_mutual_information(a, b);
    CHECK(std::abs(nmi - tema::normalized_mutual_information(b, a)) <= tight);
    CHECK(std::abs(tema::v_measure(a, b).homogeneity - tema::v_measure(b, a).completeness) <= tight);
    CHECK(std::abs(tema::v_measure(a, b).v_measure - nmi) <= tight);
    CHECK(std::abs(tema::fowlkes_mallows_index(a, b) - tema::fowlkes_mallows_index(b, a)) <= tight);
    for (const EntropyMean mean : means) {
      CHECK(std::abs(tema::adjusted_mutual_information(a, b, mean) -
                     tema::adjusted_mutual_information(b, a, mean)) <= tight);
    }
  });
}

TEST_CASE("agreement: the names of the labels have no say") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    const Labels other = renamed(a);
    CHECK(tema::adjusted_rand_index(other, b) == tema::adjusted_rand_index(a, b));
    CHECK(std::abs(tema::normalized_mutual_information(other, b) -
                   tema::normalized_mutual_information(a, b)) <= tight);
    CHECK(std::abs(tema::v_measure(other, b).v_measure - tema::v_measure(a, b).v_measure) <= tight);
    CHECK(std::abs(tema::adjusted_mutual_information(other, b) - tema::adjusted_mutual_information(a, b)) <=
          tight);
    CHECK(tema::fowlkes_mallows_index(other, b) == tema::fowlkes_mallows_index(a, b));
    CHECK(tema::purity(other, b) == tema::purity(a, b));
  });
}

TEST_CASE("agreement: a labelling agrees with itself under other names") {
  for_random_pairs([](const Labels& a, const Labels&) {
    CHECK(tema::adjusted_rand_index(a, renamed(a)) == 1.0);
    CHECK(std::abs(tema::normalized_mutual_information(a, renamed(a)) - 1.0) <= tight);
    CHECK(std::abs(tema::v_measure(a, renamed(a)).v_measure - 1.0) <= tight);
    CHECK(tema::adjusted_mutual_information(a, renamed(a)) == 1.0);
    CHECK(tema::purity(a, renamed(a)) == 1.0);
  });
}

TEST_CASE("agreement: one class against one class is full agreement") {
  for (const std::size_t items : {1U, 2U, 9U}) {
    const Labels a(items, -1);
    const Labels b(items, 4);
    CHECK(tema::normalized_mutual_information(a, b) == 1.0);
    CHECK(tema::adjusted_mutual_information(a, b) == 1.0);
    CHECK(tema::adjusted_rand_index(a, b) == 1.0);
    CHECK(tema::fowlkes_mallows_index(a, b) == (items > 1 ? 1.0 : 0.0));
    CHECK(tema::purity(a, b) == 1.0);
    CHECK(tema::v_measure(a, b).homogeneity == 1.0);
    CHECK(tema::v_measure(a, b).completeness == 1.0);
    CHECK(tema::v_measure(a, b).v_measure == 1.0);
  }
}

TEST_CASE("agreement: one class against many says nothing") {
  const Labels one(6, 2);
  for (const Labels& many : {Labels{0, 1, 2, 3, 4, 5}, Labels{0, 0, 1, 1, 1, 7}}) {
    for (const EntropyMean mean : means) {
      CHECK(tema::normalized_mutual_information(one, many, mean) == 0.0);
      CHECK(tema::adjusted_mutual_information(one, many, mean) == 0.0);
    }
    CHECK(tema::adjusted_rand_index(one, many) == 0.0);
    CHECK(tema::v_measure(one, many).homogeneity == 1.0);
    CHECK(tema::v_measure(one, many).completeness == 0.0);
    CHECK(tema::v_measure(one, many).v_measure == 0.0);
  }
}

TEST_CASE("agreement: every item alone in both is full agreement") {
  const Labels a = {0, 1, 2, 3};
  const Labels b = {9, -1, 5, 2};
  CHECK(std::abs(tema::normalized_mutual_information(a, b) - 1.0) <= tight);
  CHECK(tema::adjusted_rand_index(a, b) == 1.0);
  CHECK(std::abs(tema::v_measure(a, b).v_measure - 1.0) <= tight);
  CHECK(tema::adjusted_mutual_information(a, b) == 1.0);
  CHECK(tema::fowlkes_mallows_index(a, b) == 0.0);
  CHECK(tema::purity(a, b) == 1.0);
}

TEST_CASE("agreement: every item alone in one says no more of the other than chance") {
  const Labels alone = {0, 1, 2, 3, 4};
  const Labels other = {0, 0, 1, 1, 1};
  for (const EntropyMean mean : means) CHECK(tema::adjusted_mutual_information(alone, other, mean) == 0.0);
  CHECK(tema::purity(other, alone) == 1.0);
  CHECK(tema::purity(alone, other) == 0.4);
}

TEST_CASE("agreement: independent labellings share exactly nothing") {
  const Labels a = {0, 0, 0, 1, 1, 1, 2, 2, 2};
  const Labels b = {0, 1, 2, 0, 1, 2, 0, 1, 2};
  CHECK(tema::normalized_mutual_information(a, b) == 0.0);
  CHECK(tema::v_measure(a, b).v_measure == 0.0);
}

TEST_CASE("agreement: labellings of other lengths and empty ones are refused") {
  const std::vector<std::pair<Labels, Labels>> wrong = {{{1, 2}, {1}}, {{}, {1}}, {{}, {}}};
  for (const auto& [a, b] : wrong) {
    CHECK_THROWS_AS(static_cast<void>(tema::normalized_mutual_information(a, b)), std::invalid_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(tema::adjusted_rand_index(a, b)), doctest::Contains("items"),
                         std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(tema::v_measure(a, b)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(tema::adjusted_mutual_information(a, b)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(tema::fowlkes_mallows_index(a, b)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(tema::purity(a, b)), std::invalid_argument);
  }
}
