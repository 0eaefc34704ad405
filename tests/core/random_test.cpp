#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <set>
#include <vector>

namespace {

/// SplitMix64 and xoshiro256++ as their authors give them in C.
struct NaiveRandom {
  std::array<std::uint64_t, 4> s;

  static std::uint64_t split_mix(std::uint64_t& x) {
    std::uint64_t z = (x += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  static NaiveRandom of_seed(std::uint64_t seed) {
    NaiveRandom random{};
    for (std::uint64_t& word : random.s) word = split_mix(seed);
    return random;
  }

  static std::uint64_t rotl(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

  std::uint64_t next() {
    const std::uint64_t result = rotl(s[0] + s[3], 23) + s[0];
    const std::uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
  }
};

std::vector<std::uint64_t> first_values(std::uint64_t seed, std::uint64_t stream, std::size_t count) {
  tema::Random random(seed, stream);
  std::vector<std::uint64_t> values(count);
  for (std::uint64_t& value : values) value = random.next();
  return values;
}

double chi_square(const std::vector<std::size_t>& counts, double expected) {
  double sum = 0.0;
  for (const std::size_t count : counts) {
    const double difference = static_cast<double>(count) - expected;
    sum += difference * difference / expected;
  }
  return sum;
}

}  // namespace

TEST_CASE("random: the oracle gives the published numbers") {
  // SplitMix64 of seed 1234567, and xoshiro256++ of the state {1, 2, 3, 4}, as other implementations test
  // them.
  std::uint64_t state = 1234567;
  CHECK(NaiveRandom::split_mix(state) == 6457827717110365317U);
  CHECK(NaiveRandom::split_mix(state) == 3203168211198807973U);
  CHECK(NaiveRandom::split_mix(state) == 9817491932198370423U);
  NaiveRandom naive{{1, 2, 3, 4}};
  for (const std::uint64_t value : {41943041ULL, 58720359ULL, 3588806011781223ULL, 3591011842654386ULL,
                                    9228616714210784205ULL, 9973669472204895162ULL}) {
    CHECK(naive.next() == value);
  }
}

TEST_CASE("random: a seed fills xoshiro256++ by SplitMix64") {
  for (const std::uint64_t seed : {0ULL, 1ULL, 42ULL, 0xffff'ffff'ffff'ffffULL}) {
    NaiveRandom naive = NaiveRandom::of_seed(seed);
    tema::Random random(seed);
    for (int i = 0; i < 1000; ++i) REQUIRE(random.next() == naive.next());
  }
}

TEST_CASE("random: the same seed and stream give the same sequence") {
  CHECK(first_values(7, 0, 100) == first_values(7, 0, 100));
  CHECK(first_values(7, 3, 100) == first_values(7, 3, 100));
}

TEST_CASE("random: neighbouring seeds and streams never meet") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    for (std::uint64_t stream = 0; stream < 50; ++stream) {
      for (const std::uint64_t value : first_values(seed, stream, 4)) seen.insert(value);
    }
  }
  CHECK(seen.size() == 50 * 50 * 4);
}

TEST_CASE("random: below 0 and below 1 are 0") {
  tema::Random random(1);
  for (int i = 0; i < 100; ++i) {
    CHECK(random.below(0) == 0);
    CHECK(random.below(1) == 0);
  }
}

TEST_CASE("random: below a bound is in range for bounds of every size") {
  tema::Random random(2);
  for (int bit = 0; bit < 64; ++bit) {
    for (const std::uint64_t offset : {0ULL, 1ULL}) {
      const std::uint64_t bound = (std::uint64_t{1} << bit) + offset;
      for (int i = 0; i < 100; ++i) REQUIRE(random.below(bound) < bound);
    }
  }
}

TEST_CASE("random: below a bound is uniform") {
  for (const std::uint64_t bound : {2ULL, 7ULL, 10ULL, 64ULL}) {
    tema::Random random(3);
    constexpr std::size_t draws = 100'000;
    std::vector<std::size_t> counts(bound);
    for (std::size_t i = 0; i < draws; ++i) ++counts[random.below(bound)];
    // Mean bound - 1, variance twice that: six standard deviations, and a little for the small bounds.
    const auto freedom = static_cast<double>(bound - 1);
    CHECK(chi_square(counts, static_cast<double>(draws) / static_cast<double>(bound)) <
          freedom + 6.0 * std::sqrt(2.0 * freedom) + 6.0);
  }
}

TEST_CASE("random: below a bound that does not divide 2 to the 64 has no bias") {
  // Without rejection half of all draws below 3 × 2⁶² would be multiples of 3.
  tema::Random random(4);
  constexpr std::size_t draws = 60'000;
  std::vector<std::size_t> counts(3);
  for (std::size_t i = 0; i < draws; ++i) ++counts[random.below(std::uint64_t{3} << 62) % 3];
  CHECK(chi_square(counts, draws / 3.0) < 20.0);
}

TEST_CASE("random: uniform reals are in range and evenly spread") {
  tema::Random random(5);
  constexpr std::size_t draws = 100'000;
  std::vector<std::size_t> counts(20);
  for (std::size_t i = 0; i < draws; ++i) {
    const double value = random.uniform();
    REQUIRE(value >= 0.0);
    REQUIRE(value < 1.0);
    REQUIRE(std::ldexp(value, 53) == std::floor(std::ldexp(value, 53)));
    ++counts[static_cast<std::size_t>(value * 20.0)];
  }
  CHECK(chi_square(counts, draws / 20.0) < 19.0 + 6.0 * std::sqrt(38.0));
}

TEST_CASE("random: normal reals have the moments and tails of the standard normal distribution") {
  tema::Random random(6);
  constexpr int draws = 400'000;
  std::vector<double> values(draws);
  for (double& value : values) value = random.normal();
  const auto mean_of = [&](auto&& function) {
    double sum = 0.0;
    for (const double value : values) sum += function(value);
    return sum / draws;
  };
  CHECK(std::abs(mean_of([](double x) { return x; })) < 0.01);
  CHECK(std::abs(mean_of([](double x) { return x * x; }) - 1.0) < 0.015);
  CHECK(std::abs(mean_of([](double x) { return x * x * x; })) < 0.04);
  CHECK(std::abs(mean_of([](double x) { return x * x * x * x; }) - 3.0) < 0.1);
  CHECK(std::abs(mean_of([](double x) { return x > 1.0 ? 1.0 : 0.0; }) - 0.158655) < 0.004);
  CHECK(std::abs(mean_of([](double x) { return std::abs(x) > 3.0 ? 1.0 : 0.0; }) - 0.0027) < 0.0006);
}

TEST_CASE("random: the two normal reals of one step are independent") {
  tema::Random random(7);
  constexpr int draws = 200'000;
  double product = 0.0;
  double squares = 0.0;
  for (int i = 0; i < draws; ++i) {
    const double x = random.normal();
    const double y = random.normal();
    product += x * y;
    squares += (x * x - 1.0) * (y * y - 1.0);
  }
  CHECK(std::abs(product / draws) < 0.015);
  CHECK(std::abs(squares / draws) < 0.03);
}

TEST_CASE("random: a copy goes on where the original stands") {
  tema::Random random(8);
  static_cast<void>(random.normal());
  tema::Random copy = random;
  for (int i = 0; i < 10; ++i) CHECK(copy.normal() == random.normal());
  CHECK(copy.next() == random.next());
}
