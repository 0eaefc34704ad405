#pragma once

#include "tema/core/run_context.hpp"

#include <cstddef>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

struct SymmetricEigen {
  std::vector<double> values;   // descending
  std::vector<double> vectors;  // size × size, row after row; column j belongs to values[j]
};

/// All eigenvalues and eigenvectors of a symmetric matrix (size × size, by rows).
///
/// It uses cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5): slower than a
/// tridiagonal method, but short, as accurate as doubles allow, and with the same bits on every machine.
/// Throws Cancelled on a stop.
SymmetricEigen symmetric_eigen(std::vector<double> matrix, std::size_t size, const RunContext& run);

}}}  // namespace tema::v0::detail
