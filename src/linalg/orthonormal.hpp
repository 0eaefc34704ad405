#pragma once

#include "tema/core/parallel.hpp"

#include <cstddef>
#include <vector>

namespace tema::inline v0::detail {

/// The Gram matrix xᵀx of `rows` rows of `width` floats, symmetric, in doubles: the same for any number of
/// threads.
std::vector<double> gram_matrix(const std::vector<float>& x, std::size_t width, Workers& workers);

/// Makes the columns of `x` orthonormal in place (Cholesky QR). A column that depends on those before it, as
/// far as floats can tell, becomes zero.
void orthonormalize(std::vector<float>& x, std::size_t width, Workers& workers);

}  // namespace tema::inline v0::detail
