#include "vector/sparse_accumulator.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <map>
#include <utility>
#include <vector>

TEST_CASE("sparse_accumulator: gives counts by ascending columns, and is empty afterwards") {
  tema::Random random(1);
  for (const std::size_t columns : {1U, 63U, 64U, 65U, 4096U, 4097U, 300000U}) {
    tema::detail::SparseAccumulator accumulator(columns);
    for (int round = 0; round < 50; ++round) {
      std::map<std::int32_t, std::uint32_t> expected;
      for (std::size_t i = random.below(200); i > 0; --i) {
        const auto column = static_cast<std::int32_t>(random.below(1 + random.below(columns)));
        const auto count = static_cast<std::uint32_t>(random.below(5));
        accumulator.add(column, count);
        expected[column] += count;
      }
      std::vector<std::pair<std::int32_t, std::uint32_t>> found;
      const auto drained = accumulator.drain();
      for (std::size_t i = 0; i < drained.columns.size(); ++i)
        found.emplace_back(drained.columns[i], drained.counts[i]);
      CHECK(found == std::vector<std::pair<std::int32_t, std::uint32_t>>(expected.begin(), expected.end()));
    }
  }
}
