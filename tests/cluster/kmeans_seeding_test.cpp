#include "cluster/kmeans_seeding.hpp"

#include "reference/naive_seeding.hpp"
#include "reference/random_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace {

std::vector<std::size_t> seeds_of(const tema::RowsView& x, std::size_t clusters, std::uint64_t seed,
                                  unsigned threads = 1) {
  const tema::RunContext run{.threads = threads};
  tema::Workers workers(run);
  tema::Random random(seed);
  const tema::detail::Points points = tema::detail::points_of(x, tema::KMeansMetric::cosine, workers);
  return tema::detail::seed_rows(points, clusters, random, workers);
}

std::size_t distinct(const std::vector<std::size_t>& values) {
  return std::set(values.begin(), values.end()).size();
}

}  // namespace

TEST_CASE("kmeans_seeding: gives distinct rows and never one of zeros") {
  tema::Random random(1);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    // So sparse that a good part of the rows is empty.
    const tema::CsrMatrix x = reference::random_sparse(60, 20, 0.05, random);
    std::size_t others = 0;
    for (std::size_t i = 0; i < 60; ++i) others += x.view().row(i).size > 0 ? 1U : 0U;
    REQUIRE(others < 60);
    for (const std::size_t clusters : {std::size_t{1}, std::size_t{5}, others}) {
      const auto seeds = seeds_of(x.view(), clusters, seed);
      CHECK(seeds.size() == clusters);
      CHECK(distinct(seeds) == clusters);
      for (const std::size_t row : seeds) {
        REQUIRE(row < 60);
        CHECK(x.view().row(row).size > 0);
      }
    }
  }
}

TEST_CASE("kmeans_seeding: groups that are far apart get one seed each") {
  tema::Random random(2);
  constexpr Eigen::Index groups = 8;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    tema::DenseMatrix x = tema::DenseMatrix::Zero(groups * 15, groups);
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      x(i, i % groups) = static_cast<float>(0.5 + random.uniform());
      x(i, (i + 1) % groups) = static_cast<float>(0.01 * random.normal());
    }
    std::vector<std::size_t> seeds =
        seeds_of(tema::as_rows(x).view(), static_cast<std::size_t>(groups), seed);
    for (std::size_t& row : seeds) row %= static_cast<std::size_t>(groups);
    CHECK(distinct(seeds) == static_cast<std::size_t>(groups));
  }
}

TEST_CASE("kmeans_seeding: of the rows it draws it takes the one that leaves the least distance") {
  tema::Random random(6);
  constexpr Eigen::Index groups = 10;
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    tema::DenseMatrix x = tema::DenseMatrix::Zero(groups * 12, groups);
    for (Eigen::Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(0.25 * random.normal());
    for (Eigen::Index i = 0; i < x.rows(); ++i) x(i, i % groups) += 1.0F;
    std::vector<std::size_t> seeds =
        seeds_of(tema::as_rows(x).view(), static_cast<std::size_t>(groups), seed);
    for (std::size_t& row : seeds) row %= static_cast<std::size_t>(groups);
    found += distinct(seeds);
  }
  CAPTURE(found);
  CHECK(found >= 880);
}

TEST_CASE("kmeans_seeding: doubles rows when there are too few distinct ones") {
  for (const Eigen::Index kinds : {1, 2, 3}) {
    const tema::DenseMatrix x = tema::DenseMatrix::Identity(kinds, 3).replicate(6, 1);
    const auto rows = static_cast<std::size_t>(x.rows());
    const auto seeds = seeds_of(tema::as_rows(x).view(), rows, 1);
    CHECK(distinct(seeds) == rows);
    // Before any is doubled, each of the distinct ones is there.
    std::set<std::size_t> first;
    for (std::size_t c = 0; c < static_cast<std::size_t>(kinds); ++c) {
      first.insert(seeds[c] % static_cast<std::size_t>(kinds));
    }
    CHECK(first.size() == static_cast<std::size_t>(kinds));
  }
}

TEST_CASE("kmeans_seeding: all rows the same and of no round length") {
  tema::Random random(3);
  const tema::DenseMatrix one =
      Eigen::Map<const tema::DenseMatrix>(reference::random_floats(7, random).data(), 1, 7);
  const tema::DenseMatrix x = one.replicate(9, 1);
  // Their cosines to each other are 1 but for the rounding, which must not be drawn for ever.
  CHECK(distinct(seeds_of(tema::as_rows(x).view(), 9, 1)) == 9);
}

TEST_CASE("kmeans_seeding: another seed begins elsewhere") {
  tema::Random random(4);
  const tema::CsrMatrix x = reference::random_sparse(100, 30, 0.3, random);
  std::set<std::vector<std::size_t>> all;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) all.insert(seeds_of(x.view(), 5, seed));
  CHECK(all.size() >= 9);
}

TEST_CASE("kmeans_seeding: gives the same rows for any number of threads") {
  tema::Random random(5);
  const tema::CsrMatrix x = reference::random_sparse(2000, 50, 0.1, random);
  const auto alone = seeds_of(x.view(), 20, 1, 1);
  CHECK(seeds_of(x.view(), 20, 1, 2) == alone);
  CHECK(seeds_of(x.view(), 20, 1, 7) == alone);
}

TEST_CASE("kmeans_seeding: an opposite row is twice as likely as an orthogonal one") {
  tema::DenseMatrix x(3, 2);
  x << 1, 0, -1, 0, 0, 1;
  std::size_t opposite = 0;
  std::size_t orthogonal = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const auto seeds = seeds_of(tema::as_rows(x).view(), 2, seed);
    if (seeds[0] != 0) continue;
    opposite += seeds[1] == 1 ? 1U : 0U;
    orthogonal += seeds[1] == 2 ? 1U : 0U;
  }
  CHECK(static_cast<double>(opposite) > 1.5 * static_cast<double>(orthogonal));
}

TEST_CASE("kmeans_seeding: rows of several chunks are those of a plain k-means++") {
  tema::Random random(7);
  const tema::CsrMatrix x = reference::random_sparse(9001, 40, 0.3, random);
  const tema::RunContext run{.threads = 1};
  tema::Workers workers(run);
  const tema::detail::Points points =
      tema::detail::points_of(x.view(), tema::KMeansMetric::euclidean, workers);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    tema::Random naive(seed);
    tema::Random fast(seed);
    const std::vector<std::size_t> expected = reference::seeds(points, 12, naive);
    CHECK(tema::detail::seed_rows(points, 12, fast, workers) == expected);
    tema::Random shared(seed);
    const tema::RunContext three{.threads = 3};
    tema::Workers team(three);
    CHECK(tema::detail::seed_rows(points, 12, shared, team) == expected);
  }
}
