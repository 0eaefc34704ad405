#include "linalg/symmetric_eigen.hpp"

#include "tema/core/error.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace {

using tema::detail::symmetric_eigen;
using tema::detail::SymmetricEigen;

std::vector<double> random_symmetric(std::size_t size, tema::Random& random) {
  std::vector<double> matrix(size * size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) matrix[i * size + j] = matrix[j * size + i] = random.normal();
  }
  return matrix;
}

/// The largest entry of A v - λ v over all pairs, and of VᵀV - 1, both relative to the largest |λ| (or 1).
double worst_residual(const std::vector<double>& matrix, std::size_t size, const SymmetricEigen& eigen) {
  double scale = 1e-300;
  for (const double value : eigen.values) scale = std::max(scale, std::abs(value));
  double worst = 0.0;
  for (std::size_t j = 0; j < size; ++j) {
    for (std::size_t i = 0; i < size; ++i) {
      double product = 0.0;
      double overlap = i == j ? -1.0 : 0.0;
      for (std::size_t k = 0; k < size; ++k) {
        product += matrix[i * size + k] * eigen.vectors[k * size + j];
        overlap += eigen.vectors[k * size + i] * eigen.vectors[k * size + j];
      }
      const double residual = product - eigen.values[j] * eigen.vectors[i * size + j];
      worst = std::max({worst, std::abs(residual) / scale, std::abs(overlap)});
    }
  }
  return worst;
}

bool descending(const std::vector<double>& values) {
  return std::is_sorted(values.begin(), values.end(), std::greater<>());
}

}  // namespace

TEST_CASE("symmetric_eigen: random matrices have small residuals and orthonormal vectors") {
  tema::Random random(1);
  for (const std::size_t size : {1U, 2U, 3U, 5U, 8U, 16U, 31U, 60U}) {
    const std::vector<double> matrix = random_symmetric(size, random);
    const SymmetricEigen eigen = symmetric_eigen(matrix, size, {});
    CAPTURE(size);
    REQUIRE(eigen.values.size() == size);
    REQUIRE(eigen.vectors.size() == size * size);
    CHECK(worst_residual(matrix, size, eigen) <= 1e-13);
    CHECK(descending(eigen.values));
    double trace = 0.0;
    for (std::size_t i = 0; i < size; ++i) trace += matrix[i * size + i] - eigen.values[i];
    CHECK(std::abs(trace) <= 1e-12);
  }
}

TEST_CASE("symmetric_eigen: finds the values of small matrices that are known") {
  CHECK(symmetric_eigen({-4.0}, 1, {}).values == std::vector{-4.0});
  CHECK(symmetric_eigen({-4.0}, 1, {}).vectors == std::vector{1.0});

  const SymmetricEigen two = symmetric_eigen({2, 1, 1, 2}, 2, {});
  CHECK(two.values[0] == doctest::Approx(3.0).epsilon(1e-15));
  CHECK(two.values[1] == doctest::Approx(1.0).epsilon(1e-15));
  CHECK(two.vectors[0] == doctest::Approx(two.vectors[2]).epsilon(1e-15));

  // The second difference on a path of three: 2 + √2, 2, 2 - √2.
  const SymmetricEigen three = symmetric_eigen({2, -1, 0, -1, 2, -1, 0, -1, 2}, 3, {});
  CHECK(three.values[0] == doctest::Approx(2.0 + std::sqrt(2.0)).epsilon(1e-14));
  CHECK(three.values[1] == doctest::Approx(2.0).epsilon(1e-14));
  CHECK(three.values[2] == doctest::Approx(2.0 - std::sqrt(2.0)).epsilon(1e-14));
}

TEST_CASE("symmetric_eigen: a diagonal matrix only gets its order") {
  const SymmetricEigen eigen = symmetric_eigen({1, 0, 0, 0, 3, 0, 0, 0, -2}, 3, {});
  CHECK(eigen.values == std::vector{3.0, 1.0, -2.0});
  CHECK(eigen.vectors == std::vector<double>{0, 1, 0, 1, 0, 0, 0, 0, 1});
}

TEST_CASE("symmetric_eigen: a matrix of rank one has one value that is not zero") {
  tema::Random random(2);
  const std::size_t size = 12;
  std::vector<double> v(size);
  for (double& value : v) value = random.normal();
  std::vector<double> matrix(size * size);
  double squares = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    squares += v[i] * v[i];
    for (std::size_t j = 0; j < size; ++j) matrix[i * size + j] = v[i] * v[j];
  }
  const SymmetricEigen eigen = symmetric_eigen(matrix, size, {});
  CHECK(eigen.values[0] == doctest::Approx(squares).epsilon(1e-13));
  for (std::size_t j = 1; j < size; ++j) CHECK(std::abs(eigen.values[j]) <= 1e-13 * squares);
  CHECK(worst_residual(matrix, size, eigen) <= 1e-13);
}

TEST_CASE("symmetric_eigen: zeros and equal values still give an orthonormal basis") {
  const std::size_t size = 6;
  const std::vector<double> zeros(size * size, 0.0);
  const SymmetricEigen of_zeros = symmetric_eigen(zeros, size, {});
  CHECK(of_zeros.values == std::vector<double>(size, 0.0));
  CHECK(worst_residual(zeros, size, of_zeros) == 0.0);

  // 1 + 5 on the diagonal and 1 elsewhere: 5 five times, and 11.
  std::vector<double> equal(size * size, 1.0);
  for (std::size_t i = 0; i < size; ++i) equal[i * size + i] = 6.0;
  const SymmetricEigen eigen = symmetric_eigen(equal, size, {});
  CHECK(eigen.values[0] == doctest::Approx(11.0).epsilon(1e-14));
  for (std::size_t j = 1; j < size; ++j) CHECK(eigen.values[j] == doctest::Approx(5.0).epsilon(1e-14));
  CHECK(worst_residual(equal, size, eigen) <= 1e-13);
}

TEST_CASE("symmetric_eigen: the scale of a matrix has no say") {
  tema::Random random(3);
  for (const double scale : {1e-30, 1e30}) {
    std::vector<double> matrix = random_symmetric(9, random);
    for (double& value : matrix) value *= scale;
    CHECK(worst_residual(matrix, 9, symmetric_eigen(matrix, 9, {})) <= 1e-13);
  }
}

TEST_CASE("symmetric_eigen: a requested stop ends it") {
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(symmetric_eigen({2, 1, 1, 2}, 2, run), tema::Cancelled);
}
