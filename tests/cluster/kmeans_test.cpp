#include "tema/cluster/kmeans.hpp"

#include "cluster/kmeans_seeding.hpp"
#include "reference/naive_kmeans.hpp"
#include "reference/random_data.hpp"
#include "reference/random_rows.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <vector>

namespace {

using reference::planted;
using reference::Planted;
using reference::random_documents;
using reference::same_bytes;
using tema::Assignment;
using tema::DenseMatrix;
using tema::KMeans;
using tema::KMeansOptions;
using tema::SparseMatrix;

std::vector<Assignment> of_fit(const KMeans& model) {
  return {model.assignments().begin(), model.assignments().end()};
}

/// Every bit that a caller can see.
bool identical(const KMeans& a, const KMeans& b) {
  return of_fit(a) == of_fit(b) && a.objective() == b.objective() &&
         std::ranges::equal(a.iterations(), b.iterations()) && a.converged() == b.converged() &&
         same_bytes(std::span(a.centroids().data(), static_cast<std::size_t>(a.centroids().size())),
                    std::span(b.centroids().data(), static_cast<std::size_t>(b.centroids().size())));
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
    CHECK(std::abs(static_cast<double>(assignment.score) - sorted[0]) <= 1e-5);
    const double margin = sorted.size() > 1 ? sorted[0] - sorted[1] : 0.0;
    CHECK(std::abs(static_cast<double>(assignment.margin) - margin) <= 2e-5);
  }
}

/// The scores of all clusters contain those of the prediction, and no better ones.
void check_scores(const KMeans& model, const tema::RowsView& rows) {
  std::vector<float> scores(rows.rows * model.clusters(), -7.0F);
  const auto found = model.predict_scores(rows, scores.data());
  CHECK(found == model.predict(rows));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto of_row = std::span(scores).subspan(i * model.clusters(), model.clusters());
    const float best = *std::max_element(of_row.begin(), of_row.end());
    if (found[i].cluster < 0) {
      CHECK(best == 0.0F);
    } else {
      CHECK(of_row[static_cast<std::size_t>(found[i].cluster)] == found[i].score);
      CHECK(best <= found[i].score + 1e-5F);
    }
  }
}

}  // namespace

TEST_CASE("kmeans: every row gets its nearest centroid") {
  tema::Random random(1);
  for (const std::size_t clusters : {1U, 2U, 5U, 16U, 17U, 40U}) {
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
  for (const std::size_t iterations : {1U, 2U, 3U, 100U}) {
    const KMeansOptions options{.clusters = 9, .restarts = 2, .max_iterations = iterations};
    const KMeans of_sparse = KMeans::fit(sparse, options);
    CHECK(of_sparse.predict(sparse) == of_fit(of_sparse));
    const KMeans of_dense = KMeans::fit(dense, options);
    CHECK(of_dense.predict(dense) == of_fit(of_dense));
    CHECK(of_sparse.iterations().size() <= iterations);
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

TEST_CASE("kmeans: scores of all clusters tell the same as the prediction") {
  tema::Random random(5);
  const DenseMatrix apart = DenseMatrix(random_documents(300, 50, random));
  const DenseMatrix near = planted(5, 20, 0.1, random).rows.array() + 3.0F;  // on a cap
  for (const tema::KMeansMetric metric : {tema::KMeansMetric::cosine, tema::KMeansMetric::euclidean}) {
    for (const DenseMatrix& x : {apart, near}) {
      const KMeans model = KMeans::fit(x, {.clusters = 7, .metric = metric});
      check_scores(model, tema::as_rows(x).view());
      const SparseMatrix sparse = x.sparseView();
      check_scores(model, tema::as_rows(sparse).view());
    }
  }
}

TEST_CASE("kmeans: once converged each centroid is the unit mean of its rows") {
  tema::Random random(4);
  for (const std::size_t clusters : {1U, 3U, 12U}) {
    const SparseMatrix x = random_documents(200, 40, random);
    const KMeans model = KMeans::fit(x, {.clusters = clusters});
    REQUIRE(model.converged());
    const auto labels = tema::labels_of(model.assignments());
    const reference::Table means = reference::unit_means(DenseMatrix(x), labels, clusters);
    CHECK((model.centroids().cast<double>() - means).cwiseAbs().maxCoeff() <= 1e-6);
  }
}

TEST_CASE("kmeans: has the labels of the plain algorithm from the same rows") {
  tema::Random random(61);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const DenseMatrix x = planted(6, 25, 0.8, random).rows;
    const tema::RunContext run{.threads = 1};
    tema::Workers workers(run);
    tema::Random first_restart(seed, 1);
    const auto points = tema::detail::points_of(tema::as_rows(x).view(), tema::KMeansMetric::cosine, workers);
    const auto seeds = tema::detail::seed_rows(points, 6, first_restart, workers);
    const auto expected = reference::lloyd(x, seeds);
    REQUIRE(std::set(expected.begin(), expected.end()).size() == 6);
    const KMeans model = KMeans::fit(x, {.clusters = 6, .restarts = 1, .seed = seed});
    REQUIRE(model.converged());
    CHECK(tema::labels_of(model.assignments()) == expected);
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

TEST_CASE("kmeans: more restarts are never worse and sometimes better") {
  tema::Random random(7);
  const SparseMatrix x = random_documents(200, 40, random);
  std::size_t better = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    double before = 0.0;
    for (std::size_t restarts = 1; restarts <= 6; ++restarts) {
      const double objective =
          KMeans::fit(x, {.clusters = 10, .restarts = restarts, .seed = seed}).objective();
      CHECK(objective >= before);
      better += restarts > 1 && objective > before ? 1U : 0U;
      before = objective;
    }
  }
  CHECK(better > 0);
}

TEST_CASE("kmeans: another seed begins elsewhere") {
  tema::Random random(17);
  const SparseMatrix x = random_documents(200, 40, random);
  std::set<double> objectives;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    objectives.insert(KMeans::fit(x, {.clusters = 10, .restarts = 1, .seed = seed}).objective());
  }
  CHECK(objectives.size() >= 5);
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

TEST_CASE("kmeans: more iterations are never worse on rows of either sign") {
  tema::Random random(31);
  for (int trial = 0; trial < 50; ++trial) {
    DenseMatrix x(40, 3);
    for (Eigen::Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(random.normal());
    double before = -1e9;
    for (std::size_t iterations = 1; iterations < 12; ++iterations) {
      const KMeans model = KMeans::fit(x, {.clusters = 4, .restarts = 1, .max_iterations = iterations});
      CHECK(model.objective() >= before - 1e-4);
      before = model.objective();
    }
  }
}

TEST_CASE("kmeans: has the same bytes for any number of threads") {
  tema::Random random(14);
  const SparseMatrix x = random_documents(1500, 120, random);
  const auto model = [&](unsigned threads) {
    const tema::RunContext run{.threads = threads};
    return KMeans::fit(x, {.clusters = 20, .restarts = 2, .max_iterations = 20}, run);
  };
  const KMeans alone = model(1);
  CHECK(identical(alone, model(2)));
  CHECK(identical(alone, model(7)));
  const tema::RunContext seven{.threads = 7};
  CHECK(alone.predict(x, seven) == of_fit(alone));
}

TEST_CASE("kmeans: a stop ends it") {
  tema::Random random(15);
  const SparseMatrix x = random_documents(100, 30, random);
  std::stop_source source;
  source.request_stop();
  for (const tema::OnStop on_stop : {tema::OnStop::discard, tema::OnStop::keep_best}) {
    const tema::RunContext run{.stop = source.get_token(), .on_stop = on_stop};
    CHECK_THROWS_AS(KMeans::fit(x, {.clusters = 3}, run), tema::Cancelled);
  }
  const KMeans model = KMeans::fit(x, {.clusters = 3});
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(static_cast<void>(model.predict(x, run)), tema::Cancelled);
}

TEST_CASE("kmeans: a stop after the first restart discards or keeps the best as asked") {
  tema::Random random(16);
  const SparseMatrix x = random_documents(100, 30, random);
  const auto stopped = [&](tema::OnStop on_stop) {
    std::stop_source source;
    const tema::RunContext run{.stop = source.get_token(),
                               .progress =
                                   [&](const tema::Progress& progress) {
                                     if (progress.stage == "cluster" && progress.done >= 1)
                                       source.request_stop();
                                   },
                               .on_stop = on_stop};
    return KMeans::fit(x, {.clusters = 5, .restarts = 6}, run);
  };
  CHECK_THROWS_AS(stopped(tema::OnStop::discard), tema::Cancelled);
  const KMeans kept = stopped(tema::OnStop::keep_best);
  CHECK_FALSE(kept.converged());
  CHECK(kept.predict(x) == of_fit(kept));
  CHECK(of_fit(kept) == of_fit(KMeans::fit(x, {.clusters = 5, .restarts = 1})));
}
