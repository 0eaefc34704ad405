#include "tema/evaluate/agreement.hpp"

#include "reference/naive_agreement.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

namespace {

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

struct Golden {
  Labels a;
  Labels b;
  double nmi;
  double ari;
  double homogeneity;
  double completeness;
};

std::vector<Golden> scikit_learn_values() {
  return {
      {{0, 0, 1, 1}, {0, 0, 1, 2}, 0.8, 0.5714285714285714, 1.0, 0.66666666666666663},
      {{0, 0, 0, 1, 1, 1, 2, 2, 2, 2},
       {0, 0, 1, 1, 2, 2, 0, 2, 2, -1},
       0.40701345566450114,
       0.04,
       0.44270128334604997,
       0.37665025187287376},
      {{5, 5, 5, -1, -1, 900, 900, 900, 900, 7},
       {1, 1, 2, 2, 2, 3, 3, 3, 3, 3},
       0.72630104732911227,
       0.55,
       0.65530803949943661,
       0.81454504781698411},
      {{0, 0, 1, 1}, {0, 1, 0, 1}, 0.0, -0.5, 0.0, 0.0},
  };
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

TEST_CASE("agreement: no measure leaves its range") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    const double nmi = tema::normalized_mutual_information(a, b);
    const tema::VMeasure measure = tema::v_measure(a, b);
    CHECK(tema::adjusted_rand_index(a, b) <= 1.0);
    CHECK(tema::adjusted_rand_index(a, b) >= -1.0);
    for (const double value : {nmi, measure.homogeneity, measure.completeness, measure.v_measure}) {
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
  });
}

TEST_CASE("agreement: the names of the labels have no say") {
  for_random_pairs([](const Labels& a, const Labels& b) {
    const Labels other = renamed(a);
    CHECK(tema::adjusted_rand_index(other, b) == tema::adjusted_rand_index(a, b));
    CHECK(std::abs(tema::normalized_mutual_information(other, b) -
                   tema::normalized_mutual_information(a, b)) <= tight);
    CHECK(std::abs(tema::v_measure(other, b).v_measure - tema::v_measure(a, b).v_measure) <= tight);
  });
}

TEST_CASE("agreement: a labelling agrees with itself under other names") {
  for_random_pairs([](const Labels& a, const Labels&) {
    CHECK(tema::adjusted_rand_index(a, renamed(a)) == 1.0);
    CHECK(std::abs(tema::normalized_mutual_information(a, renamed(a)) - 1.0) <= tight);
    CHECK(std::abs(tema::v_measure(a, renamed(a)).v_measure - 1.0) <= tight);
  });
}

TEST_CASE("agreement: one class against one class is full agreement") {
  for (const std::size_t items : {1U, 2U, 9U}) {
    const Labels a(items, -1);
    const Labels b(items, 4);
    CHECK(tema::normalized_mutual_information(a, b) == 1.0);
    CHECK(tema::adjusted_rand_index(a, b) == 1.0);
    CHECK(tema::v_measure(a, b).homogeneity == 1.0);
    CHECK(tema::v_measure(a, b).completeness == 1.0);
    CHECK(tema::v_measure(a, b).v_measure == 1.0);
  }
}

TEST_CASE("agreement: one class against many says nothing") {
  const Labels one(6, 2);
  for (const Labels& many : {Labels{0, 1, 2, 3, 4, 5}, Labels{0, 0, 1, 1, 1, 7}}) {
    CHECK(tema::normalized_mutual_information(one, many) == 0.0);
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
}

TEST_CASE("agreement: independent labellings share exactly nothing") {
  const Labels a = {0, 0, 0, 1, 1, 1, 2, 2, 2};
  const Labels b = {0, 1, 2, 0, 1, 2, 0, 1, 2};
  CHECK(tema::normalized_mutual_information(a, b) == 0.0);
  CHECK(tema::v_measure(a, b).v_measure == 0.0);
}

TEST_CASE("agreement: has the values of scikit-learn 1.2") {
  for (const Golden& golden : scikit_learn_values()) {
    const tema::VMeasure measure = tema::v_measure(golden.a, golden.b);
    CHECK(std::abs(tema::normalized_mutual_information(golden.a, golden.b) - golden.nmi) <= tight);
    CHECK(std::abs(tema::adjusted_rand_index(golden.a, golden.b) - golden.ari) <= tight);
    CHECK(std::abs(measure.homogeneity - golden.homogeneity) <= tight);
    CHECK(std::abs(measure.completeness - golden.completeness) <= tight);
  }
}

TEST_CASE("agreement: labellings of other lengths and empty ones are refused") {
  const std::vector<std::pair<Labels, Labels>> wrong = {{{1, 2}, {1}}, {{}, {1}}, {{}, {}}};
  for (const auto& [a, b] : wrong) {
    CHECK_THROWS_AS(static_cast<void>(tema::normalized_mutual_information(a, b)), std::invalid_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(tema::adjusted_rand_index(a, b)), doctest::Contains("items"),
                         std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(tema::v_measure(a, b)), std::invalid_argument);
  }
}
