#include "linalg/short_products.hpp"

#include "every_target.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace {

using tema::detail::lanes_of_slab;
using tema::detail::products_per_slab;
using tema::detail::rows_per_tile;

std::vector<std::int16_t> random_shorts(std::size_t size, std::int32_t most, tema::Random& random) {
  std::vector<std::int16_t> values(size);
  for (std::int16_t& value : values) {
    const auto any = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(2 * most + 1)));
    value = static_cast<std::int16_t>(any - most);
  }
  return values;
}

}  // namespace

TEST_CASE("short_products: a tile's are the rounded products with the rows of its table, on every target") {
  tema::Random random(1);
  for (const std::size_t count : {0U, 1U, 2U, 9U, 60U}) {
    CAPTURE(count);
    const std::int32_t most = count < 2 ? 32767 : 4000;
    const std::vector<std::int16_t> table = random_shorts(100 * rows_per_tile, most, random);
    const std::vector<std::int16_t> values = random_shorts(count, most, random);
    std::vector<std::int32_t> slots(count);
    for (std::int32_t& slot : slots) slot = static_cast<std::int32_t>(random.below(100));
    std::vector<std::int16_t> expected(rows_per_tile);
    for (std::size_t i = 0; i < rows_per_tile; ++i) {
      std::int32_t sum = 0;
      for (std::size_t j = 0; j < count; ++j)
        sum += (values[j] * table[static_cast<std::size_t>(slots[j]) * rows_per_tile + i] + 16384) >> 15;
      expected[i] = static_cast<std::int16_t>(sum);
    }
    EveryTarget().run([&] {
      std::vector<std::int16_t> out(rows_per_tile, 7);
      tema::detail::multiply_tile(values.data(), slots.data(), count, table.data(), out.data());
      CHECK(out == expected);
    });
  }
}

TEST_CASE("short_products: the maxima are those of the lanes, on every target") {
  tema::Random random(2);
  for (const std::size_t slabs : {1U, 3U}) {
    const std::vector<std::int16_t> products = random_shorts(slabs * products_per_slab, 32767, random);
    std::vector<std::int16_t> expected(slabs * lanes_of_slab, -32768);
    for (std::size_t i = 0; i < products.size(); ++i) {
      std::int16_t& most = expected[i / products_per_slab * lanes_of_slab + i % lanes_of_slab];
      most = std::max(most, products[i]);
    }
    EveryTarget().run([&] {
      std::vector<std::int16_t> maxima(expected.size());
      tema::detail::lane_maxima(products.data(), slabs, maxima.data());
      CHECK(maxima == expected);
    });
  }
}
