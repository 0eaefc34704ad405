#pragma once

#include "tema/core/parallel.hpp"
#include "tema/linalg/detail/float_table.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The Gram matrix xᵀx of `rows` rows of `width` floats: symmetric, in doubles, and the same for any number
/// of threads.
std::vector<double> gram_matrix(std::span<const float> x, std::size_t width, Workers& workers);

/// Makes the columns of `x` orthonormal, in place (Cholesky QR). A column that depends on those before it, up
/// to the precision of floats, becomes zero. Returns how independent the other columns were: the least share
/// of the square of a column that was left when those before it were subtracted.
double orthonormalize(FloatTable& x, std::size_t width, Workers& workers);

}}}  // namespace tema::v0::detail
