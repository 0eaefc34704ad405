#include "tema/cluster/kmeans.hpp"

#include "reference/naive_kmeans.hpp"
#include "reference/random_data.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <vector>

namespace {

using reference::same_bytes;
using tema::Assignment;
using tema::DenseMatrix;
using tema::KMeans;
using tema::KMeansOptions;
using tema::SparseMatrix;

/// Documents without a structure: sparse, no entry negative, as TF-IDF gives them; some rows are empty.
SparseMatrix random_documents(std::size_t rows, std::size_t cols, tema::Random& random) {
  tema::CsrMatrix x = reference::random_sparse(rows, cols, 0.08, random);
  for (float& value : x.values) value = std::abs(value) + 0.01F;
  return reference::to_eigen(x);
}

struct Planted {
  DenseMatrix rows;
  std::vector<std::int32_t> truth;
};

/// Each row is around the axis of its group, far from all others.
Planted planted(std::size_t groups, std::size_t rows_of_group, double noise, tema::Random& random) {
  const auto rows = static_cast<Eigen::Index>(groups * rows_of_group);
  Planted result{DenseMatrix::Zero(rows, static_cast<Eigen::Index>(groups) + 2), {}};
  for (Eigen::Index i = 0; i < rows; ++i) {
    const auto group = i % static_cast<Eigen::Index>(groups);
    result.rows(i, group) = 1.0F;
    for (Eigen::Index j = 0; j < result.rows.cols(); ++j) {
      result.rows(i, j) += static_cast<float>(noise * random.normal());
    }
    result.truth.push_back(static_cast<std::int32_t>(group));
  }
  return result;
}

std::vector<Assignment> of_fit(const KMeans& model) {
  return {model.assignments().begin(), model.assignments().end()};
}

/// Every bit that a caller can see.
bool identical(const KMeans& a, const KMeans& b) {
  return of_fit(a) == of_fit(b) && a.objective() == b.objective() && a.iterations() == b.iterations() &&
         a.converged() == b.converged() &&
         same_bytes(std::span(a.centroids().data(), static_cast<std::size_t>(a.centroids().size())),
                    std::span(b.centroids().data(), static_cast<std::size_t>(b.centroids().size())));
}

std::size_t clusters_used(const KMeans& model) {
  std::set<std::int32_t> used;
  for (const Assignment& assignment : model.assignments()) used.insert(assignment.cluster);
  used.erase(-1);
  return used.size();
}

void check_nearest(const DenseMatrix& x, const KMeans& model) {
  const reference::Table cosines = reference::cosines(x, model.centroids());
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const Assignment& assignment = model.assignments()[static_cast<std::size_t>(i)];
    if (x.row(i).isZero(0.0F)) {
      CHECK(assignment == Assignment{});
      continue;
    }
    REQUIRE(assignment.cluster >= 0);
    REQUIRE(assignment.cluster < cosines.cols());
    std::vector<double> sorted(cosines.row(i).data(), cosines.row(i).data() + cosines.cols());
    std::sort(sorted.rbegin(), sorted.rend());
    CHECK(cosines(i, assignment.cluster) >= sorted[0] - 1e-5);
    CHECK(std::abs(static_cast<double>(assignment.score) - std::clamp(sorted[0], 0.0, 1.0)) <= 1e-5);
    const double margin = sorted.size() > 1 ? sorted[0] - sorted[1] : 0.0;
    CHECK(std::abs(static_cast<double>(assignment.margin) - margin) <= 2e-5);
  }
}

}  // namespace

TEST_CASE("kmeans: every row gets its nearest centroid") {
  tema::Random random(1);
  for (const std::size_t clusters : {1, 2, 5, 16, 17, 40}) {
    CAPTURE(clusters);
    const SparseMatrix x = random_documents(300, 60, random);
    check_nearest(DenseMatrix(x), KMeans::fit(x, {.clusters = clusters, .restarts = 2}));
    const Planted dense = planted(6, 20, 0.4, random);
    check_nearest(dense.rows,
                  KMeans::fit(dense.rows, {.clusters = clusters, .restarts = 1, .max_iterations = 3}));
  }
}

TEST_CASE("kmeans: the rows it was fitted to are predicted as fit gave them") {
  tema::Random random(2);
  const SparseMatrix sparse = random_documents(700, 80, random);
  const DenseMatrix dense = planted(8, 50, 0.5, random).rows;
  for (const std::size_t iterations : {1, 2, 3, 100}) {
    const KMeansOptions options{.clusters = 9, .restarts = 2, .max_iterations = iterations};
    const KMeans of_sparse = KMeans::fit(sparse, options);
    CHECK(of_sparse.predict(sparse) == of_fit(of_sparse));
    const KMeans of_dense = KMeans::fit(dense, options);
    CHECK(of_dense.predict(dense) == of_fit(of_dense));
    CHECK(of_sparse.iterations() <= iterations);
  }
}

TEST_CASE("kmeans: a row alone is predicted as in the batch") {
  tema::Random random(3);
  const SparseMatrix x = random_documents(300, 50, random);
  const KMeans model = KMeans::fit(x, {.clusters = 7});
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    CHECK(model.predict(SparseMatrix(x.middleRows(i, 1)))[0] ==
          model.assignments()[static_cast<std::size_t>(i)]);
  }
}

TEST_CASE("kmeans: once converged each centroid is the unit mean of its rows") {
  tema::Random random(4);
  for (const std::size_t clusters : {1, 3, 12}) {
    const SparseMatrix x = random_documents(200, 40, random);
    const KMeans model = KMeans::fit(x, {.clusters = clusters});
    REQUIRE(model.converged());
    const auto labels = tema::labels_of(model.assignments());
    const reference::Table means = reference::unit_means(DenseMatrix(x), labels, clusters);
    CHECK((model.centroids().cast<double>() - means).cwiseAbs().maxCoeff() <= 1e-6);
  }
}

TEST_CASE("kmeans: the objective is the sum of the scores") {
  tema::Random random(5);
  const SparseMatrix x = random_documents(200, 40, random);
  const KMeans model = KMeans::fit(x, {.clusters = 6});
  double sum = 0.0;
  for (const Assignment& assignment : model.assignments()) sum += static_cast<double>(assignment.score);
  CHECK(model.objective() == doctest::Approx(sum).epsilon(1e-12));
}

TEST_CASE("kmeans: more iterations are never worse") {
  tema::Random random(6);
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const SparseMatrix x = random_documents(200, 40, random);
    double before = 0.0;
    for (std::size_t iterations = 1; iterations <= 12; ++iterations) {
      const KMeans model =
          KMeans::fit(x, {.clusters = 8, .restarts = 1, .max_iterations = iterations, .seed = seed});
      CHECK(model.objective() >= before - 1e-4);
      before = model.objective();
    }
  }
}

TEST_CASE("kmeans: more restarts are never worse") {
  tema::Random random(7);
  const SparseMatrix x = random_documents(200, 40, random);
  double before = 0.0;
  for (std::size_t restarts = 1; restarts <= 8; ++restarts) {
    const double objective = KMeans::fit(x, {.clusters = 10, .restarts = restarts}).objective();
    CHECK(objective >= before);
    before = objective;
  }
}

TEST_CASE("kmeans: finds clusters that are far apart") {
  tema::Random random(8);
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Planted data = planted(7, 30, 0.1, random);
    const KMeans model = KMeans::fit(data.rows, {.clusters = 7, .seed = seed});
    CHECK(model.converged());
    CHECK(tema::adjusted_rand_index(tema::labels_of(model.assignments()), data.truth) == 1.0);
  }
}

TEST_CASE("kmeans: sparse rows and the same dense rows get the same labels") {
  tema::Random random(9);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const SparseMatrix x = random_documents(250, 50, random);
    const KMeansOptions options{.clusters = 6, .seed = seed};
    const auto sparse = tema::labels_of(KMeans::fit(x, options).assignments());
    CHECK(sparse == tema::labels_of(KMeans::fit(DenseMatrix(x), options).assignments()));
  }
}

TEST_CASE("kmeans: the length of a row has no say") {
  tema::Random random(10);
  const SparseMatrix x = random_documents(250, 50, random);
  SparseMatrix scaled = x;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    // Powers of two, so that no bit is rounded away and the models can be compared exactly.
    const float factor = std::ldexp(1.0F, static_cast<int>(random.below(40)) - 20);
    for (SparseMatrix::InnerIterator entry(scaled, i); entry; ++entry) entry.valueRef() *= factor;
  }
  CHECK(identical(KMeans::fit(x, {.clusters = 6}), KMeans::fit(scaled, {.clusters = 6})));

  Planted data = planted(5, 20, 0.1, random);
  const auto before = tema::labels_of(KMeans::fit(data.rows, {.clusters = 5}).assignments());
  for (Eigen::Index i = 0; i < data.rows.rows(); ++i)
    data.rows.row(i) *= static_cast<float>(0.01 + random.uniform());
  CHECK(tema::labels_of(KMeans::fit(data.rows, {.clusters = 5}).assignments()) == before);
}

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
    CHECK(model.clusters() == 6);
    CHECK(model.objective() == doctest::Approx(10.0 * static_cast<double>(distinct)));
    CHECK(clusters_used(model) == static_cast<std::size_t>(distinct));
    for (Eigen::Index c = 0; c < 6; ++c) CHECK(model.centroids().row(c).norm() == doctest::Approx(1.0F));
  }
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
