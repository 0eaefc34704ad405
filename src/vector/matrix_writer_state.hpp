#pragma once

#include "tema/core/run_context.hpp"
#include "tema/vector/matrix_writer.hpp"

#include <cstddef>
#include <cstdint>

namespace tema { inline namespace v0 {

struct MatrixWriter::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  virtual ~State() = default;

  [[nodiscard]] virtual std::size_t rows() const = 0;
  [[nodiscard]] virtual std::size_t cols() const = 0;
  [[nodiscard]] virtual std::size_t nonzeros() const = 0;

  /// As MatrixWriter::write, but without the first of the offsets.
  virtual void write(std::int32_t* ends, std::int32_t* columns, float* values, const RunContext& run) = 0;
};

namespace detail {

/// Throws Error{limit} for more than 2³¹ - 1 rows or nonzeros, which a matrix cannot have.
void check_matrix_size(std::size_t rows, std::size_t nonzeros);

}  // namespace detail

}}  // namespace tema::v0
