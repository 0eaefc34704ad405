#include "cluster/lloyd.hpp"

#include "every_target.hpp"
#include "reference/naive_lloyd.hpp"
#include "reference/random_data.hpp"
#include "reference/random_rows.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/rows.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace {

using tema::KMeansMetric;
using tema::detail::Clustering;
using tema::detail::Points;

constexpr KMeansMetric metrics[] = {KMeansMetric::cosine, KMeansMetric::euclidean};

/// Of documents with duplicates, ties, lengths that differ, and rows and columns of zeros.
tema::SparseMatrix documents(std::size_t rows, std::size_t cols, tema::Random& random) {
  tema::SparseMatrix x = reference::random_documents(rows, cols, random);
  if (random.below(2) == 0) {
    for (float* value = x.valuePtr(); value < x.valuePtr() + x.nonZeros(); ++value) *value = 0.5F;
  }
  const std::size_t copies = random.below(3);
  tema::SparseMatrix all(x.rows() * static_cast<Eigen::Index>(copies + 1), x.cols());
  std::vector<Eigen::Triplet<float>> entries;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    for (tema::SparseMatrix::InnerIterator entry(x, i); entry; ++entry) {
      for (std::size_t copy = 0; copy <= copies; ++copy) {
        entries.emplace_back(static_cast<int>(i + static_cast<Eigen::Index>(copy) * x.rows()), entry.col(),
                             entry.value());
      }
    }
  }
  all.setFromTriplets(entries.begin(), entries.end());
  return all;
}

/// Each of a few rows in a cluster of its own.
std::vector<std::int32_t> random_start(const Points& points, std::size_t clusters, tema::Random& random) {
  std::vector<std::int32_t> members(points.rows.rows, -1);
  for (std::int32_t c = 0; c < static_cast<std::int32_t>(clusters);) {
    const std::size_t i = random.below(members.size());
    if (members[i] < 0 && points.belongs(i)) members[i] = c++;
  }
  return members;
}

std::size_t that_belong(const Points& points) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < points.rows.rows; ++i) count += points.belongs(i) ? 1U : 0U;
  return count;
}

Clustering check_equals_naive(const tema::RowsView& x, KMeansMetric metric, std::size_t clusters,
                              unsigned threads, tema::Random& random) {
  const tema::RunContext run{.threads = threads};
  tema::Workers workers(run);
  const Points points = tema::detail::points_of(x, metric, workers);
  clusters = std::min(clusters, that_belong(points));
  if (clusters == 0) return {};
  const std::vector<std::int32_t> start = random_start(points, clusters, random);
  Clustering found = tema::detail::lloyd(points, clusters, start, 25, workers);
  reference::NaiveLloyd naive(points, clusters);
  CAPTURE(clusters);
  CHECK(found.labels == naive.run(start, 25));
  std::vector<std::size_t> moved;
  for (const tema::KMeansIteration& iteration : found.iterations) moved.push_back(iteration.moved);
  CHECK(moved == naive.moved);
  return found;
}

}  // namespace

TEST_CASE("lloyd: gives sparse rows the labels of the plain algorithm, iteration by iteration") {
  tema::Random random(1);
  std::size_t skipped = 0;
  for (unsigned round = 0; round < 120; ++round) {
    const tema::SparseMatrix x = documents(20 + random.below(150), 5 + random.below(80), random);
    const auto clusters = 1 + random.below(round % 4 == 0 ? static_cast<std::size_t>(x.rows()) : 30);
    const KMeansMetric metric = metrics[round % 2];
    const Clustering found =
        check_equals_naive(tema::as_rows(x).view(), metric, clusters, 1 + round % 3, random);
    for (const tema::KMeansIteration& iteration : found.iterations) skipped += iteration.skipped;
  }
  CHECK(skipped > 0);
}

TEST_CASE("lloyd: gives dense rows the labels of the plain algorithm") {
  tema::Random random(2);
  for (unsigned round = 0; round < 60; ++round) {
    tema::DenseMatrix x = reference::planted(2 + random.below(10), 20, 0.1 + random.uniform(), random).rows;
    if (round % 5 == 0) x.topRows(7).setZero();
    if (round % 7 == 0) x.bottomRows(9) = x.topRows(9);
    if (round % 3 == 0) x *= 1e-20F;
    const auto clusters = 1 + random.below(round % 4 == 0 ? static_cast<std::size_t>(x.rows()) : 12);
    check_equals_naive(tema::as_rows(x).view(), metrics[round % 2], clusters, 1 + round % 3, random);
  }
}

TEST_CASE("lloyd: gives rows far from the origin the labels of the plain algorithm") {
  tema::Random random(7);
  std::size_t skipped = 0;
  for (unsigned round = 0; round < 40; ++round) {
    tema::DenseMatrix x = reference::planted(2 + random.below(6), 30, 0.1 + random.uniform(), random).rows;
    x.array() += round % 2 == 0 ? 1000.0F : 30000.0F;
    if (round % 5 == 0) x.topRows(4).setZero();
    if (round % 7 == 0) x.bottomRows(9) = x.topRows(9);
    const auto clusters = 1 + random.below(round % 4 == 0 ? static_cast<std::size_t>(x.rows()) : 12);
    const Clustering found =
        check_equals_naive(tema::as_rows(x).view(), metrics[round / 2 % 2], clusters, 1 + round % 3, random);
    for (const tema::KMeansIteration& iteration : found.iterations) skipped += iteration.skipped;
  }
  CHECK(skipped > 0);
}

TEST_CASE("lloyd: many clusters with columns that are listed") {
  tema::Random random(3);
  for (unsigned round = 0; round < 4; ++round) {
    const tema::SparseMatrix x = documents(500, 900, random);
    check_equals_naive(tema::as_rows(x).view(), metrics[round % 2], 200 + random.below(200), 2, random);
  }
}

TEST_CASE("lloyd: many clusters of sparse rows with entries of either sign") {
  tema::Random random(8);
  for (unsigned round = 0; round < 6; ++round) {
    tema::SparseMatrix x = documents(300, 40 + random.below(400), random);
    x.coeffs() -= round % 3 == 0 ? 2.0F : 0.4F;
    check_equals_naive(tema::as_rows(x).view(), metrics[round % 2], 90 + random.below(200), 2, random);
  }
}

TEST_CASE("lloyd: is the same for every SIMD target and number of threads") {
  tema::Random random(4);
  const tema::SparseMatrix x = documents(400, 300, random);
  for (const KMeansMetric metric : metrics) {
    tema::detail::FloatTable expected;
    EveryTarget().run([&] {
      for (const unsigned threads : {1U, 2U, 7U}) {
        tema::Random same(5);
        const Clustering found = check_equals_naive(tema::as_rows(x).view(), metric, 100, threads, same);
        if (expected.empty()) expected = found.centroids;
        CHECK(reference::same_bytes(found.centroids, expected));
      }
    });
  }
}

TEST_CASE("lloyd: the objective of each iteration is that of its clusters, and never falls") {
  tema::Random random(6);
  for (const KMeansMetric metric : metrics) {
    const tema::SparseMatrix x = documents(300, 60, random);
    const Clustering found = check_equals_naive(tema::as_rows(x).view(), metric, 12, 1, random);
    for (std::size_t t = 1; t < found.iterations.size(); ++t) {
      CHECK(found.iterations[t].objective >= found.iterations[t - 1].objective - 1e-9);
    }
    CHECK(found.merit == found.iterations.back().objective);
  }
}
