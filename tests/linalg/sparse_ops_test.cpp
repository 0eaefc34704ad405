#include "tema/linalg/sparse_ops.hpp"

#include "reference/random_data.hpp"
#include "tema/core/error.hpp"
#include "tema/linalg/kernels.hpp"
#include "tema/linalg/rows.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace {

using reference::same_bytes;

bool identical(const tema::CsrMatrix& a, const tema::CsrMatrix& b) {
  return a.cols == b.cols && a.offsets == b.offsets && a.columns == b.columns &&
         same_bytes(a.values, b.values);
}

std::vector<float> multiply(const tema::RowsView& x, const std::vector<float>& table, std::size_t width,
                            unsigned threads) {
  const tema::RunContext run{.threads = threads};
  tema::Workers workers(run);
  std::vector<float> out(x.rows * width, 7.0F);
  tema::multiply(x, table.data(), width, out.data(), workers);
  return out;
}

}  // namespace

TEST_CASE("transpose: has the entry of row i and column j in row j and column i") {
  tema::Random random(1);
  for (const std::size_t rows : {1U, 2U, 17U, 60U}) {
    for (const std::size_t cols : {1U, 3U, 40U}) {
      const tema::CsrMatrix x = reference::random_sparse(rows, cols, 0.2, random);
      for (const unsigned threads : {1U, 2U, 7U}) {
        const tema::CsrMatrix transposed = tema::transpose(x.view(), {.threads = threads});
        CHECK(transposed.rows() == cols);
        CHECK(transposed.cols == rows);
        CHECK(reference::to_dense(transposed) == reference::to_dense(x).transpose());
      }
    }
  }
}

TEST_CASE("transpose: twice is the matrix it began with") {
  tema::Random random(2);
  for (const double density : {0.0, 0.01, 0.3, 1.0}) {
    const tema::CsrMatrix x = reference::random_sparse(50, 30, density, random);
    // Columns come out ascending within a row, or this would not hold.
    CHECK(identical(tema::transpose(tema::transpose(x.view()).view()), x));
  }
}

TEST_CASE("transpose: of a matrix without rows or without columns is one without columns or rows") {
  tema::CsrMatrix no_rows;
  no_rows.cols = 5;
  const tema::CsrMatrix five_rows = tema::transpose(no_rows.view());
  CHECK(five_rows.rows() == 5);
  CHECK(five_rows.cols == 0);
  CHECK(five_rows.values.empty());
  CHECK(identical(tema::transpose(five_rows.view()), no_rows));
}

TEST_CASE("multiply: is the product with the table") {
  tema::Random random(3);
  for (const double density : {0.02, 0.3, 1.0}) {
    const tema::CsrMatrix x = reference::random_sparse(70, 40, density, random);
    const std::vector<float> table = reference::random_floats(40 * 32, random);
    const std::vector<float> out = multiply(x.view(), table, 32, 2);
    const auto dense = reference::to_dense(x);
    for (std::size_t i = 0; i < 70; ++i) {
      for (std::size_t c = 0; c < 32; ++c) {
        double sum = 0.0;
        for (std::size_t j = 0; j < 40; ++j) {
          sum += static_cast<double>(dense(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j))) *
                 static_cast<double>(table[j * 32 + c]);
        }
        CHECK(std::abs(static_cast<double>(out[i * 32 + c]) - sum) <= 2e-5);
      }
    }
  }
}

TEST_CASE("multiply: has the same bytes for any number of threads") {
  tema::Random random(4);
  const tema::CsrMatrix x = reference::random_sparse(1500, 60, 0.1, random);
  const std::vector<float> table = reference::random_floats(60 * 48, random);
  const std::vector<float> alone = multiply(x.view(), table, 48, 1);
  CHECK(same_bytes(alone, multiply(x.view(), table, 48, 2)));
  CHECK(same_bytes(alone, multiply(x.view(), table, 48, 7)));
}

TEST_CASE("multiply: a row is row_times_table and an empty row gives zeros") {
  tema::Random random(5);
  const tema::CsrMatrix x = reference::random_sparse(300, 20, 0.05, random);
  const std::vector<float> table = reference::random_floats(20 * 16, random);
  const std::vector<float> out = multiply(x.view(), table, 16, 2);
  std::size_t empty_rows = 0;
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const std::vector<float> row(out.begin() + static_cast<std::ptrdiff_t>(i * 16),
                                 out.begin() + static_cast<std::ptrdiff_t>(i * 16 + 16));
    std::vector<float> expected(16);
    tema::row_times_table(x.view().row(i), table.data(), 16, expected.data());
    CHECK(same_bytes(row, expected));
    if (x.view().row(i).size > 0) continue;
    ++empty_rows;
    CHECK(same_bytes(row, std::vector<float>(16, 0.0F)));
  }
  CHECK(empty_rows > 0);
}

TEST_CASE("multiply: a dense matrix has the bytes of the sparse one with the same entries") {
  tema::Random random(6);
  const tema::CsrMatrix x = reference::random_sparse(80, 33, 0.2, random);
  const tema::DenseMatrix dense = reference::to_dense(x);
  const std::vector<float> table = reference::random_floats(33 * 16, random);
  CHECK(same_bytes(multiply(x.view(), table, 16, 1), multiply(tema::as_rows(dense).view(), table, 16, 1)));
}

TEST_CASE("multiply: a requested stop ends it") {
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  tema::Workers workers(run);
  tema::Random random(7);
  const tema::CsrMatrix x = reference::random_sparse(10, 5, 0.5, random);
  const std::vector<float> table(5 * 16, 1.0F);
  std::vector<float> out(10 * 16);
  CHECK_THROWS_AS(tema::multiply(x.view(), table.data(), 16, out.data(), workers), tema::Cancelled);
}
