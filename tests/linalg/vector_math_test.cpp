#include "linalg/vector_math.hpp"

#include "every_target.hpp"
#include "reference/random_data.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace {

constexpr double three_units = 3.0 * 0x1p-23;

std::vector<float> between(double low, double high, std::size_t count, tema::Random& random) {
  std::vector<float> x(count);
  for (float& value : x) value = static_cast<float>(low + (high - low) * random.uniform());
  return x;
}

}  // namespace

TEST_CASE("vector_math: exponentials and logarithms are those of the standard library") {
  tema::Random random(1);
  const std::vector<float> x = between(-87.0, 88.0, 100'003, random);
  std::vector<float> powers = x;
  tema::detail::exp_all(powers);
  std::vector<float> back = powers;
  tema::detail::log_all(back);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double expected = std::exp(static_cast<double>(x[i]));
    REQUIRE(std::abs(static_cast<double>(powers[i]) - expected) <= three_units * expected);
    const double log = std::log(static_cast<double>(powers[i]));
    REQUIRE(std::abs(static_cast<double>(back[i]) - log) <= three_units * std::abs(log) + 0x1p-40);
  }
}

TEST_CASE("vector_math: logarithms near 1 and at the ends of the range") {
  tema::Random random(2);
  std::vector<float> x = between(0.5, 2.0, 50'000, random);
  for (const float edge :
       {1.0F, std::numeric_limits<float>::min(), std::numeric_limits<float>::max(), 0.70710678F})
    x.push_back(edge);
  std::vector<float> logs = x;
  tema::detail::log_all(logs);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double expected = std::log(static_cast<double>(x[i]));
    REQUIRE(std::abs(static_cast<double>(logs[i]) - expected) <= three_units * std::abs(expected));
  }
}

TEST_CASE("vector_math: what is far below 0 has no exponential left") {
  std::vector<float> x = {-87.5F, -1e30F, -std::numeric_limits<float>::infinity(), 0.0F};
  tema::detail::exp_all(x);
  CHECK(x == std::vector<float>{0.0F, 0.0F, 0.0F, 1.0F});
}

TEST_CASE(
    "vector_math: softmax gives shares of 1 and the logarithm of the sum, in the same bits everywhere") {
  tema::Random random(4);
  for (const std::size_t size : {16U, 32U, 80U}) {
    std::vector<float> x = between(-90.0, 5.0, size, random);
    x[3] = -std::numeric_limits<float>::infinity();
    double sum = 0.0;
    for (const float value : x) sum += std::exp(static_cast<double>(value));
    std::vector<float> first;
    double first_log = 0.0;
    EveryTarget().run([&] {
      std::vector<float> shares = x;
      const double log_sum = tema::detail::softmax(shares);
      CHECK(std::abs(log_sum - std::log(sum)) <= 1e-6);
      for (std::size_t i = 0; i < size; ++i) {
        const double expected = std::exp(static_cast<double>(x[i])) / sum;
        CHECK(std::abs(static_cast<double>(shares[i]) - expected) <= 1e-5 * expected + 1e-37);
      }
      if (first.empty()) {
        first = shares;
        first_log = log_sum;
      }
      CHECK(reference::same_bytes(shares, std::span<const float>(first)));
      CHECK(log_sum == first_log);
    });
  }
}

TEST_CASE("vector_math: has the same bits on every SIMD target and at every length") {
  tema::Random random(3);
  const std::vector<float> x = between(1e-6, 80.0, 67, random);
  std::vector<float> exponentials;
  std::vector<float> logarithms;
  EveryTarget().run([&] {
    for (std::size_t size = 0; size <= x.size(); ++size) {
      std::vector<float> e(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(size));
      std::vector<float> l = e;
      tema::detail::exp_all(e);
      tema::detail::log_all(l);
      if (size == x.size() && exponentials.empty()) {
        exponentials = e;
        logarithms = l;
      }
      if (exponentials.empty()) continue;
      CHECK(reference::same_bytes(e, std::span(exponentials).first(size)));
      CHECK(reference::same_bytes(l, std::span(logarithms).first(size)));
    }
  });
}
