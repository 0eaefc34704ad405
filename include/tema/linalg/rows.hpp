#pragma once

#include "tema/core/error.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/types.hpp"
#include "tema/linalg/views.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// A sparse matrix in three arrays (CSR) that the caller owns, of any integer and number types. See
/// csr_rows().
template <std::integral Offset, std::integral Column, class Scalar>
struct CsrArrays {
  std::size_t cols = 0;
  std::span<const Offset> offsets;  ///< rows + 1 positions in `columns` and `values`, from 0
  std::span<const Column> columns;  ///< ascending within a row
  std::span<const Scalar> values;
};

/// The rows of CSR arrays, such as scipy's indptr, indices and data, for every function that takes a
/// RowMatrix.
template <std::ranges::contiguous_range Offsets, std::ranges::contiguous_range Columns,
          std::ranges::contiguous_range Values>
auto csr_rows(std::size_t cols, const Offsets& offsets, const Columns& columns, const Values& values) {
  using Arrays = CsrArrays<std::ranges::range_value_t<Offsets>, std::ranges::range_value_t<Columns>,
                           std::ranges::range_value_t<Values>>;
  return Arrays{cols, offsets, columns, values};
}

/// The rows of a matrix in the form that the compiled core reads, in floats: a view of the caller's memory if
/// that has this form, otherwise a view of a copy.
class Rows {
 public:
  explicit Rows(const RowsView& view) : view_(view) {}
  explicit Rows(CsrMatrix&& owned) : sparse_(std::move(owned)), view_(sparse_.view()) {}
  Rows(std::vector<float>&& owned, std::size_t rows, std::size_t cols)
      : dense_(std::move(owned)), view_{rows, cols, nullptr, nullptr, dense_.data()} {}
  // The view points into the storage, which moves with the object. A copy would need a view of its own.
  Rows(Rows&&) = default;
  Rows& operator=(Rows&&) = default;

  /// Valid as long as this object and the matrix that it was made from.
  [[nodiscard]] const RowsView& view() const { return view_; }

  /// True if the rows were copied.
  [[nodiscard]] bool is_copy() const { return !dense_.empty() || sparse_.rows() > 0; }

 private:
  CsrMatrix sparse_;
  std::vector<float> dense_;
  RowsView view_;
};

namespace detail {

template <class X>
inline constexpr bool is_csr_arrays = false;
template <class Offset, class Column, class Scalar>
inline constexpr bool is_csr_arrays<CsrArrays<Offset, Column, Scalar>> = true;

template <class X>
concept EigenSparse = std::derived_from<X, Eigen::SparseMatrixBase<X>>;
template <class X>
concept EigenDense = std::derived_from<X, Eigen::DenseBase<X>>;

/// Throws Error{limit} for more nonzeros than 32 bits can count.
inline void check_nonzeros(std::size_t nonzeros) {
  if (nonzeros <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) return;
  throw Error(ErrorKind::limit, "the matrix has " + std::to_string(nonzeros) +
                                    " nonzeros, but may have at most 2147483647: give it in blocks of rows");
}

/// Throws std::invalid_argument for arrays that do not form a matrix.
template <class Offset, class Column, class Scalar>
void check_csr(const CsrArrays<Offset, Column, Scalar>& x) {
  const auto refuse = [](const std::string& what) { throw std::invalid_argument("CSR arrays: " + what); };
  if (x.offsets.empty()) refuse("offsets is empty, but must have one more entry than there are rows");
  if (x.columns.size() != x.values.size()) {
    refuse("there are " + std::to_string(x.columns.size()) + " columns, but " +
           std::to_string(x.values.size()) + " values");
  }
  if (x.offsets.front() != 0) refuse("offsets begins with " + std::to_string(x.offsets.front()) + ", not 0");
  for (std::size_t i = 1; i < x.offsets.size(); ++i) {
    const bool ascends = x.offsets[i - 1] <= x.offsets[i];
    if (!ascends || !std::in_range<std::size_t>(x.offsets[i]) ||
        static_cast<std::size_t>(x.offsets[i]) > x.columns.size())
      refuse("offsets[" + std::to_string(i) + "] is " + std::to_string(x.offsets[i]) +
             ", but must be from offsets[" + std::to_string(i - 1) + "] to " +
             std::to_string(x.columns.size()));
    const auto begin = static_cast<std::size_t>(x.offsets[i - 1]);
    for (std::size_t j = begin; j < static_cast<std::size_t>(x.offsets[i]); ++j) {
      const bool in_range =
          std::in_range<std::size_t>(x.columns[j]) && static_cast<std::size_t>(x.columns[j]) < x.cols;
      if (!in_range || (j > begin && x.columns[j - 1] >= x.columns[j]))
        refuse("columns[" + std::to_string(j) + "] is " + std::to_string(x.columns[j]) +
               ", but a row's columns must ascend and lie below " + std::to_string(x.cols));
    }
  }
  if (static_cast<std::size_t>(x.offsets.back()) != x.columns.size())
    refuse("offsets ends with " + std::to_string(x.offsets.back()) + ", but there are " +
           std::to_string(x.columns.size()) + " columns");
}

template <class Offset, class Column, class Scalar>
Rows rows_of_csr(const CsrArrays<Offset, Column, Scalar>& x) {
  check_csr(x);
  check_nonzeros(x.values.size());
  const std::size_t rows = x.offsets.size() - 1;
  if constexpr (std::same_as<Offset, std::int32_t> && std::same_as<Column, std::int32_t> &&
                std::same_as<Scalar, float>) {
    return Rows(RowsView{rows, x.cols, x.offsets.data(), x.columns.data(), x.values.data()});
  } else {
    CsrMatrix copy;
    copy.cols = x.cols;
    copy.offsets.clear();
    for (const Offset offset : x.offsets) copy.offsets.push_back(static_cast<std::int32_t>(offset));
    for (const Column column : x.columns) copy.columns.push_back(static_cast<std::int32_t>(column));
    for (const Scalar& value : x.values) copy.values.push_back(static_cast<float>(value));
    return Rows(std::move(copy));
  }
}

/// True for a type that stores its rows in the form of the core, if it is compressed.
template <class X>
inline constexpr bool is_float_csr = requires(const X& x) {
  { x.outerIndexPtr() } -> std::same_as<const std::int32_t*>;
  { x.innerIndexPtr() } -> std::same_as<const std::int32_t*>;
  { x.valuePtr() } -> std::same_as<const float*>;
  { x.isCompressed() } -> std::same_as<bool>;
}
&&bool(X::IsRowMajor);

template <class X>
Rows rows_of_sparse(const X& x) {
  const auto rows = static_cast<std::size_t>(x.rows());
  const auto cols = static_cast<std::size_t>(x.cols());
  if constexpr (is_float_csr<X>) {
    if (x.isCompressed())
      return Rows(RowsView{rows, cols, x.outerIndexPtr(), x.innerIndexPtr(), x.valuePtr()});
  }
  using Scalar = typename X::Scalar;
  const Eigen::SparseMatrix<Scalar, Eigen::RowMajor, Eigen::Index> by_rows(x);
  check_nonzeros(static_cast<std::size_t>(by_rows.nonZeros()));
  CsrMatrix copy;
  copy.cols = cols;
  copy.offsets.reserve(rows + 1);
  copy.columns.reserve(static_cast<std::size_t>(by_rows.nonZeros()));
  copy.values.reserve(static_cast<std::size_t>(by_rows.nonZeros()));
  for (Eigen::Index i = 0; i < by_rows.rows(); ++i) {
    for (typename decltype(by_rows)::InnerIterator entry(by_rows, i); entry; ++entry) {
      copy.columns.push_back(static_cast<std::int32_t>(entry.col()));
      copy.values.push_back(static_cast<float>(entry.value()));
    }
    copy.offsets.push_back(static_cast<std::int32_t>(copy.columns.size()));
  }
  return Rows(std::move(copy));
}

/// True for a type whose values are stored as floats by rows, if there are no gaps.
template <class X>
inline constexpr bool is_float_table = requires(const X& x) {
  { x.data() } -> std::convertible_to<const float*>;
  x.innerStride();
  x.outerStride();
}
&&bool(X::IsRowMajor) && std::same_as<typename X::Scalar, float>;

template <class X>
Rows rows_of_dense(const X& x) {
  const auto rows = static_cast<std::size_t>(x.rows());
  const auto cols = static_cast<std::size_t>(x.cols());
  if constexpr (is_float_table<X>) {
    if (x.innerStride() == 1 && (x.outerStride() == x.cols() || rows <= 1))
      return Rows(RowsView{rows, cols, nullptr, nullptr, x.data()});
  }
  const auto& values = x.eval();
  std::vector<float> copy;
  copy.reserve(rows * cols);
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    for (Eigen::Index j = 0; j < x.cols(); ++j) copy.push_back(static_cast<float>(values(i, j)));
  }
  return Rows(std::move(copy), rows, cols);
}

}  // namespace detail

/// Anything that has rows of numbers: an Eigen matrix, map or expression, sparse or dense, by rows or by
/// columns, of any scalar that converts to float; CsrMatrix; CSR arrays (csr_rows); RowsView and Rows.
template <class X>
concept RowMatrix = std::same_as<X, RowsView> || std::same_as<X, Rows> || std::same_as<X, CsrMatrix> ||
    detail::is_csr_arrays<X> || detail::EigenSparse<X> || detail::EigenDense<X>;

/// The rows of a matrix. They are not copied if the memory of the matrix has the form of the core: floats by
/// rows and, if sparse, compressed with 32-bit indices. Otherwise they are converted, in time linear in the
/// entries. The matrix must outlive the result. Throws std::invalid_argument for CSR arrays that do not form
/// a matrix, Error{limit} for a sparse matrix of more than 2³¹ - 1 nonzeros.
template <RowMatrix X>
[[nodiscard]] Rows as_rows(const X& x) {
  if constexpr (std::same_as<X, RowsView>) {
    return Rows(x);
  } else if constexpr (std::same_as<X, Rows> || std::same_as<X, CsrMatrix>) {
    return Rows(RowsView(x.view()));
  } else if constexpr (detail::is_csr_arrays<X>) {
    return detail::rows_of_csr(x);
  } else if constexpr (detail::EigenSparse<X>) {
    return detail::rows_of_sparse(x);
  } else {
    return detail::rows_of_dense(x);
  }
}

}}  // namespace tema::v0
