#include "core/elementary.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace {

using Limits = std::numeric_limits<double>;

constexpr double infinity = Limits::infinity();
constexpr int draws = 200'000;

/// How far `value` is from `exact`, in units in the last place of a double there.
double error_in_ulp(double value, long double exact) {
  if (exact == 0.0L) return value == 0.0 ? 0.0 : infinity;
  const int exponent = std::max(std::ilogb(exact), Limits::min_exponent - 1) - (Limits::digits - 1);
  return static_cast<double>(std::abs(static_cast<long double>(value) - exact) / std::ldexp(1.0L, exponent));
}

double log_error(double x) {
  return error_in_ulp(tema::detail::log(x), std::log(static_cast<long double>(x)));
}
double exp_error(double x) {
  return error_in_ulp(tema::detail::exp(x), std::exp(static_cast<long double>(x)));
}

/// The worst error of a function over what `draw` gives.
template <class Error, class Draw>
double worst(Error&& error, Draw&& draw) {
  tema::Random random(11);
  double most = 0.0;
  for (int i = 0; i < draws; ++i) most = std::max(most, error(draw(random)));
  return most;
}

/// A positive finite double of any exponent, subnormal ones included.
double any_positive(tema::Random& random) {
  return std::bit_cast<double>(random.below(std::bit_cast<std::uint64_t>(infinity) - 1) + 1);
}

}  // namespace

TEST_CASE("elementary: log is within 2 units in the last place over all positive numbers") {
  CHECK(worst(log_error, any_positive) <= 2.0);
  CHECK(worst(log_error, [](tema::Random& random) { return random.uniform() + 0x1p-60; }) <= 2.0);
  CHECK(worst(log_error, [](tema::Random& random) { return 1e6 * random.uniform() + 1.0; }) <= 2.0);
}

TEST_CASE("elementary: log of subnormal numbers is within 2 units in the last place") {
  const auto subnormal = [](tema::Random& random) {
    return std::bit_cast<double>(random.below((std::uint64_t{1} << 52) - 1) + 1);
  };
  CHECK(worst(log_error, subnormal) <= 2.0);
  CHECK(log_error(Limits::denorm_min()) <= 2.0);
}

TEST_CASE("elementary: log near 1 where it cancels is within 2 units in the last place") {
  const auto near_one = [](tema::Random& random) {
    const double distance = std::ldexp(random.uniform(), -static_cast<int>(random.below(52)));
    return random.below(2) == 0 ? 1.0 + distance : 1.0 - distance / 2.0;
  };
  CHECK(worst(log_error, near_one) <= 2.0);
  CHECK(log_error(1.0 + Limits::epsilon()) <= 2.0);
  CHECK(log_error(1.0 - Limits::epsilon() / 2.0) <= 2.0);
  // The change of the exponent: √½ and its neighbours.
  for (const double x :
       {0x1.6a09e667f3bccp-1, 0x1.6a09e667f3bcdp-1, 0x1.6a09e667f3bcep-1, 0x1.6a09e667f3bcdp+0}) {
    CHECK(log_error(x) <= 2.0);
  }
}

TEST_CASE("elementary: log at the edges") {
  CHECK(tema::detail::log(1.0) == 0.0);
  CHECK(tema::detail::log(0.0) == -infinity);
  CHECK(tema::detail::log(-0.0) == -infinity);
  CHECK(tema::detail::log(infinity) == infinity);
  CHECK(std::isnan(tema::detail::log(-1.0)));
  CHECK(std::isnan(tema::detail::log(-infinity)));
  CHECK(std::isnan(tema::detail::log(Limits::quiet_NaN())));
  CHECK(log_error(Limits::max()) <= 2.0);
  CHECK(log_error(Limits::min()) <= 2.0);
}

TEST_CASE("elementary: exp is within 2 units in the last place over its whole range") {
  CHECK(worst(exp_error, [](tema::Random& random) { return 709.78 - 1417.0 * random.uniform(); }) <= 2.0);
  CHECK(worst(exp_error, [](tema::Random& random) { return 4.0 * random.uniform() - 2.0; }) <= 2.0);
  const auto tiny = [](tema::Random& random) {
    return std::ldexp(random.uniform() - 0.5, -static_cast<int>(random.below(1000)));
  };
  CHECK(worst(exp_error, tiny) <= 2.0);
}

TEST_CASE("elementary: exp with a subnormal result is within 2 of the smallest unit") {
  CHECK(worst(exp_error, [](tema::Random& random) { return -745.1 + 37.0 * random.uniform(); }) <= 2.0);
}

TEST_CASE("elementary: exp at the edges") {
  CHECK(tema::detail::exp(0.0) == 1.0);
  CHECK(tema::detail::exp(-0.0) == 1.0);
  CHECK(tema::detail::exp(infinity) == infinity);
  CHECK(tema::detail::exp(-infinity) == 0.0);
  CHECK(std::isnan(tema::detail::exp(Limits::quiet_NaN())));
  CHECK(tema::detail::exp(0x1.62e42fefa39efp+9) <=
        Limits::max());  // the largest argument that does not overflow
  CHECK(exp_error(0x1.62e42fefa39efp+9) <= 2.0);
  CHECK(tema::detail::exp(0x1.62e42fefa39f0p+9) == infinity);
  CHECK(tema::detail::exp(710.0) == infinity);
  CHECK(tema::detail::exp(Limits::max()) == infinity);
  CHECK(tema::detail::exp(-745.0) == Limits::denorm_min());
  CHECK(tema::detail::exp(-746.0) == 0.0);
  CHECK(tema::detail::exp(-Limits::max()) == 0.0);
}

TEST_CASE("elementary: exp undoes log as far as the roundings allow") {
  const auto relative_error = [](double x) {
    const double logarithm = tema::detail::log(x);
    const double allowed = (2.0 * std::abs(logarithm) + 4.0) * Limits::epsilon();
    return std::abs(tema::detail::exp(logarithm) - x) / x / allowed;
  };
  const auto normal_number = [](tema::Random& random) {
    return std::ldexp(1.0 + random.uniform(), static_cast<int>(random.below(2044)) - 1022);
  };
  CHECK(worst(relative_error, normal_number) <= 1.0);
}

TEST_CASE("elementary: log and exp do not decrease") {
  tema::Random random(12);
  for (int i = 0; i < draws; ++i) {
    const double x = 0.5 + random.uniform();
    REQUIRE(tema::detail::log(x) <= tema::detail::log(x * (1.0 + 0x1p-48)));
    REQUIRE(tema::detail::exp(x) <= tema::detail::exp(x * (1.0 + 0x1p-48)));
  }
}

TEST_CASE("elementary: the powers 0 and 1 and 2 are exact") {
  for (const double x : {0.0, 0.1, 1.0, 3.7, 1e100}) {
    CHECK(tema::detail::power(x, 0.0) == 1.0);
    CHECK(tema::detail::power(x, 1.0) == x);
    CHECK(tema::detail::power(x, 2.0) == x * x);
  }
  CHECK(tema::detail::power(0.0, 0.75) == 0.0);
  CHECK(tema::detail::power(1.0, 0.75) == 1.0);
}

TEST_CASE("elementary: other powers are near those of the C library") {
  tema::Random random(13);
  for (int i = 0; i < draws; ++i) {
    const double x = 1000.0 * random.uniform() + 1e-9;
    const double exponent = 8.0 * random.uniform() - 4.0;
    const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(exponent));
    // Two units of the logarithm's error, times the exponent, are relative errors of the power.
    const double allowed = 4.0 + 3.0 * std::abs(exponent * std::log(x));
    REQUIRE(error_in_ulp(tema::detail::power(x, exponent), exact) <= allowed);
  }
}
