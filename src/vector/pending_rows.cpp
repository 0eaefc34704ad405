#include "tema/vector/pending_rows.hpp"

#include "tema/core/error.hpp"
#include "vector/pending_rows_state.hpp"

#include <limits>
#include <string>
#include <utility>

namespace tema::inline v0 {

void detail::check_matrix_size(std::size_t rows, std::size_t nonzeros) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (rows <= most && nonzeros <= most) return;
  throw Error(ErrorKind::limit,
              "the matrix has " + std::to_string(rows) + " rows and " + std::to_string(nonzeros) +
                  " nonzeros: the limit of each is 2147483647; transform the corpus in blocks");
}

PendingRows::PendingRows(std::unique_ptr<State> state) : state_(std::move(state)) {}
PendingRows::~PendingRows() = default;
PendingRows::PendingRows(PendingRows&&) noexcept = default;
PendingRows& PendingRows::operator=(PendingRows&&) noexcept = default;

std::size_t PendingRows::rows() const { return state_->rows(); }
std::size_t PendingRows::cols() const { return state_->cols(); }
std::size_t PendingRows::nonzeros() const { return state_->nonzeros(); }

void PendingRows::write(std::int32_t* offsets, std::int32_t* columns, float* values, const Run& run) {
  offsets[0] = 0;
  state_->write(offsets + 1, columns, values, run);
}

CsrMatrix to_csr(PendingRows rows, const Run& run) {
  CsrMatrix matrix;
  matrix.cols = rows.cols();
  matrix.offsets.resize(rows.rows() + 1);
  matrix.columns.resize(rows.nonzeros());
  matrix.values.resize(rows.nonzeros());
  rows.write(matrix.offsets.data(), matrix.columns.data(), matrix.values.data(), run);
  return matrix;
}

}  // namespace tema::inline v0
