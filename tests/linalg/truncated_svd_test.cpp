#include "tema/linalg/truncated_svd.hpp"

#include "reference/naive_svd.hpp"
#include "reference/random_data.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

namespace {

using reference::same_bytes;
using tema::DenseMatrix;
using tema::SparseMatrix;
using tema::TruncatedSvd;

/// Random and sparse, each row shorter than the one before by `decay`: so do the singular values fall.
SparseMatrix decaying(std::size_t rows, std::size_t cols, double decay, tema::Random& random) {
  SparseMatrix x = reference::to_eigen(reference::random_sparse(rows, cols, 0.3, random));
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    for (SparseMatrix::InnerIterator entry(x, i); entry; ++entry) {
      entry.valueRef() *= static_cast<float>(std::pow(decay, static_cast<double>(i)));
    }
  }
  return x;
}

std::vector<double> exact_singular_values(const SparseMatrix& x) {
  const DenseMatrix dense(x);
  const std::vector<double> values(dense.data(), dense.data() + dense.size());
  return reference::singular_values(values, static_cast<std::size_t>(x.rows()),
                                    static_cast<std::size_t>(x.cols()));
}

/// The largest entry of VᵀV - 1 among the first `count` columns.
double worst_overlap(const TruncatedSvd& svd, std::size_t count) {
  const Eigen::MatrixXd v = svd.components().cast<double>().leftCols(static_cast<Eigen::Index>(count));
  const Eigen::MatrixXd rest = v.transpose() * v - Eigen::MatrixXd::Identity(v.cols(), v.cols());
  return rest.size() == 0 ? 0.0 : rest.cwiseAbs().maxCoeff();
}

/// A matrix whose rows repeat `distinct` random ones, with a row of zeros after each round.
SparseMatrix repeated_rows(std::size_t distinct, std::size_t rounds, std::size_t cols, tema::Random& random) {
  const DenseMatrix once = reference::to_dense(reference::random_sparse(distinct, cols, 0.5, random));
  const Eigen::Index round = once.rows() + 1;
  DenseMatrix all = DenseMatrix::Zero(round * static_cast<Eigen::Index>(rounds), once.cols());
  for (Eigen::Index i = 0; i < all.rows(); i += round) all.middleRows(i, once.rows()) = once;
  return all.sparseView();
}

}  // namespace

TEST_CASE("truncated_svd: has the leading singular values of the whole decomposition") {
  tema::Random random(1);
  for (const auto& [rows, cols] : {std::pair{120, 50}, std::pair{50, 90}}) {
    const SparseMatrix x =
        decaying(static_cast<std::size_t>(rows), static_cast<std::size_t>(cols), 0.9, random);
    const std::vector<double> exact = exact_singular_values(x);
    const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 12});
    REQUIRE(svd.rank() == 12);
    CHECK(svd.columns() == static_cast<std::size_t>(cols));
    const auto values = svd.singular_values();
    CHECK(std::is_sorted(values.begin(), values.end(), std::greater<>()));
    for (std::size_t j = 0; j < 12; ++j) CHECK(std::abs(values[j] - exact[j]) <= 1e-4 * exact[j]);
  }
}

TEST_CASE("truncated_svd: its directions are singular vectors") {
  tema::Random random(2);
  const SparseMatrix x = decaying(150, 60, 0.85, random);
  const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 10});
  const Eigen::MatrixXd dense = Eigen::MatrixXd(x.cast<double>());
  const Eigen::MatrixXd v = svd.components().cast<double>();
  const double largest = svd.singular_values()[0] * svd.singular_values()[0];
  for (Eigen::Index j = 0; j < v.cols(); ++j) {
    const double value = svd.singular_values()[static_cast<std::size_t>(j)];
    const Eigen::VectorXd residual = dense.transpose() * (dense * v.col(j)) - value * value * v.col(j);
    CHECK(residual.norm() <= 1e-4 * largest);
  }
  CHECK(worst_overlap(svd, 10) <= 1e-4);
}

TEST_CASE("truncated_svd: all directions of a matrix give its rows back") {
  tema::Random random(3);
  const SparseMatrix x = decaying(40, 12, 0.9, random);
  const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 12});
  const DenseMatrix back = svd.transform(x) * svd.components().transpose();
  CHECK((back - DenseMatrix(x)).cwiseAbs().maxCoeff() <= 1e-5F);
}

TEST_CASE("truncated_svd: transform is the matrix times the components") {
  tema::Random random(4);
  const TruncatedSvd svd = TruncatedSvd::fit(decaying(60, 30, 0.9, random), {.rank = 7});
  const SparseMatrix unseen = reference::to_eigen(reference::random_sparse(25, 30, 0.2, random));
  const DenseMatrix coordinates = svd.transform(unseen);
  REQUIRE(coordinates.rows() == 25);
  REQUIRE(coordinates.cols() == 7);
  const Eigen::MatrixXd expected = Eigen::MatrixXd(unseen.cast<double>()) * svd.components().cast<double>();
  CHECK((coordinates.cast<double>() - expected).cwiseAbs().maxCoeff() <= 1e-5);
}

TEST_CASE("truncated_svd: the largest entry of each direction is positive") {
  tema::Random random(5);
  const TruncatedSvd svd = TruncatedSvd::fit(decaying(60, 30, 0.9, random), {.rank = 9});
  const DenseMatrix v = svd.components();
  for (Eigen::Index j = 0; j < v.cols(); ++j) {
    Eigen::Index at = 0;
    v.col(j).cwiseAbs().maxCoeff(&at);
    CHECK(v(at, j) > 0.0F);
  }
}

TEST_CASE("truncated_svd: past the rank of the matrix all is zero") {
  tema::Random random(6);
  for (std::size_t distinct = 1; distinct <= 5; ++distinct) {
    const SparseMatrix x = repeated_rows(distinct, 9, 20, random);
    const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 8});
    const std::vector<double> exact = exact_singular_values(x);
    CAPTURE(distinct);
    for (std::size_t j = 0; j < distinct; ++j) {
      CHECK(svd.singular_values()[j] == doctest::Approx(exact[j]).epsilon(1e-4));
    }
    CHECK(worst_overlap(svd, distinct) <= 1e-4);
    for (std::size_t j = distinct; j < 8; ++j) {
      CHECK(svd.singular_values()[j] == 0.0);
      CHECK(svd.components().col(static_cast<Eigen::Index>(j)).isZero(0.0F));
    }
    CHECK(svd.transform(x).rightCols(static_cast<Eigen::Index>(8 - distinct)).isZero(0.0F));
  }
}

TEST_CASE("truncated_svd: a matrix of zeros has no direction") {
  const TruncatedSvd svd = TruncatedSvd::fit(SparseMatrix(6, 4), {.rank = 3});
  CHECK(svd.singular_values()[0] == 0.0);
  CHECK(svd.components().isZero(0.0F));
}

TEST_CASE("truncated_svd: rows that are very short or very long have finite directions") {
  for (const float value : {1e-45F, 4.6e-40F, 1e-38F, 1e-31F, 1e-29F, 1e-20F, 1e20F, 3e36F}) {
    CAPTURE(value);
    SparseMatrix x(3, 2);
    x.insert(0, 0) = value;
    x.insert(1, 1) = value / 2.0F;
    x.insert(2, 0) = value / 3.0F;
    x.makeCompressed();
    const auto svd = TruncatedSvd::fit(x, {.rank = 2});
    CHECK(svd.components().allFinite());
    CHECK(svd.transform(x).allFinite());
    const bool has_length = value > 1e-30F;  // below, a row is as one of zeros
    CHECK((svd.singular_values()[0] > 0.0) == has_length);
  }
}

TEST_CASE("truncated_svd: one row or one column is its own direction") {
  DenseMatrix row(1, 3);
  row << 2.0F, 0.0F, -6.0F;
  const TruncatedSvd of_row = TruncatedSvd::fit(SparseMatrix(row.sparseView()), {.rank = 1});
  CHECK(of_row.singular_values()[0] == doctest::Approx(std::sqrt(40.0)).epsilon(1e-6));
  CHECK(static_cast<double>(of_row.components()(0, 0)) ==
        doctest::Approx(-2.0 / std::sqrt(40.0)).epsilon(1e-6));
  CHECK(static_cast<double>(of_row.components()(2, 0)) ==
        doctest::Approx(6.0 / std::sqrt(40.0)).epsilon(1e-6));

  const DenseMatrix column = row.transpose();
  const TruncatedSvd of_column = TruncatedSvd::fit(SparseMatrix(column.sparseView()), {.rank = 1});
  CHECK(of_column.singular_values()[0] == doctest::Approx(std::sqrt(40.0)).epsilon(1e-6));
  CHECK(of_column.components()(0, 0) == doctest::Approx(1.0).epsilon(1e-6));
}

TEST_CASE("truncated_svd: refuses a rank outside the matrix and names the field") {
  tema::Random random(7);
  const SparseMatrix x = decaying(10, 6, 0.9, random);
  CHECK_THROWS_WITH_AS(TruncatedSvd::fit(x, {.rank = 0}), doctest::Contains("rank is 0"),
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(TruncatedSvd::fit(x, {.rank = 7}), doctest::Contains("rank is 7"),
                       std::invalid_argument);
  CHECK_THROWS_AS(TruncatedSvd::fit(SparseMatrix(0, 6), {.rank = 1}), std::invalid_argument);
  CHECK_THROWS_AS(TruncatedSvd::fit(SparseMatrix(6, 0), {.rank = 1}), std::invalid_argument);
  const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 6});
  CHECK_THROWS_WITH_AS(static_cast<void>(svd.transform(SparseMatrix(2, 5))), doctest::Contains("columns"),
                       std::invalid_argument);
}

TEST_CASE("truncated_svd: refuses a view of dense rows") {
  const tema::DenseMatrix x = tema::DenseMatrix::Identity(3, 3);
  CHECK_THROWS_WITH_AS((void)tema::TruncatedSvd::fit(tema::as_rows(x).view(), {.rank = 1}),
                       doctest::Contains("dense"), std::invalid_argument);
}

TEST_CASE("truncated_svd: has the same bytes for any number of threads") {
  tema::Random random(8);
  const SparseMatrix x = decaying(1200, 300, 0.99, random);
  const auto bytes = [&](unsigned threads) {
    const tema::RunContext run{.threads = threads};
    const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 20}, run);
    const DenseMatrix v = svd.components();
    const DenseMatrix coordinates = svd.transform(x, run);
    std::vector<double> all(svd.singular_values().begin(), svd.singular_values().end());
    for (Eigen::Index i = 0; i < v.size(); ++i) all.push_back(static_cast<double>(v.data()[i]));
    for (Eigen::Index i = 0; i < coordinates.size(); ++i)
      all.push_back(static_cast<double>(coordinates.data()[i]));
    return all;
  };
  const std::vector<double> alone = bytes(1);
  CHECK(same_bytes(alone, bytes(2)));
  CHECK(same_bytes(alone, bytes(7)));
}

TEST_CASE("truncated_svd: another seed finds the same values") {
  tema::Random random(9);
  const SparseMatrix x = decaying(100, 60, 0.9, random);
  const TruncatedSvd one = TruncatedSvd::fit(x, {.rank = 10, .seed = 1});
  const TruncatedSvd other = TruncatedSvd::fit(x, {.rank = 10, .seed = 99});
  for (std::size_t j = 0; j < 10; ++j) {
    CHECK(other.singular_values()[j] == doctest::Approx(one.singular_values()[j]).epsilon(1e-4));
  }
  // Not the same bits: the seed does reach the computation.
  CHECK_FALSE(same_bytes(one.singular_values(), other.singular_values()));
}

TEST_CASE("truncated_svd: without oversampling and power iterations it still is orthonormal") {
  tema::Random random(10);
  for (const double decay : {0.95, 0.5}) {
    const SparseMatrix x = decaying(100, 60, decay, random);
    const TruncatedSvd rough = TruncatedSvd::fit(x, {.rank = 10, .oversampling = 0, .power_iterations = 0});
    const TruncatedSvd fine = TruncatedSvd::fit(x, {.rank = 10});
    CHECK(worst_overlap(rough, 10) <= 1e-3);
    // An orthonormal basis can only see less of the matrix than there is.
    for (std::size_t j = 0; j < 10; ++j) {
      CHECK(rough.singular_values()[j] <= fine.singular_values()[j] * (1.0 + 1e-5));
    }
  }
}

TEST_CASE("truncated_svd: a basis of all rows has their singular values however skew the sketch") {
  tema::Random random(12);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    // A square sketch is all but singular now and then; a basis made orthonormal once would be off by 1e-4.
    const SparseMatrix x = reference::to_eigen(reference::random_sparse(16, 60, 0.4, random));
    const std::vector<double> exact = exact_singular_values(x);
    const TruncatedSvd svd = TruncatedSvd::fit(x, {.rank = 16, .power_iterations = 0, .seed = seed});
    for (std::size_t j = 0; j < 16; ++j)
      CHECK(std::abs(svd.singular_values()[j] - exact[j]) <= 1e-6 * exact[j]);
  }
}

TEST_CASE("truncated_svd: a stop before it or in the middle ends it") {
  tema::Random random(11);
  const SparseMatrix x = decaying(80, 40, 0.9, random);
  for (const std::uint64_t when : {0U, 1U, 2U}) {
    std::stop_source source;
    const tema::RunContext run{.stop = source.get_token(), .progress = [&](const tema::Progress& progress) {
                                 if (progress.stage == "reduce" && progress.done == when)
                                   source.request_stop();
                               }};
    CHECK_THROWS_AS(TruncatedSvd::fit(x, {.rank = 5}, run), tema::Cancelled);
  }
}

TEST_CASE("truncated_svd: more oversampling than there are directions takes them all") {
  tema::Random random(41);
  const SparseMatrix x = decaying(60, 40, 0.9, random);
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  const auto all = TruncatedSvd::fit(x, {.rank = 30, .oversampling = 10});
  for (const std::size_t oversampling : {std::size_t{1000}, most - 20, most}) {
    const auto svd = TruncatedSvd::fit(x, {.rank = 30, .oversampling = oversampling});
    CHECK(std::ranges::equal(svd.singular_values(), all.singular_values()));
  }
  CHECK_THROWS_WITH_AS(static_cast<void>(TruncatedSvd::fit(x, {.rank = 3, .power_iterations = most})),
                       doctest::Contains("power_iterations"), std::invalid_argument);
}

TEST_CASE("truncated_svd: refuses rows that are not finite and names them") {
  tema::Random random(42);
  const SparseMatrix x = decaying(60, 40, 0.9, random);
  const auto svd = TruncatedSvd::fit(x, {.rank = 3});
  for (const float value :
       {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN(), 3e38F}) {
    SparseMatrix broken = x;
    broken.coeffRef(7, 5) = value;
    broken.makeCompressed();
    CHECK_THROWS_WITH_AS(static_cast<void>(TruncatedSvd::fit(broken, {.rank = 3})),
                         doctest::Contains("row 7"), std::invalid_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(svd.transform(broken)), doctest::Contains("row 7"),
                         std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(static_cast<void>(TruncatedSvd::fit(SparseMatrix(0, 5), {.rank = 1})),
                       doctest::Contains("no rows"), std::invalid_argument);
}
