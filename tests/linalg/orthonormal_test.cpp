#include "linalg/orthonormal.hpp"

#include "reference/random_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr std::size_t width = 16;

std::vector<double> gram_of(const std::vector<float>& x) {
  std::vector<double> gram(width * width, 0.0);
  for (std::size_t row = 0; row < x.size() / width; ++row) {
    for (std::size_t i = 0; i < width; ++i) {
      for (std::size_t j = 0; j < width; ++j) {
        gram[i * width + j] +=
            static_cast<double>(x[row * width + i]) * static_cast<double>(x[row * width + j]);
      }
    }
  }
  return gram;
}

/// The largest entry of xᵀx - 1; a column of zeros may stand for a 1.
double worst_overlap(const std::vector<float>& x) {
  const std::vector<double> gram = gram_of(x);
  double worst = 0.0;
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      const bool is_unit = i == j && gram[i * width + j] != 0.0;
      worst = std::max(worst, std::abs(gram[i * width + j] - (is_unit ? 1.0 : 0.0)));
    }
  }
  return worst;
}

std::vector<float> orthonormalized(const std::vector<float>& columns, unsigned threads = 1) {
  const tema::RunContext run{.threads = threads};
  tema::Workers workers(run);
  tema::detail::FloatTable x(columns.begin(), columns.end());
  tema::detail::orthonormalize(x, width, workers);
  return {x.begin(), x.end()};
}

void set_column(std::vector<float>& x, std::size_t column, auto&& value_of_row) {
  for (std::size_t row = 0; row < x.size() / width; ++row)
    x[row * width + column] = value_of_row(&x[row * width]);
}

bool is_zero(const std::vector<float>& x, std::size_t column) {
  for (std::size_t row = 0; row < x.size() / width; ++row) {
    if (x[row * width + column] != 0.0F) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("gram_matrix: is symmetric and holds the products of all columns") {
  tema::Random random(1);
  for (const std::size_t rows : {0U, 1U, 63U, 64U, 65U, 500U, 3000U}) {
    const std::vector<float> x = reference::random_floats(rows * width, random);
    const tema::RunContext run{.threads = 2};
    tema::Workers workers(run);
    const std::vector<double> gram = tema::detail::gram_matrix(x, width, workers);
    const std::vector<double> expected = gram_of(x);
    REQUIRE(gram.size() == expected.size());
    for (std::size_t i = 0; i < width; ++i) {
      for (std::size_t j = 0; j < width; ++j) {
        CHECK(gram[i * width + j] == gram[j * width + i]);
        CHECK(std::abs(gram[i * width + j] - expected[i * width + j]) <= 1e-10);
      }
    }
  }
}

TEST_CASE("orthonormalize: makes the columns orthonormal") {
  tema::Random random(2);
  for (const std::size_t rows : {16U, 17U, 100U, 2000U}) {
    const std::vector<float> x = orthonormalized(reference::random_floats(rows * width, random));
    for (std::size_t j = 0; j < width; ++j) CHECK_FALSE(is_zero(x, j));
    // Sixteen random columns in sixteen dimensions are skew: some digits go.
    CHECK(worst_overlap(x) <= (rows < 20 ? 1e-3 : 1e-5));
  }
}

TEST_CASE("orthonormalize: keeps the span of the first columns") {
  tema::Random random(3);
  const std::vector<float> x = reference::random_floats(200 * width, random);
  const std::vector<float> q = orthonormalized(x);
  for (std::size_t column = 0; column < width; ++column) {
    std::vector<double> left(200);
    for (std::size_t row = 0; row < 200; ++row) left[row] = static_cast<double>(x[row * width + column]);
    for (std::size_t j = 0; j <= column; ++j) {
      double share = 0.0;
      for (std::size_t row = 0; row < 200; ++row) {
        share += static_cast<double>(q[row * width + j]) * static_cast<double>(x[row * width + column]);
      }
      for (std::size_t row = 0; row < 200; ++row)
        left[row] -= share * static_cast<double>(q[row * width + j]);
    }
    for (const double rest : left) CHECK(std::abs(rest) <= 1e-4);
  }
}

TEST_CASE("orthonormalize: a column that depends on those before it becomes zero") {
  tema::Random random(4);
  std::vector<float> x = reference::random_floats(150 * width, random);
  set_column(x, 0, [](const float*) { return 0.0F; });
  set_column(x, 5, [](const float* row) { return row[2]; });
  set_column(x, 9, [](const float* row) { return -3.0F * row[4]; });
  set_column(x, 12, [](const float* row) { return row[1] + row[7]; });
  const std::vector<float> q = orthonormalized(x);
  for (std::size_t j = 0; j < width; ++j) {
    CAPTURE(j);
    CHECK(is_zero(q, j) == (j == 0 || j == 5 || j == 9 || j == 12));
  }
  CHECK(worst_overlap(q) <= 1e-5);
}

TEST_CASE("orthonormalize: fewer rows than columns leave as many columns as rows") {
  tema::Random random(5);
  for (const std::size_t rows : {1U, 2U, 5U}) {
    const std::vector<float> q = orthonormalized(reference::random_floats(rows * width, random));
    std::size_t left = 0;
    for (std::size_t j = 0; j < width; ++j) left += is_zero(q, j) ? 0U : 1U;
    CHECK(left == rows);
    CHECK(worst_overlap(q) <= 1e-3);
  }
}

TEST_CASE("orthonormalize: zeros stay zeros") {
  const std::vector<float> zeros(40 * width, 0.0F);
  CHECK(reference::same_bytes(orthonormalized(zeros), zeros));
}

TEST_CASE("orthonormalize: a second time takes out what floats left of skew columns") {
  tema::Random random(6);
  std::vector<float> x = reference::random_floats(300 * width, random);
  for (std::size_t column = 1; column < width; ++column) {
    set_column(x, column,
               [&](const float* row) { return row[0] + 1e-3F * static_cast<float>(random.normal()); });
  }
  const std::vector<float> twice = orthonormalized(orthonormalized(x));
  for (std::size_t j = 0; j < width; ++j) CHECK_FALSE(is_zero(twice, j));
  CHECK(worst_overlap(twice) <= 1e-6);
}

TEST_CASE("orthonormalize: has the same bytes for any number of threads") {
  tema::Random random(7);
  const std::vector<float> x = reference::random_floats(3000 * width, random);
  const std::vector<float> alone = orthonormalized(x, 1);
  CHECK(reference::same_bytes(alone, orthonormalized(x, 2)));
  CHECK(reference::same_bytes(alone, orthonormalized(x, 7)));
}
