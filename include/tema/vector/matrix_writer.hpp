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

/// The rows of a matrix that are counted, and not written yet: how large it is can be told, so that whoever
/// wants it makes room where it is to lie, once.
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

  /// Writes the matrix (CSR): `offsets` gets rows() + 1 positions, the others nonzeros() entries. Once only:
  /// what is written is given back to memory on the way. Throws Cancelled on a stop.
  void write(std::int32_t* offsets, std::int32_t* columns, float* values, const RunContext& run);

 private:
  std::unique_ptr<State> state_;
};

/// The matrix in plain arrays.
[[nodiscard]] TEMA_EXPORT CsrMatrix to_csr(MatrixWriter rows, const RunContext& run);

/// Writes the matrix where Eigen keeps it.
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
