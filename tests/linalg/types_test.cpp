#include "tema/linalg/types.hpp"

#include "reference/random_data.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

TEST_CASE("rows_of: shows the entries of a sparse matrix without a copy") {
  tema::Random random(1);
  const tema::SparseMatrix x = reference::to_eigen(reference::random_sparse(20, 9, 0.3, random));
  const tema::RowsView view = tema::rows_of(x);
  CHECK(view.sparse());
  CHECK(view.rows == 20);
  CHECK(view.cols == 9);
  CHECK(view.values == x.valuePtr());
  for (std::size_t i = 0; i < view.rows; ++i) {
    const tema::RowsView::Row row = view.row(i);
    std::size_t j = 0;
    for (tema::SparseMatrix::InnerIterator entry(x, static_cast<Eigen::Index>(i)); entry; ++entry, ++j) {
      REQUIRE(j < row.size);
      CHECK(row.columns[j] == entry.col());
      CHECK(row.values[j] == entry.value());
    }
    CHECK(j == row.size);
  }
}

TEST_CASE("rows_of: shows the rows of a dense matrix without a copy") {
  tema::DenseMatrix x(3, 4);
  x << 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
  const tema::RowsView view = tema::rows_of(x);
  CHECK_FALSE(view.sparse());
  CHECK(view.rows == 3);
  CHECK(view.cols == 4);
  CHECK(view.values == x.data());
  CHECK(view.row(2).columns == nullptr);
  CHECK(view.row(2).size == 4);
  CHECK(view.row(2).values[3] == 12.0F);
}

TEST_CASE("rows_of: refuses an uncompressed sparse matrix and takes it once it is compressed") {
  tema::SparseMatrix x(4, 4);
  x.reserve(Eigen::VectorXi::Constant(4, 3));
  x.insert(1, 2) = 5.0F;
  REQUIRE_FALSE(x.isCompressed());
  CHECK_THROWS_WITH_AS(tema::rows_of(x), doctest::Contains("compressed"), std::invalid_argument);
  x.makeCompressed();
  CHECK(tema::rows_of(x).row(1).size == 1);
  CHECK(tema::rows_of(x).row(1).columns[0] == 2);
}

TEST_CASE("rows_of: a matrix without rows or columns has a view as well") {
  CHECK(tema::rows_of(tema::SparseMatrix(0, 3)).rows == 0);
  CHECK(tema::rows_of(tema::SparseMatrix(3, 0)).row(2).size == 0);
  CHECK(tema::rows_of(tema::DenseMatrix(3, 0)).row(2).size == 0);
}
