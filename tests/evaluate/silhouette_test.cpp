#include "tema/evaluate/silhouette.hpp"

#include "reference/naive_silhouette.hpp"
#include "reference/random_rows.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <vector>

namespace {

using Labels = std::vector<std::int32_t>;

constexpr double tight = 1e-12;

/// Some clusters have a single row, and some rows are in none.
Labels random_labels(std::size_t rows, std::size_t clusters, tema::Random& random) {
  Labels labels(rows);
  for (std::int32_t& label : labels) label = static_cast<std::int32_t>(random.below(clusters + 1)) * 7 - 1;
  for (std::int32_t& label : labels) label = label < 0 ? -1 : label;
  labels[0] = 5000;
  labels[1] = labels[2] = 6;
  return labels;
}

double mean_of(const std::vector<double>& silhouettes, const Labels& labels) {
  const auto taking_part = std::count_if(labels.begin(), labels.end(), [](auto label) { return label >= 0; });
  return std::accumulate(silhouettes.begin(), silhouettes.end(), 0.0) / static_cast<double>(taking_part);
}

}  // namespace

TEST_CASE("silhouette: it is that of the distances of all pairs, whatever the matrix is stored as") {
  tema::Random random(1);
  for (int round = 0; round < 40; ++round) {
    const std::size_t rows = 5 + random.below(60);
    const tema::CsrMatrix csr = reference::random_sparse(rows, 1 + random.below(30), 0.3, random);
    const Labels labels = random_labels(rows, 1 + random.below(40), random);
    const std::vector<double> expected = reference::silhouette_samples(reference::to_dense(csr), labels);
    const std::vector<double> sparse = tema::silhouette_samples(reference::to_eigen(csr), labels);
    const std::vector<double> dense = tema::silhouette_samples(reference::to_dense(csr), labels);
    for (std::size_t i = 0; i < rows; ++i) {
      CHECK(std::abs(sparse[i] - expected[i]) <= tight);
      CHECK(std::abs(dense[i] - expected[i]) <= tight);
    }
    CHECK(std::abs(tema::silhouette_score(reference::to_eigen(csr), labels) - mean_of(expected, labels)) <=
          tight);
  }
}

TEST_CASE("silhouette: it is near 1 for groups far apart, and below 0 where they are mixed up") {
  tema::Random random(2);
  const reference::Planted planted = reference::planted(20, 12, 0.05, random);
  CHECK(tema::silhouette_score(planted.rows, planted.truth) > 0.9);
  Labels mixed(planted.truth.size());
  for (std::size_t i = 0; i < mixed.size(); ++i) mixed[i] = static_cast<std::int32_t>(i / 12);
  CHECK(tema::silhouette_score(planted.rows, mixed) < 0.0);
}

TEST_CASE("silhouette: what belongs to an outlier changes nothing but its own silhouette") {
  tema::Random random(3);
  const reference::Planted planted = reference::planted(3, 5, 0.3, random);
  Labels labels = planted.truth;
  labels[4] = -1;
  const std::vector<double> with = tema::silhouette_samples(planted.rows, labels);
  tema::DenseMatrix changed = planted.rows;
  changed.row(4) *= -3.0F;
  CHECK(reference::same_bytes(tema::silhouette_samples(changed, labels), with));
  CHECK(with[4] == 0.0);
  CHECK(std::abs(tema::silhouette_score(planted.rows, labels) - mean_of(with, labels)) <= tight);
}

TEST_CASE("silhouette: neither a row's length nor the names of the clusters have a say") {
  tema::Random random(4);
  const reference::Planted planted = reference::planted(4, 6, 0.4, random);
  tema::DenseMatrix scaled = planted.rows;
  for (Eigen::Index i = 0; i < scaled.rows(); ++i) scaled.row(i) *= std::ldexp(1.0F, static_cast<int>(i) - 9);
  Labels renamed;
  for (const std::int32_t label : planted.truth) renamed.push_back(1'000'000'000 - 3 * label);
  const std::vector<double> plain = tema::silhouette_samples(planted.rows, planted.truth);
  const std::vector<double> other = tema::silhouette_samples(scaled, renamed);
  for (std::size_t i = 0; i < plain.size(); ++i) CHECK(std::abs(plain[i] - other[i]) <= tight);
}

TEST_CASE("silhouette: a row that is alone has 0, and so have rows of zeros and equal rows") {
  tema::DenseMatrix x(7, 2);
  x << 1, 0, 2, 0, 0, 0, 0, 1, 0, 3, 0, 0, 1, 1;
  const Labels labels = {0, 0, 0, 1, 1, 1, 2};
  const std::vector<double> silhouettes = tema::silhouette_samples(x, labels);
  CHECK(silhouettes[2] == 0.0);
  CHECK(silhouettes[5] == 0.0);
  CHECK(silhouettes[6] == 0.0);
  CHECK(silhouettes[0] < 0.0);  // half the distance to its own row of zeros, less to (1, 1)
  tema::DenseMatrix equal(4, 3);
  equal.setConstant(0.7F);
  CHECK(tema::silhouette_samples(equal, Labels{0, 0, 1, 1}) == std::vector<double>(4, 0.0));
}

TEST_CASE("silhouette: rows as short as floats go have a direction") {
  const Labels labels = {0, 0, 1, 1, 1};
  for (const float length : {std::numeric_limits<float>::denorm_min(), 0.99e-30F, 1e-30F, 1.01e-30F, 1.0F}) {
    CAPTURE(length);
    tema::DenseMatrix x = tema::DenseMatrix::Zero(5, 2);
    x(0, 0) = x(1, 0) = x(2, 1) = x(3, 1) = length;
    const std::vector<double> found = tema::silhouette_samples(x, labels);
    for (std::size_t i = 0; i < 2; ++i) CHECK(std::abs(found[i] - 1.0) <= tight);
    for (std::size_t i = 2; i < 4; ++i)
      CHECK(std::abs(found[i] - 0.5) <= tight);  // half of the others are at distance 1
    CHECK(found[4] == 0.0);
  }
}

TEST_CASE("silhouette: a sample is drawn from the rows that take part, by its seed") {
  tema::Random random(5);
  const reference::Planted planted = reference::planted(3, 40, 0.4, random);
  Labels labels = planted.truth;
  for (std::size_t i = 0; i < 30; ++i) labels[i] = -1;
  const double all = tema::silhouette_score(planted.rows, labels);
  std::set<double> scores;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const double score = tema::silhouette_score(planted.rows, labels, {.sample_size = 45, .seed = seed});
    CHECK(score == tema::silhouette_score(planted.rows, labels, {.sample_size = 45, .seed = seed}));
    CHECK(std::abs(score - all) < 0.1);
    scores.insert(score);
  }
  CHECK(scores.size() == 10);
  CHECK(tema::silhouette_score(planted.rows, labels, {.sample_size = 90}) == all);
  CHECK(tema::silhouette_score(planted.rows, labels, {.sample_size = 1000}) == all);
  CHECK_THROWS_AS(static_cast<void>(tema::silhouette_score(planted.rows, labels, {.sample_size = 1})),
                  std::invalid_argument);
}

TEST_CASE("silhouette: a sample is as if there were no other rows") {
  tema::Random random(6);
  const reference::Planted planted = reference::planted(2, 3, 0.4, random);
  std::vector<double> possible;
  for (std::size_t left_out = 0; left_out < 6; ++left_out) {
    Labels labels = planted.truth;
    labels[left_out] = -1;
    possible.push_back(tema::silhouette_score(planted.rows, labels));
  }
  std::set<double> seen;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const double score =
        tema::silhouette_score(planted.rows, planted.truth, {.sample_size = 5, .seed = seed});
    CHECK(std::find(possible.begin(), possible.end(), score) != possible.end());
    seen.insert(score);
  }
  CHECK(seen.size() == 6);
}

TEST_CASE("silhouette: the same bytes for any number of threads") {
  tema::Random random(7);
  const tema::SparseMatrix x = reference::random_documents(700, 300, random);
  const Labels labels = random_labels(700, 37, random);
  const std::vector<double> one = tema::silhouette_samples(x, labels, {.threads = 1});
  for (const unsigned threads : {2U, 3U, 8U})
    CHECK(reference::same_bytes(tema::silhouette_samples(x, labels, {.threads = threads}), one));
}

TEST_CASE("silhouette: a stop ends it") {
  tema::Random random(8);
  const reference::Planted planted = reference::planted(3, 4, 0.1, random);
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(static_cast<void>(
                      tema::silhouette_score(planted.rows, planted.truth, {}, {.stop = source.get_token()})),
                  tema::Cancelled);
}

TEST_CASE("silhouette: labels that make no clusters are refused") {
  tema::Random random(9);
  const tema::DenseMatrix x = reference::planted(2, 2, 0.1, random).rows;
  for (const Labels& labels : {Labels{0, 0, 0, 0}, Labels{0, 1, 2, 3}, Labels{-1, -1, -1, -1},
                               Labels{0, 0, -1, -1}, Labels{0, 1, -1, -1}}) {
    CHECK_THROWS_WITH_AS(static_cast<void>(tema::silhouette_samples(x, labels)),
                         doctest::Contains("number of clusters"), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(tema::silhouette_score(x, labels)), std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::silhouette_samples(x, Labels{0, 1, 0})),
                       "the number of labels is 3, but must be 4, the number of rows", std::invalid_argument);
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::silhouette_samples(x, Labels{0, 1, 0, -2})),
                       "a label is -2, but must be at least -1", std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(tema::silhouette_samples(tema::DenseMatrix(0, 3), Labels{})),
                  std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(tema::silhouette_samples(tema::DenseMatrix::Ones(1, 3), Labels{0})),
                  std::invalid_argument);
}

TEST_CASE("silhouette: a row that is not finite is refused") {
  tema::Random random(10);
  tema::DenseMatrix x = reference::planted(2, 2, 0.1, random).rows;
  x(3, 1) = std::numeric_limits<float>::infinity();
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::silhouette_samples(x, Labels{0, 1, 0, 1})),
                       doctest::Contains("row 3"), std::invalid_argument);
}
