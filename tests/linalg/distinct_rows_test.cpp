#include "linalg/distinct_rows.hpp"

#include "reference/random_rows.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace {

using tema::DenseMatrix;
using tema::detail::distinct_rows;
using tema::detail::DistinctRows;

DenseMatrix rows_of_few_values(Eigen::Index rows, tema::Random& random) {
  DenseMatrix x(rows, 3);
  for (Eigen::Index i = 0; i < x.size(); ++i)
    x.data()[i] = static_cast<float>(random.below(3)) * (random.below(2) == 0 ? 1.0F : -0.0F);
  return x;
}

/// Each row compared with all before it.
DistinctRows naive(const DenseMatrix& x, const std::vector<std::uint8_t>& left_out) {
  DistinctRows result;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    if (!left_out.empty() && left_out[static_cast<std::size_t>(i)] != 0) {
      result.kinds.push_back(-1);
      continue;
    }
    const auto same = std::find_if(result.firsts.begin(), result.firsts.end(), [&](std::size_t first) {
      return x.row(static_cast<Eigen::Index>(first)) == x.row(i);
    });
    result.kinds.push_back(static_cast<std::int32_t>(same - result.firsts.begin()));
    if (same == result.firsts.end()) result.firsts.push_back(static_cast<std::size_t>(i));
  }
  return result;
}

}  // namespace

TEST_CASE("distinct_rows: dense and sparse rows have the kinds that comparing each pair gives") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    tema::Random random(seed);
    const DenseMatrix x = rows_of_few_values(static_cast<Eigen::Index>(random.below(60)), random);
    std::vector<std::uint8_t> some(static_cast<std::size_t>(x.rows()));
    for (std::uint8_t& one : some) one = random.below(4) == 0 ? 1 : 0;
    for (const auto& left_out : {std::vector<std::uint8_t>(), some}) {
      const DistinctRows expected = naive(x, left_out);
      const DistinctRows dense = distinct_rows(tema::as_rows(x).view(), 100, left_out);
      CHECK(dense.firsts == expected.firsts);
      CHECK(dense.kinds == expected.kinds);
      const tema::SparseMatrix sparse = x.sparseView();
      CHECK(distinct_rows(tema::as_rows(sparse).view(), 100, left_out).kinds == expected.kinds);
    }
  }
}

TEST_CASE("distinct_rows: it ends when there are more than were asked for") {
  const DenseMatrix x = DenseMatrix::Identity(10, 10);
  CHECK(distinct_rows(tema::as_rows(x).view(), 4, {}).firsts.size() == 5);
  CHECK(distinct_rows(tema::as_rows(x).view(), 4, {}).kinds.size() == 5);
  CHECK(tema::detail::count_distinct_rows(tema::as_rows(x).view(), 4) == 4);
  CHECK(tema::detail::count_distinct_rows(tema::as_rows(x).view(), 20) == 10);
  DenseMatrix with_zeros = x;
  with_zeros.topRows(3).setZero();
  CHECK(tema::detail::count_distinct_rows(tema::as_rows(with_zeros).view(), 20) == 7);
}
