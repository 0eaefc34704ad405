#include "tema/linalg/rows.hpp"

#include "reference/random_data.hpp"
#include "tema/linalg/top_k.hpp"
#include "tema/linalg/truncated_svd.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using tema::as_rows;
using tema::csr_rows;
using tema::DenseMatrix;
using tema::RowMatrix;
using tema::Rows;
using tema::RowsView;
using tema::SparseMatrix;

/// The rows as a dense matrix.
Eigen::MatrixXf dense_of(const RowsView& x) {
  Eigen::MatrixXf result =
      Eigen::MatrixXf::Zero(static_cast<Eigen::Index>(x.rows), static_cast<Eigen::Index>(x.cols));
  for (std::size_t i = 0; i < x.rows; ++i) {
    const RowsView::Row row = x.row(i);
    for (std::size_t j = 0; j < row.size; ++j) {
      const auto column =
          row.columns == nullptr ? static_cast<Eigen::Index>(j) : Eigen::Index{row.columns[j]};
      result(static_cast<Eigen::Index>(i), column) = row.values[j];
    }
  }
  return result;
}

SparseMatrix random_matrix(std::size_t rows, std::size_t cols, tema::Random& random) {
  return reference::to_eigen(reference::random_sparse(rows, cols, 0.3, random));
}

template <class Arrays>
std::string refusal(const Arrays& arrays) {
  try {
    static_cast<void>(as_rows(arrays));
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

static_assert(RowMatrix<SparseMatrix> && RowMatrix<DenseMatrix> && RowMatrix<RowsView> &&
              RowMatrix<tema::CsrMatrix>);
static_assert(RowMatrix<Eigen::SparseMatrix<double>> && RowMatrix<Eigen::MatrixXd>);
static_assert(RowMatrix<std::remove_const_t<decltype(std::declval<Eigen::MatrixXf>().transpose() * 2.0F)>>);
static_assert(!RowMatrix<std::vector<float>> && !RowMatrix<int>);

TEST_CASE("rows: those of a SparseMatrix and of a DenseMatrix are no copy") {
  tema::Random random(1);
  const SparseMatrix sparse = random_matrix(20, 9, random);
  const Rows rows = as_rows(sparse);
  CHECK(rows.view().values == sparse.valuePtr());
  CHECK_FALSE(rows.is_copy());
  CHECK(dense_of(rows.view()) == Eigen::MatrixXf(sparse));
  const DenseMatrix dense(sparse);
  CHECK(as_rows(dense).view().values == dense.data());
  CHECK(as_rows(dense.topRows(3)).view().values == dense.data());
  CHECK(dense_of(as_rows(dense).view()) == Eigen::MatrixXf(dense));
  const Eigen::Map<const DenseMatrix> map(dense.data(), dense.rows(), dense.cols());
  CHECK(as_rows(map).view().values == dense.data());
}

TEST_CASE("rows: of any Eigen type and expression they are its values") {
  tema::Random random(2);
  for (int round = 0; round < 20; ++round) {
    const SparseMatrix x = random_matrix(random.below(12), 1 + random.below(12), random);
    const Eigen::MatrixXf expected(x);
    CHECK(dense_of(as_rows(Eigen::SparseMatrix<double>(x.cast<double>())).view()) == expected);
    CHECK(dense_of(as_rows(Eigen::SparseMatrix<float, Eigen::RowMajor, std::int64_t>(x)).view()) == expected);
    CHECK(dense_of(as_rows(x * 2.0F).view()) == expected * 2.0F);
    CHECK(dense_of(as_rows(Eigen::SparseMatrix<float>(x.transpose())).view()) == expected.transpose());
    CHECK(dense_of(as_rows(x.transpose()).view()) == expected.transpose());
    CHECK(dense_of(as_rows(expected).view()) == expected);
    CHECK(dense_of(as_rows(expected.cast<double>().eval()).view()) == expected);
    CHECK(dense_of(as_rows(expected.cast<int>()).view()) == expected.cast<int>().cast<float>());
    CHECK(dense_of(as_rows(expected.transpose()).view()) == expected.transpose());
    const DenseMatrix wide = DenseMatrix::Random(expected.rows(), expected.cols() + 3);
    CHECK(dense_of(as_rows(wide.leftCols(expected.cols())).view()) == wide.leftCols(expected.cols()));
  }
}

TEST_CASE("rows: an uncompressed sparse matrix is copied") {
  SparseMatrix x(4, 4);
  x.reserve(Eigen::VectorXi::Constant(4, 3));
  x.insert(1, 2) = 5.0F;
  REQUIRE_FALSE(x.isCompressed());
  const Rows rows = as_rows(x);
  CHECK(rows.is_copy());
  CHECK(rows.view().row(1).size == 1);
  CHECK(rows.view().row(1).columns[0] == 2);
}

TEST_CASE("rows: a matrix without rows or columns has them as well") {
  CHECK(as_rows(SparseMatrix(0, 3)).view().rows == 0);
  CHECK(as_rows(SparseMatrix(3, 0)).view().row(2).size == 0);
  CHECK(as_rows(DenseMatrix(3, 0)).view().row(2).size == 0);
}

TEST_CASE("rows: CSR arrays of other integers and numbers are converted") {
  const std::vector<std::int64_t> offsets = {0, 2, 2, 3};
  const std::vector<std::uint16_t> columns = {0, 3, 1};
  const std::vector<double> values = {1.5, -2.0, 4.0};
  Eigen::MatrixXf expected = Eigen::MatrixXf::Zero(3, 4);
  expected(0, 0) = 1.5F;
  expected(0, 3) = -2.0F;
  expected(2, 1) = 4.0F;
  CHECK(dense_of(as_rows(csr_rows(4, offsets, columns, values)).view()) == expected);
  const std::vector<std::int32_t> own_offsets(offsets.begin(), offsets.end());
  const std::vector<std::int32_t> own_columns(columns.begin(), columns.end());
  const std::vector<float> own_values(values.begin(), values.end());
  const Rows rows = as_rows(csr_rows(4, own_offsets, own_columns, own_values));
  CHECK(rows.view().values == own_values.data());
  CHECK(dense_of(rows.view()) == expected);
}

TEST_CASE("rows: CSR arrays that are no matrix are refused, and told where they go wrong") {
  using Integers = std::vector<int>;
  const std::vector<float> two = {1.0F, 2.0F};
  const auto refused = [&](const Integers& offsets, const Integers& columns) {
    return refusal(csr_rows(3, offsets, columns, two));
  };
  CHECK(refused({0, 1, 2}, {0, 2}) == "none");
  CHECK(refused({}, {0, 2}) ==
        "CSR arrays: offsets is empty, but must have one more entry than there are rows");
  CHECK(refused({0, 2}, {0}) == "CSR arrays: there are 1 columns, but 2 values");
  CHECK(refused({1, 2}, {0, 2}) == "CSR arrays: offsets begins with 1, not 0");
  CHECK(refused({0, 2, 1}, {0, 2}) == "CSR arrays: offsets[2] is 1, but must be from offsets[1] to 2");
  CHECK(refused({0, 3}, {0, 2}) == "CSR arrays: offsets[1] is 3, but must be from offsets[0] to 2");
  CHECK(refused({0, -1}, {0, 2}) == "CSR arrays: offsets[1] is -1, but must be from offsets[0] to 2");
  CHECK(refused({0, 1}, {0, 2}) == "CSR arrays: offsets ends with 1, but there are 2 columns");
  const std::string where = "CSR arrays: columns[1] is ";
  CHECK(refused({0, 2}, {1, 1}) == where + "1, but a row's columns must ascend and lie below 3");
  CHECK(refused({0, 1, 2}, {1, 3}) == where + "3, but a row's columns must ascend and lie below 3");
  CHECK(refused({0, 1, 2}, {1, -1}) == where + "-1, but a row's columns must ascend and lie below 3");
}

TEST_CASE("rows: whatever takes rows gives the same for the same numbers in any type") {
  tema::Random random(3);
  const SparseMatrix x = random_matrix(40, 12, random);
  const Eigen::SparseMatrix<double> by_columns(x.cast<double>());
  CHECK(tema::top_k_neighbours(by_columns) == tema::top_k_neighbours(x));
  const auto svd = tema::TruncatedSvd::fit(x, {.rank = 4});
  CHECK(svd.transform(by_columns) == svd.transform(x));
  CHECK(tema::TruncatedSvd::fit(by_columns, {.rank = 4}).transform(x) == svd.transform(x));
}
