#include "tema/cluster/multinomial_mixture.hpp"

#include "every_target.hpp"
#include "reference/naive_mixture.hpp"
#include "reference/random_data.hpp"
#include "reference/random_rows.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <vector>

namespace {

using reference::random_documents;
using tema::Assignment;
using tema::MixtureOptions;
using tema::MultinomialMixture;
using tema::SparseMatrix;
using Labels = std::vector<std::int32_t>;

Labels random_labels(const SparseMatrix& x, std::size_t components, tema::Random& random) {
  Labels labels(static_cast<std::size_t>(x.rows()));
  for (std::int32_t& label : labels) label = static_cast<std::int32_t>(random.below(components + 1)) - 1;
  return labels;
}

std::vector<Assignment> of_fit(const MultinomialMixture& model) {
  return {model.assignments().begin(), model.assignments().end()};
}

std::vector<std::size_t> first_rows_with_terms(const SparseMatrix& x) {
  std::vector<std::size_t> rows;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    if (x.row(i).nonZeros() > 0) rows.push_back(static_cast<std::size_t>(i));
  }
  return rows;
}

std::size_t count_filled(const MultinomialMixture& model) {
  std::set<std::int32_t> filled;
  for (const Assignment& assignment : model.assignments()) filled.insert(assignment.cluster);
  filled.erase(-1);
  return filled.size();
}

}  // namespace

TEST_CASE("mixture: every iteration is that of the formulas") {
  tema::Random random(1);
  for (std::size_t round = 0; round < 20; ++round) {
    const SparseMatrix x = random_documents(40 + random.below(60), 30, random);
    const MixtureOptions options{.components = 1 + random.below(20),
                                 .row_sum = 1.0 + 20.0 * random.uniform(),
                                 .smoothing = 0.01 + random.uniform(),
                                 .max_iterations = random.below(9),
                                 .tolerance = 0.0};
    const Labels labels = random_labels(x, options.components, random);
    const MultinomialMixture model = MultinomialMixture::fit(x, labels, options);
    reference::NaiveMixture naive(x, options);
    naive.start(labels);
    for (const double objective : model.objectives()) {
      naive.maximise();
      CHECK(objective == doctest::Approx(naive.expect()).epsilon(1e-5));
    }
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      if (x.row(i).nonZeros() == 0) naive.posteriors.row(i) = naive.mixing_weights.transpose();
    }
    CHECK((model.posteriors(x).cast<double>() - naive.posteriors).cwiseAbs().maxCoeff() <= 1e-3);
    const Eigen::MatrixXd logs = naive.weights.array().log().transpose();
    CHECK((model.log_probabilities().cast<double>() - logs).cwiseAbs().maxCoeff() <= 1e-3);
  }
}

TEST_CASE("mixture: no iteration is worse than the one before, whatever the options") {
  tema::Random random(2);
  const auto between = [&](double low, double high) {
    return std::pow(10.0, low + (high - low) * random.uniform());
  };
  for (std::size_t round = 0; round < 300; ++round) {
    const SparseMatrix x =
        random_documents(2 + random.below(200), 1 + random.below(round % 2 == 0 ? 60 : 4), random);
    const MixtureOptions options{.components = 1 + random.below(10),
                                 .row_sum = between(-8.0, 6.0),
                                 .smoothing = round % 3 == 0 ? between(-37.0, 6.0) : between(-4.0, 1.0),
                                 .max_iterations = 40,
                                 .tolerance = 0.0};
    const auto model = MultinomialMixture::fit(x, random_labels(x, options.components, random), options);
    const auto objectives = model.objectives();
    CHECK(std::is_sorted(objectives.begin(), objectives.end()));
    for (const double objective : objectives) CHECK(std::isfinite(objective));
    CHECK(model.predict(x) == of_fit(model));
  }
}

TEST_CASE("mixture: the ends of the options' ranges do what they say") {
  tema::Random random(12);
  const SparseMatrix x = random_documents(100, 30, random);
  const Labels labels = random_labels(x, 4, random);
  for (const double smoothing : {1e-37, 1e6}) {
    for (const double row_sum : {1e-300, 1e-37, 1.0, 1e6}) {
      const auto model =
          MultinomialMixture::fit(x, labels, {.components = 4, .row_sum = row_sum, .smoothing = smoothing});
      CHECK(model.predict(x) == of_fit(model));
      CHECK(model.log_probabilities().allFinite());
      CHECK(model.posteriors(x).allFinite());
    }
  }
}

TEST_CASE("mixture: the rows it was fitted to are predicted as fit gave them, alone and together") {
  tema::Random random(3);
  const SparseMatrix x = random_documents(700, 50, random);
  const auto model = MultinomialMixture::fit(x, random_labels(x, 6, random), {.components = 6});
  CHECK(model.predict(x) == of_fit(model));
  const tema::DenseMatrix posteriors = model.posteriors(x);
  tema::DenseMatrix scores = tema::DenseMatrix::Constant(posteriors.rows(), posteriors.cols(), -7.0F);
  CHECK(model.predict_scores(tema::as_rows(x).view(), scores.data()) == of_fit(model));
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const Assignment& assignment = model.assignments()[static_cast<std::size_t>(i)];
    if (i % 50 == 0) CHECK(model.predict(SparseMatrix(x.middleRows(i, 1)))[0] == assignment);
    CHECK(std::abs(posteriors.row(i).sum() - 1.0F) <= 1e-5F);
    const bool is_empty = x.row(i).nonZeros() == 0;
    CHECK((is_empty ? scores.row(i).isZero(0.0F) : scores.row(i) == posteriors.row(i)));
    if (is_empty) {
      CHECK(assignment == Assignment{});
      CHECK(posteriors(i, 2) == static_cast<float>(model.mixing_weights()[2]));
      continue;
    }
    CHECK(assignment.score == posteriors.row(i).maxCoeff());
    CHECK(assignment.score == posteriors(i, assignment.cluster));
  }
}

TEST_CASE("mixture: finds the groups that a start with errors hints at") {
  tema::Random random(4);
  tema::DenseMatrix x = tema::DenseMatrix::Zero(200, 20);
  Labels truth;
  Labels start;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    truth.push_back(static_cast<std::int32_t>(i % 4));
    start.push_back(random.below(3) == 0 ? static_cast<std::int32_t>(random.below(4)) : truth.back());
    for (int word = 0; word < 12; ++word) {
      const auto own = 5 * (i % 4) + static_cast<Eigen::Index>(random.below(5));
      x(i, random.below(4) == 0 ? static_cast<Eigen::Index>(random.below(20)) : own) += 1.0F;
    }
  }
  const auto model = MultinomialMixture::fit(SparseMatrix(x.sparseView()), start, {.components = 4});
  CHECK(tema::labels_of(model.assignments()) == truth);
  CHECK(model.converged());
}

TEST_CASE("mixture: has the same bytes for any number of threads and every SIMD target") {
  tema::Random random(5);
  const SparseMatrix x = random_documents(1500, 120, random);
  const Labels labels = random_labels(x, 20, random);
  std::vector<float> expected;
  const auto bytes = [&](unsigned threads) {
    const tema::RunContext run{.threads = threads};
    const auto model = MultinomialMixture::fit(x, labels, {.components = 20}, run);
    const tema::DenseMatrix logs = model.log_probabilities();
    std::vector<float> all(logs.data(), logs.data() + logs.size());
    for (const Assignment& assignment : model.assignments()) all.push_back(assignment.score);
    for (const double objective : model.objectives()) all.push_back(static_cast<float>(objective));
    return all;
  };
  EveryTarget().run([&] {
    for (const unsigned threads : {1U, 2U, 7U}) {
      const std::vector<float> found = bytes(threads);
      if (expected.empty()) expected = found;
      CHECK(reference::same_bytes(found, expected));
    }
  });
}

TEST_CASE("mixture: refuses what it cannot take and names it") {
  tema::Random random(6);
  SparseMatrix x = random_documents(10, 8, random);
  const Labels labels(10, 0);
  const auto refuses = [&](const Labels& start, const MixtureOptions& options, const char* message) {
    CHECK_THROWS_WITH_AS(static_cast<void>(MultinomialMixture::fit(x, start, options)),
                         doctest::Contains(message), std::invalid_argument);
  };
  refuses(labels, {.components = 0}, "components is 0");
  refuses(labels, {.row_sum = 0.0}, "row_sum is 0");
  refuses(labels, {.smoothing = 0.0}, "smoothing is 0, but must be from 1e-37 to 1e+06");
  refuses(labels, {.smoothing = 1e-44}, "smoothing is 1e-44");
  refuses(labels, {.smoothing = 1.1e6}, "smoothing is 1100000");
  refuses(labels, {.row_sum = 1.1e6}, "row_sum is 1100000");
  refuses(labels, {.smoothing = std::numeric_limits<double>::quiet_NaN()}, "smoothing is");
  refuses(labels, {.tolerance = -1.0}, "tolerance is -1");
  refuses(Labels(9, 0), {}, "the number of labels is 9");
  refuses(Labels(10, 8), {.components = 8}, "a label is 8, but must be from -1 to 7");
  x.valuePtr()[0] = -1.0F;
  refuses(labels, {}, "a value of row");
  x.valuePtr()[0] = std::numeric_limits<float>::quiet_NaN();
  refuses(labels, {}, "the length of row");
}

TEST_CASE("mixture: rows of zeros, one row, one component, components without rows") {
  const SparseMatrix nothing(3, 4);
  const auto empty = MultinomialMixture::fit(nothing, Labels(3, 0), {.components = 2});
  CHECK(of_fit(empty) == std::vector<Assignment>(3));
  CHECK(empty.mixing_weights()[0] == doctest::Approx(0.5));
  tema::Random random(7);
  const SparseMatrix x = random_documents(30, 10, random);
  const auto one = MultinomialMixture::fit(x, Labels(30, 0), {.components = 1});
  for (Eigen::Index i = 0; i < 30; ++i) {
    const Assignment expected = x.row(i).nonZeros() == 0 ? Assignment{} : Assignment{0, 1.0F, 0.0F};
    CHECK(one.assignments()[static_cast<std::size_t>(i)] == expected);
  }
  const auto many = MultinomialMixture::fit(x, Labels(30, 3), {.components = 40});
  for (const double objective : many.objectives()) CHECK(std::isfinite(objective));
  CHECK(many.predict(SparseMatrix(0, 10)).empty());
  CHECK_THROWS_WITH_AS(static_cast<void>(many.predict(SparseMatrix(1, 9))), doctest::Contains("columns"),
                       std::invalid_argument);
}

TEST_CASE("mixture: components that smoothing starves are filled") {
  bool starved_once = false;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    tema::Random random(seed);
    const SparseMatrix x = random_documents(600, 40, random);
    // One large component, and small ones of a row, which so much smoothing makes level.
    Labels labels(600, 0);
    for (std::int32_t c = 1; c < 6; ++c) labels[first_rows_with_terms(x)[static_cast<std::size_t>(c)]] = c;
    MixtureOptions options{.components = 6, .row_sum = 10.0, .smoothing = 1000.0, .max_iterations = 1};
    const MultinomialMixture starved = MultinomialMixture::fit(x, labels, options);
    starved_once = starved_once || count_filled(starved) < 6;
    options.fill = true;
    const MultinomialMixture filled = MultinomialMixture::fit(x, labels, options);
    CHECK(count_filled(filled) == 6);
    CHECK(filled.predict(x) == of_fit(filled));
    CHECK(std::ranges::equal(filled.objectives(), starved.objectives()));
  }
  CHECK(starved_once);
}

TEST_CASE("mixture: a stop ends it") {
  tema::Random random(8);
  const SparseMatrix x = random_documents(100, 30, random);
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(static_cast<void>(MultinomialMixture::fit(x, Labels(100, 0), {}, run)), tema::Cancelled);
}
