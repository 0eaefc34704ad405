#include "core/pair_map.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <map>
#include <utility>

TEST_CASE("pair_map: holds what a map holds") {
  tema::Random random(1);
  tema::detail::PairMap pairs;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> expected;
  for (int i = 0; i < 20000; ++i) {
    const auto first = static_cast<std::uint32_t>(random.below(300));
    const auto second = static_cast<std::uint32_t>(random.below(300)) << 20;
    std::uint32_t& value = pairs(first, second);
    CHECK(value == expected[{first, second}]);
    value = static_cast<std::uint32_t>(i);
    expected[{first, second}] = static_cast<std::uint32_t>(i);
  }
  CHECK(pairs(0, 0) == expected[{0, 0}]);
}
