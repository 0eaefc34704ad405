#include "tema/linalg/kernels.hpp"

#include "every_target.hpp"
#include "reference/naive_kernels.hpp"
#include "reference/random_data.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace {

constexpr double epsilon = 0x1p-23;    // of floats
constexpr std::size_t max_offset = 3;  // floats: what malloc aligns, this unaligns

std::vector<std::size_t> sizes() {
  std::vector<std::size_t> result;
  for (std::size_t size = 0; size <= 70; ++size) result.push_back(size);
  result.push_back(1000);
  return result;
}

/// A sparse row of `size` values in ascending columns with gaps of up to 2.
struct SparseRow {
  std::vector<float> values;
  std::vector<std::int32_t> columns;

  SparseRow(std::size_t size, tema::Random& random) : values(reference::random_floats(size, random)) {
    std::int32_t column = 0;
    for (std::size_t j = 0; j < size; ++j) {
      column += static_cast<std::int32_t>(random.below(3));
      columns.push_back(column++);
    }
  }
  [[nodiscard]] tema::RowsView::Row view() const { return {values.data(), columns.data(), values.size()}; }
  [[nodiscard]] std::size_t table_rows() const {
    return columns.empty() ? 1 : static_cast<std::size_t>(columns.back()) + 1;
  }
};

}  // namespace

TEST_CASE("dot: is the dot product as exactly as floats allow") {
  tema::Random random(1);
  for (const std::size_t size : sizes()) {
    for (std::size_t offset = 0; offset <= max_offset; ++offset) {
      const std::vector<float> a = reference::random_floats(size + offset, random);
      const std::vector<float> b = reference::random_floats(size + max_offset, random);
      const auto x = std::span(a).subspan(offset, size);
      const auto y = std::span(b).subspan(max_offset - offset, size);
      // A product, then size / 16 sums in a lane, then 4 folds: each rounds once.
      const double bound = epsilon * (static_cast<double>(size) / 16.0 + 6.0) * reference::absolute_dot(x, y);
      CAPTURE(size);
      CHECK(std::abs(static_cast<double>(tema::dot(x, y)) - reference::dot(x, y)) <= bound);
    }
  }
}

TEST_CASE("dot: has the bits of 16 lanes folded in halves on every SIMD target") {
  EveryTarget().run([] {
    tema::Random random(2);
    for (const std::size_t size : sizes()) {
      const std::vector<float> a = reference::random_floats(size + max_offset, random);
      const std::vector<float> b = reference::random_floats(size + max_offset, random);
      for (std::size_t offset = 0; offset <= max_offset; ++offset) {
        const auto x = std::span(a).subspan(offset, size);
        const auto y = std::span(b).subspan(max_offset - offset, size);
        CAPTURE(size);
        CHECK(reference::same_bytes(std::vector{tema::dot(x, y)}, std::vector{reference::ordered_dot(x, y)}));
      }
    }
  });
}

TEST_CASE("squared_norm: has the bits of 16 lanes of doubles on every SIMD target") {
  EveryTarget().run([] {
    tema::Random random(3);
    for (const std::size_t size : sizes()) {
      const std::vector<float> a = reference::random_floats(size + 1, random);
      const auto x = std::span(a).subspan(1);
      CAPTURE(size);
      CHECK(tema::squared_norm(x) == reference::ordered_squared_norm(x));
      CHECK(tema::squared_norm(x) == doctest::Approx(reference::dot(x, x)).epsilon(1e-13));
    }
  });
}

TEST_CASE("squared_norm: neither overflows nor vanishes at the ends of the floats") {
  const std::vector<float> huge(20, 3e38F);
  const std::vector<float> tiny(20, 1e-40F);
  CHECK(tema::squared_norm(huge) == doctest::Approx(20 * 9e76).epsilon(1e-6));
  CHECK(tema::squared_norm(tiny) > 0.0);
}

TEST_CASE("normalize: gives a unit vector and tells the length it had") {
  tema::Random random(4);
  for (const std::size_t size : sizes()) {
    if (size == 0) continue;
    std::vector<float> x = reference::random_floats(size, random);
    const std::vector<float> before = x;
    const double norm = tema::normalize(x);
    CHECK(norm == doctest::Approx(std::sqrt(reference::dot(before, before))).epsilon(1e-13));
    CHECK(std::sqrt(reference::dot(x, x)) == doctest::Approx(1.0).epsilon(1e-6));
    for (std::size_t i = 0; i < size; ++i) {
      CHECK(static_cast<double>(x[i]) ==
            doctest::Approx(static_cast<double>(before[i]) / norm).epsilon(1e-6));
    }
  }
}

TEST_CASE("normalize: leaves a vector of zeros and an empty one as they are") {
  std::vector<float> zeros(17, 0.0F);
  CHECK(tema::normalize(zeros) == 0.0);
  CHECK(reference::same_bytes(zeros, std::vector<float>(17, 0.0F)));
  CHECK(tema::normalize({}) == 0.0);
}

TEST_CASE("padded: is the next multiple of 16") {
  CHECK(tema::padded(0) == 0);
  for (std::size_t width = 1; width <= 100; ++width) {
    CHECK(tema::padded(width) % 16 == 0);
    CHECK(tema::padded(width) >= width);
    CHECK(tema::padded(width) < width + 16);
  }
}

TEST_CASE("row_times_table: is the row times the table as exactly as floats allow") {
  tema::Random random(5);
  for (const std::size_t size : sizes()) {
    const SparseRow row(size, random);
    const std::size_t width = 16 * (1 + random.below(9));
    const std::vector<float> table = reference::random_floats(row.table_rows() * width, random);
    std::vector<float> out(width, 7.0F);  // what stood there has no say
    tema::row_times_table(row.view(), table.data(), width, out.data());
    for (std::size_t i = 0; i < width; ++i) {
      std::vector<float> column;
      for (const std::int32_t at : row.columns)
        column.push_back(table[static_cast<std::size_t>(at) * width + i]);
      const double bound =
          epsilon * static_cast<double>(size + 1) * reference::absolute_dot(row.values, column);
      CHECK(std::abs(static_cast<double>(out[i]) - reference::dot(row.values, column)) <= bound);
    }
  }
}

TEST_CASE("row_times_table: has the bits of a sum in the row's order on every SIMD target") {
  EveryTarget().run([] {
    tema::Random random(6);
    for (std::size_t width = 16; width <= 160; width += 16) {
      for (const std::size_t size : {0U, 1U, 2U, 7U, 33U}) {
        const SparseRow row(size, random);
        const std::vector<float> table = reference::random_floats(row.table_rows() * width + 1, random);
        const auto unaligned = std::span(table).subspan(1);
        std::vector<float> out(width + 1);
        tema::row_times_table(row.view(), unaligned.data(), width, out.data() + 1);
        const auto expected = reference::ordered_row_times_table(row.view(), unaligned, width);
        CHECK(reference::same_bytes(std::span(out).subspan(1), expected));
      }
    }
  });
}

TEST_CASE("row_times_table: a dense row has the bits of the sparse row that spells its columns out") {
  tema::Random random(7);
  const std::vector<float> values = reference::random_floats(40, random);
  const std::vector<float> table = reference::random_floats(40 * 48, random);
  std::vector<std::int32_t> columns(40);
  std::iota(columns.begin(), columns.end(), 0);
  std::vector<float> dense(48);
  std::vector<float> sparse(48);
  tema::row_times_table({values.data(), nullptr, 40}, table.data(), 48, dense.data());
  tema::row_times_table({values.data(), columns.data(), 40}, table.data(), 48, sparse.data());
  CHECK(reference::same_bytes(dense, sparse));
}

TEST_CASE("accumulate_gram: adds with the bits of a sum in the order of the rows on every SIMD target") {
  EveryTarget().run([] {
    tema::Random random(8);
    for (const std::size_t width : {16U, 32U, 48U, 80U}) {
      for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 16U, 29U}) {
        const std::vector<float> rows = reference::random_floats(count * width + 1, random);
        const auto unaligned = std::span(rows).subspan(1);
        std::vector<double> gram(width * width, 0.25);
        std::vector<double> expected = gram;
        tema::accumulate_gram(unaligned.data(), count, width, gram.data());
        reference::ordered_accumulate_gram(unaligned, width, expected);
        std::size_t different = 0;
        for (std::size_t i = 0; i < width; ++i) {
          for (std::size_t j = i; j < width; ++j) different += gram[i * width + j] != expected[i * width + j];
        }
        CAPTURE(width);
        CAPTURE(count);
        CHECK(different == 0);
      }
    }
  });
}

TEST_CASE("accumulate: adds to what is there") {
  EveryTarget().run([] {
    tema::Random random(9);
    for (const std::size_t size : sizes()) {
      const std::vector<float> x = reference::random_floats(size, random);
      std::vector<double> sums(size, 0.5);
      tema::accumulate(x, sums);
      for (std::size_t i = 0; i < size; ++i) CHECK(sums[i] == 0.5 + static_cast<double>(x[i]));
    }
  });
}

TEST_CASE("rows_times_table: gives each row what row_times_table gives it, on every SIMD target") {
  EveryTarget().run([] {
    tema::Random random(8);
    const tema::CsrMatrix sparse = reference::random_sparse(23, 40, 0.2, random);
    const std::vector<float> values = reference::random_floats(std::size_t{23} * 40, random);
    const tema::RowsView dense{23, 40, nullptr, nullptr, values.data()};
    for (const std::size_t width : {16U, 32U, 48U, 128U}) {
      const std::vector<float> table = reference::random_floats(40 * width, random);
      for (const tema::RowsView& x : {sparse.view(), dense}) {
        for (const std::size_t first : {0U, 3U, 22U, 23U}) {
          std::vector<float> out((x.rows - first) * width, 7.0F);
          tema::rows_times_table(x, first, x.rows, table.data(), width, out.data());
          std::vector<float> expected(out.size());
          for (std::size_t i = first; i < x.rows; ++i)
            tema::row_times_table(x.row(i), table.data(), width, expected.data() + (i - first) * width);
          CHECK(reference::same_bytes(out, expected));
        }
      }
    }
  });
}
