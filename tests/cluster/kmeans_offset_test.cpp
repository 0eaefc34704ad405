// Rows far from the origin, held against distances and cosines that are computed in doubles.
#include "reference/naive_kmeans.hpp"
#include "reference/random_rows.hpp"
#include "tema/cluster/kmeans.hpp"
#include "tema/evaluate/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace {

using reference::Table;
using tema::Assignment;
using tema::DenseMatrix;
using tema::KMeans;
using tema::KMeansMetric;
using tema::KMeansOptions;

constexpr float offsets[] = {0.0F, 1e3F, 1e4F, 1e6F};
constexpr KMeansMetric metrics[] = {KMeansMetric::cosine, KMeansMetric::euclidean};

std::vector<Assignment> copy_of(std::span<const Assignment> assignments) {
  return {assignments.begin(), assignments.end()};
}

/// Each label is the nearest of the means that the labels make, but for rows between two of them; the
/// objective, and what rows lose by their distance, are those of these means.
void check_against_doubles(const DenseMatrix& x, const KMeans& model) {
  const auto labels = tema::labels_of(model.assignments());
  const bool cosine = model.metric() == KMeansMetric::cosine;
  const Table distances = reference::squared_distances(x, labels, model.clusters(), cosine);
  double inertia = 0.0;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const Assignment& assignment = model.assignments()[static_cast<std::size_t>(i)];
    const double own = distances(i, assignment.cluster);
    inertia += own;
    const double scale = distances.row(i).maxCoeff();
    CHECK(own <= distances.row(i).minCoeff() + 1e-6 * scale);
    double second = std::numeric_limits<double>::infinity();
    for (Eigen::Index c = 0; c < distances.cols(); ++c) {
      if (c != assignment.cluster) second = std::min(second, distances(i, c));
    }
    const double margin = (second - own) / (cosine ? 2.0 : 1.0);
    CHECK(std::abs(static_cast<double>(assignment.margin) - margin) <= 1e-5 * scale);
  }
  const auto count = static_cast<double>(x.rows());
  CHECK(model.objective() == doctest::Approx(cosine ? count - inertia / 2.0 : -inertia).epsilon(1e-6));
  // The iterations tell it in doubles.
  if (cosine && inertia < 0.1 * count) {
    const double lost = count - model.iterations().back().objective;
    CHECK(std::abs(lost - inertia / 2.0) <= 1e-6 * inertia + 1e-13 * count);
  }
}

DenseMatrix rows_at(float offset, double noise, tema::Random& random) {
  return reference::planted(3 + random.below(3), 30, noise, random).rows.array() + offset;
}

}  // namespace

TEST_CASE("kmeans: far from the origin labels, margins and objectives are those of doubles") {
  tema::Random random(31);
  for (const KMeansMetric metric : metrics) {
    for (const float offset : offsets) {
      for (const double noise : {0.05, 0.4, 2.0}) {
        CAPTURE(offset);
        CAPTURE(noise);
        const DenseMatrix x = rows_at(offset, noise, random);
        const KMeans model = KMeans::fit(x, {.clusters = 3, .metric = metric, .restarts = 2});
        REQUIRE(model.converged());
        check_against_doubles(x, model);
        CHECK(model.predict(x) == copy_of(model.assignments()));
        const tema::SparseMatrix sparse = x.sparseView();
        if (offset > 0.0F) {
          CHECK(
              copy_of(KMeans::fit(sparse, {.clusters = 3, .metric = metric, .restarts = 2}).assignments()) ==
              copy_of(model.assignments()));
          CHECK(model.predict(sparse) == copy_of(model.assignments()));
        }
      }
    }
  }
}

TEST_CASE("kmeans: clear clusters are found far from the origin, whatever the metric") {
  tema::Random random(32);
  // Multiples of 1/16, which floats hold exactly beside a million.
  const reference::Planted data = reference::planted(3, 40, 0.05, random);
  const DenseMatrix near = (data.rows * 16.0F).array().round() / 16.0F;
  for (const KMeansMetric metric : metrics) {
    for (const float offset : offsets) {
      CAPTURE(offset);
      const DenseMatrix x = near.array() + offset;
      const KMeans model = KMeans::fit(x, {.clusters = 3, .metric = metric});
      CHECK(tema::adjusted_rand_index(tema::labels_of(model.assignments()), data.truth) == 1.0);
      const auto centroids = model.centroids();
      const KMeans given =
          KMeans::from_centroids({centroids.data(), static_cast<std::size_t>(centroids.size())}, 3, metric);
      // A unit row of floats, or one at an offset of a million, has no room for more than the offset leaves.
      if (offset < 1e5F) CHECK(tema::labels_of(given.predict(x)) == tema::labels_of(model.assignments()));
    }
  }
}

TEST_CASE("kmeans: rows on a cap give the same bytes on any number of threads") {
  tema::Random random(33);
  DenseMatrix x = DenseMatrix(reference::planted(5, 2000, 0.5, random).rows).array() + 3000.0F;
  x.topRows(3).setZero();
  const auto fit_on = [&](unsigned threads) {
    return KMeans::fit(x, {.clusters = 20, .restarts = 2, .max_iterations = 10}, {.threads = threads});
  };
  const KMeans expected = fit_on(1);
  CHECK(expected.assignments()[0] == Assignment{});
  for (const unsigned threads : {2U, 7U}) {
    const KMeans model = fit_on(threads);
    CHECK(copy_of(model.assignments()) == copy_of(expected.assignments()));
    CHECK(model.centroids() == expected.centroids());
    CHECK(model.objective() == expected.objective());
  }
  CHECK(expected.predict(x) == copy_of(expected.assignments()));
}

TEST_CASE("kmeans: of the restarts far from the origin the best is kept") {
  tema::Random random(34);
  const DenseMatrix x = DenseMatrix(reference::planted(6, 20, 0.02, random).rows).array() + 2000.0F;
  std::size_t gains = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto lost_by = [&](std::size_t restarts) {
      const KMeans model = KMeans::fit(x, {.clusters = 10, .restarts = restarts, .seed = seed});
      return 120.0 - model.iterations().back().objective;
    };
    const double one = lost_by(1);
    const double many = lost_by(8);
    CHECK(many <= one);
    gains += many < 0.99 * one ? 1U : 0U;
  }
  CHECK(gains > 10);
}

TEST_CASE("kmeans: parallel rows are one, and a row of zeros among close ones has no cluster") {
  DenseMatrix x(6, 3);
  x << 1.0F, 2.0F, 3.0F, 2.0F, 4.0F, 6.0F, 4.0F, 8.0F, 12.0F, 0.0F, 0.0F, 0.0F, 1.0F, 2.0F, 3.001F, 1.0F,
      2.001F, 3.0F;
  const KMeans model = KMeans::fit(x, {.clusters = 5});
  CHECK(model.clusters() == 3);
  CHECK(tema::labels_of(model.assignments()) == std::vector<std::int32_t>{0, 0, 0, -1, 1, 2});
  CHECK(KMeans::fit(DenseMatrix(x.topRows(4)), {.clusters = 2}).clusters() == 1);
}
