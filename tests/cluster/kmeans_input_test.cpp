// Input at the edges of what k-means takes: rows of zeros, equal rows, as many clusters as rows, bad options.
#include "reference/random_data.hpp"
#include "reference/random_rows.hpp"
#include "tema/cluster/kmeans.hpp"
#include "tema/evaluate/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <span>
#include <stdexcept>

namespace {

using reference::planted;
using reference::Planted;
using tema::Assignment;
using tema::DenseMatrix;
using tema::KMeans;
using tema::KMeansOptions;

std::size_t clusters_used(const KMeans& model) {
  std::set<std::int32_t> used;
  for (const Assignment& assignment : model.assignments()) used.insert(assignment.cluster);
  used.erase(-1);
  return used.size();
}

}  // namespace

TEST_CASE("kmeans: rows of zeros belong nowhere and change nothing") {
  tema::Random random(11);
  const Planted data = planted(4, 10, 0.1, random);
  DenseMatrix with_zeros = DenseMatrix::Zero(data.rows.rows() + 3, data.rows.cols());
  with_zeros.bottomRows(data.rows.rows()) = data.rows;
  const KMeans model = KMeans::fit(with_zeros, {.clusters = 4});
  for (std::size_t i = 0; i < 3; ++i) CHECK(model.assignments()[i] == Assignment{});
  auto labels = tema::labels_of(model.assignments());
  labels.erase(labels.begin(), labels.begin() + 3);
  CHECK(tema::adjusted_rand_index(labels, data.truth) == 1.0);
}

TEST_CASE("kmeans: with fewer distinct rows than clusters it ends") {
  for (const Eigen::Index distinct : {1, 2, 3}) {
    const DenseMatrix once = DenseMatrix::Identity(distinct, 4);
    const KMeans model = KMeans::fit(DenseMatrix(once.replicate(10, 1)), {.clusters = 6, .restarts = 2});
    CHECK(model.converged());
    CHECK(model.iterations().size() <= 2);
    CHECK(model.clusters() == static_cast<std::size_t>(distinct));
    CHECK(model.objective() == doctest::Approx(10.0 * static_cast<double>(distinct)));
    CHECK(clusters_used(model) == static_cast<std::size_t>(distinct));
    CHECK(model.centroids() == once);
  }
}

TEST_CASE("kmeans: with as many clusters as distinct rows each is one, zeros too where distances count") {
  DenseMatrix once(3, 2);
  once << 0.0F, 0.0F, 3.0F, 4.0F, 1.0F, 0.0F;
  const DenseMatrix x = once.replicate(5, 1);
  const KMeansOptions euclidean{.clusters = 9, .metric = tema::KMeansMetric::euclidean};
  const KMeans model = KMeans::fit(x, euclidean);
  CHECK(model.converged());
  CHECK(model.clusters() == 3);
  CHECK(model.objective() == doctest::Approx(0.0));
  CHECK((model.centroids() - once).cwiseAbs().maxCoeff() <= 1e-6F);
  CHECK(KMeans::fit(x, {.clusters = 9}).clusters() == 2);
}

TEST_CASE("kmeans: one cluster takes all and as many clusters as rows take one each") {
  tema::Random random(12);
  const DenseMatrix x = planted(3, 5, 0.5, random).rows;
  const KMeans one = KMeans::fit(x, {.clusters = 1});
  CHECK(clusters_used(one) == 1);
  CHECK(std::all_of(one.assignments().begin(), one.assignments().end(),
                    [](const Assignment& assignment) { return assignment.margin == 0.0F; }));
  const KMeans all = KMeans::fit(x, {.clusters = 15});
  CHECK(clusters_used(all) == 15);
  CHECK(all.objective() == doctest::Approx(15.0).epsilon(1e-6));
}

TEST_CASE("kmeans: once converged no cluster is empty if there are rows enough to fill it") {
  tema::Random random(13);
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    // Few rows for many clusters, each of them twice: what a cluster could lose its last row by.
    const DenseMatrix once = planted(6, 3, 0.6, random).rows;
    const DenseMatrix x = once.replicate(2, 1);
    for (const std::size_t clusters : {4U, 9U, 14U, 18U}) {
      const KMeans model = KMeans::fit(x, {.clusters = clusters, .restarts = 1, .seed = seed});
      CAPTURE(seed);
      CAPTURE(clusters);
      if (model.converged()) CHECK(clusters_used(model) == clusters);
    }
  }
}

TEST_CASE("kmeans: rows too short for a float are zeros and what is not finite is refused") {
  DenseMatrix x = DenseMatrix::Identity(4, 3);
  x.row(3) *= 1e-40F;
  const KMeans model = KMeans::fit(x, {.clusters = 3});
  CHECK(model.assignments()[3] == Assignment{});
  CHECK(std::isfinite(model.objective()));
  for (const float value :
       {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    x(2, 1) = value;
    CHECK_THROWS_WITH_AS((void)KMeans::fit(x, {.clusters = 2}), doctest::Contains("row 2"),
                         std::invalid_argument);
    CHECK_THROWS_AS((void)model.predict(x), std::invalid_argument);
  }
}

TEST_CASE("kmeans: refuses options out of their range and names them") {
  DenseMatrix x = DenseMatrix::Identity(5, 5);
  x.row(2).setZero();
  const auto refuses = [&](const KMeansOptions& options, const char* message) {
    CHECK_THROWS_WITH_AS(KMeans::fit(x, options), doctest::Contains(message), std::invalid_argument);
  };
  refuses({.clusters = 0}, "clusters is 0");
  refuses({.clusters = 5}, "clusters is 5, but must be from 1 to 4");
  refuses({.clusters = 2, .restarts = 0}, "restarts is 0");
  refuses({.clusters = 2, .max_iterations = 0}, "max_iterations is 0");
  CHECK_THROWS_AS(KMeans::fit(DenseMatrix(0, 3), {.clusters = 1}), std::invalid_argument);
  const KMeans model = KMeans::fit(x, {.clusters = 4});
  CHECK_THROWS_WITH_AS(static_cast<void>(model.predict(DenseMatrix(1, 4))), doctest::Contains("columns"),
                       std::invalid_argument);
}

TEST_CASE("kmeans: takes any sparse matrix of Eigen") {
  tema::Random random(51);
  const tema::SparseMatrix x = reference::random_documents(50, 20, random);
  const KMeans model = KMeans::fit(x, {.clusters = 3});
  const auto labels = tema::labels_of(model.assignments());
  const Eigen::SparseMatrix<float> by_columns(x);
  const Eigen::SparseMatrix<double> of_doubles = by_columns.cast<double>();
  CHECK(tema::labels_of(KMeans::fit(by_columns, {.clusters = 3}).assignments()) == labels);
  CHECK(tema::labels_of(KMeans::fit(of_doubles, {.clusters = 3}).assignments()) == labels);
  CHECK(tema::labels_of(KMeans::fit(x.topRows(50), {.clusters = 3}).assignments()) == labels);
  CHECK(tema::labels_of(model.predict(by_columns)) == labels);
  CHECK(tema::labels_of(model.predict(DenseMatrix(x).sparseView())) == labels);
}

TEST_CASE("kmeans: refuses rows whose products would leave the floats and rows that are all zeros") {
  DenseMatrix x = DenseMatrix::Identity(4, 3);
  x.row(1).setConstant(3e38F);
  CHECK_THROWS_WITH_AS((void)KMeans::fit(x, {.clusters = 2}), doctest::Contains("length of row 1"),
                       std::invalid_argument);
  x.row(1).setConstant(5e36F);
  CHECK(std::isfinite(KMeans::fit(x, {.clusters = 2}).objective()));
  CHECK_THROWS_WITH_AS((void)KMeans::fit(DenseMatrix(DenseMatrix::Zero(4, 3)), {.clusters = 2}),
                       doctest::Contains("only rows of zeros"), std::invalid_argument);
}

TEST_CASE("kmeans: an offset that all rows share changes no label, and the objective by next to nothing") {
  // Multiples of 1/16, which floats hold exactly beside a million.
  tema::Random random(21);
  const DenseMatrix near = DenseMatrix(planted(3, 40, 0.05, random).rows * 16.0F).array().round() / 16.0F;
  const KMeansOptions options{.clusters = 3, .metric = tema::KMeansMetric::euclidean};
  const KMeans expected = KMeans::fit(near, options);
  const auto labels = tema::labels_of(expected.assignments());
  for (const float offset : {1000.0F, 10000.0F, 1e6F}) {
    const DenseMatrix far = near.array() + offset;
    CAPTURE(offset);
    const KMeans dense = KMeans::fit(far, options);
    CHECK(tema::labels_of(dense.assignments()) == labels);
    CHECK(dense.objective() == doctest::Approx(expected.objective()).epsilon(1e-6));
    CHECK(dense.predict(far) ==
          std::vector<Assignment>(dense.assignments().begin(), dense.assignments().end()));
    const tema::SparseMatrix sparse = far.sparseView();
    const KMeans of_sparse = KMeans::fit(sparse, options);
    CHECK(tema::labels_of(of_sparse.assignments()) == labels);
    CHECK(of_sparse.objective() == doctest::Approx(expected.objective()).epsilon(1e-6));
    CHECK(of_sparse.predict(sparse) == dense.predict(far));
    const KMeans given =
        KMeans::from_centroids({dense.centroids().data(), static_cast<std::size_t>(dense.centroids().size())},
                               3, tema::KMeansMetric::euclidean);
    // Their floats have no room for more than the offset leaves.
    if (offset < 1e5F) CHECK(tema::labels_of(given.predict(far)) == labels);
    DenseMatrix with_zero = far;
    with_zero(0, 0) = 0.0F;
    const tema::SparseMatrix holed = with_zero.sparseView();
    CHECK(KMeans::fit(holed, options).objective() ==
          doctest::Approx(KMeans::fit(with_zero, options).objective()));
  }
}

TEST_CASE("kmeans: Euclidean rows whose distances no float holds are refused") {
  const DenseMatrix x = DenseMatrix::Identity(3, 3) * 5e18F;
  CHECK_THROWS_WITH_AS(
      static_cast<void>(KMeans::fit(x, {.clusters = 2, .metric = tema::KMeansMetric::euclidean})),
      doctest::Contains("the length of row 0"), std::invalid_argument);
  const KMeans model =
      KMeans::fit(DenseMatrix(x / 2.0F), {.clusters = 2, .metric = tema::KMeansMetric::euclidean});
  CHECK(std::isfinite(model.objective()));
  for (const Assignment& assignment : model.assignments()) CHECK(std::isfinite(assignment.score));
  const DenseMatrix tiny = DenseMatrix::Identity(3, 3) * 1e-30F;
  const KMeans of_tiny = KMeans::fit(tiny, {.clusters = 2, .metric = tema::KMeansMetric::euclidean});
  CHECK_THROWS_AS(static_cast<void>(of_tiny.predict(x)), std::invalid_argument);
}

TEST_CASE("kmeans: only a row of zeros has no direction: rows as short as floats go have one") {
  constexpr float shortest = std::numeric_limits<float>::denorm_min();
  for (const float length : {shortest, 1e-38F, 0.99e-30F, 1e-30F, 1.01e-30F, 1.0F}) {
    CAPTURE(length);
    DenseMatrix x = DenseMatrix::Zero(5, 4);
    x(0, 0) = x(1, 0) = x(2, 3) = x(3, 3) = length;
    for (const bool sparse : {false, true}) {
      const KMeansOptions options{.clusters = 2, .seed = 3};
      const KMeans model = sparse ? KMeans::fit(tema::SparseMatrix(x.sparseView(0.0F, 0.0F)), options)
                                  : KMeans::fit(x, options);
      const std::span<const Assignment> found = model.assignments();
      CHECK(found[0].cluster >= 0);
      CHECK(found[0].cluster == found[1].cluster);
      CHECK(found[2].cluster == 1 - found[0].cluster);
      CHECK(found[3].cluster == found[2].cluster);
      CHECK(found[4].cluster == -1);
      CHECK(found[0].score == doctest::Approx(1.0));
    }
  }
}
