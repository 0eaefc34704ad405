#include "topics/sample.hpp"

#include "reference/random_data.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace {

/// Rows of `entries` ones each.
tema::CsrMatrix rows_of_ones(std::size_t rows, std::size_t entries) {
  tema::CsrMatrix x;
  x.cols = 1000;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < entries; ++j) x.columns.push_back(static_cast<std::int32_t>(j));
    x.offsets.push_back(static_cast<std::int32_t>(x.columns.size()));
  }
  x.values.assign(x.columns.size(), 1.0F);
  return x;
}

}  // namespace

TEST_CASE("sample_size: depends on the clusters and on the lengths of rows, not on their number") {
  using tema::detail::sample_size;
  CHECK(sample_size(rows_of_ones(0, 0), 3) == 0);
  CHECK(sample_size(rows_of_ones(2000, 100), 3) == 2000);
  CHECK(sample_size(rows_of_ones(2000, 0), 3) == 2000);
  CHECK(sample_size(rows_of_ones(10'000, 200), 3) == 2048);
  CHECK(sample_size(rows_of_ones(20'000, 200), 3) == 2048);
  CHECK(sample_size(rows_of_ones(10'000, 200), 30) == 3000);
  CHECK(sample_size(rows_of_ones(10'000, 200), 1'000'000) == 10'000);
  CHECK(sample_size(rows_of_ones(40'000, 16), 3) == 16'384);
  CHECK(sample_size(rows_of_ones(30'000, 16), 3) == 30'000);  // more than half
  CHECK(sample_size(rows_of_ones(20'000, 1), 3) == 20'000);
}

TEST_CASE("sample_rows: has one row of each of as many equal parts, by the seed") {
  for (const std::size_t rows : {1U, 7U, 100U, 1001U}) {
    for (std::size_t size = 1; size <= rows; size += 1 + rows / 7) {
      const auto sample = tema::detail::sample_rows(rows, size, 5);
      REQUIRE(sample.size() == size);
      for (std::size_t part = 0; part < size; ++part) {
        CHECK(sample[part] >= rows * part / size);
        CHECK(sample[part] < rows * (part + 1) / size);
      }
      CHECK(sample == tema::detail::sample_rows(rows, size, 5));
    }
  }
  CHECK(tema::detail::sample_rows(1000, 50, 1) != tema::detail::sample_rows(1000, 50, 2));
}

TEST_CASE("rows_at: copies the rows") {
  tema::Random random(3);
  const tema::CsrMatrix x = reference::random_sparse(30, 20, 0.2, random);
  const std::vector<std::size_t> rows = {0, 3, 4, 29};
  const tema::CsrMatrix copy = tema::detail::rows_at(x, rows, {});
  REQUIRE(copy.rows() == rows.size());
  CHECK(copy.cols == x.cols);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const tema::RowsView::Row expected = x.view().row(rows[i]);
    const tema::RowsView::Row found = copy.view().row(i);
    REQUIRE(found.size == expected.size);
    CHECK(std::equal(found.columns, found.columns + found.size, expected.columns));
    CHECK(std::equal(found.values, found.values + found.size, expected.values));
  }
  CHECK(tema::detail::rows_at(x, {}, {}).rows() == 0);
}
