#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/types.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace tema { inline namespace v0 {

/// The rows of a matrix that were counted but not yet written. It tells how large the matrix is, so that the
/// caller can reserve memory for it once, where it is to be stored.
class TEMA_EXPORT MatrixWriter {
 public:
  struct State;
  explicit MatrixWriter(std::unique_ptr<State> state);
  ~MatrixWriter();
  MatrixWriter(MatrixWriter&&) noexcept;
  MatrixWriter& operator=(MatrixWriter&&) noexcept;

  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] std::size_t cols() const;
  [[nodiscard]] std::size_t nonzeros() const;  ///< at most 2³¹ - 1

  /// Writes the matrix (CSR): rows() + 1 positions to `offsets`, and nonzeros() entries to each of the other
  /// arrays. It can be called only once, because it frees what it has written on the way. Throws Cancelled on
  /// a stop.
  void write(std::int32_t* offsets, std::int32_t* columns, float* values, const RunContext& run);

 private:
  std::unique_ptr<State> state_;
};

/// Writes the matrix to plain arrays.
[[nodiscard]] TEMA_EXPORT CsrMatrix to_csr(MatrixWriter rows, const RunContext& run);

/// Writes the matrix into an Eigen matrix.
inline void write_to(SparseMatrix& x, MatrixWriter rows, const RunContext& run) {
  x.resize(static_cast<Eigen::Index>(rows.rows()), static_cast<Eigen::Index>(rows.cols()));
  x.resizeNonZeros(static_cast<Eigen::Index>(rows.nonzeros()));
  rows.write(x.outerIndexPtr(), x.innerIndexPtr(), x.valuePtr(), run);
}

inline SparseMatrix to_matrix(MatrixWriter rows, const RunContext& run) {
  SparseMatrix x;
  write_to(x, std::move(rows), run);
  return x;
}

}}  // namespace tema::v0
