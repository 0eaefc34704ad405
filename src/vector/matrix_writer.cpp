#include "tema/vector/matrix_writer.hpp"

#include "tema/core/error.hpp"
#include "vector/matrix_writer_state.hpp"

#include <limits>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

void detail::check_matrix_size(std::size_t rows, std::size_t nonzeros) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (rows <= most && nonzeros <= most) return;
  throw Error(ErrorKind::limit,
              "the matrix has " + std::to_string(rows) + " rows and " + std::to_string(nonzeros) +
                  " nonzeros: the limit of each is 2147483647; transform the corpus in blocks");
}

MatrixWriter::MatrixWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
MatrixWriter::~MatrixWriter() = default;
MatrixWriter::MatrixWriter(MatrixWriter&&) noexcept = default;
MatrixWriter& MatrixWriter::operator=(MatrixWriter&&) noexcept = default;

std::size_t MatrixWriter::rows() const { return state_->rows(); }
std::size_t MatrixWriter::cols() const { return state_->cols(); }
std::size_t MatrixWriter::nonzeros() const { return state_->nonzeros(); }

void MatrixWriter::write(std::int32_t* offsets, std::int32_t* columns, float* values, const RunContext& run) {
  offsets[0] = 0;
  state_->write(offsets + 1, columns, values, run);
}

CsrMatrix to_csr(MatrixWriter rows, const RunContext& run) {
  CsrMatrix matrix;
  matrix.cols = rows.cols();
  matrix.offsets.resize(rows.rows() + 1);
  matrix.columns.resize(rows.nonzeros());
  matrix.values.resize(rows.nonzeros());
  rows.write(matrix.offsets.data(), matrix.columns.data(), matrix.values.data(), run);
  return matrix;
}

}}  // namespace tema::v0
