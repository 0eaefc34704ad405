#pragma once

#include "core/check.hpp"
#include "tema/linalg/kernels.hpp"

#include <cmath>
#include <cstddef>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// The length ‖row‖₂ of the row with this number. Throws std::invalid_argument if it is not finite, or so
/// long that products with the row would leave the range of a float.
inline double checked_norm(const RowsView::Row& row, std::size_t number) {
  constexpr double longest = 1e37;
  const double norm = std::sqrt(squared_norm({row.values, row.size}));
  if (!(norm <= longest)) {
    throw_invalid("the length of row " + std::to_string(number), text_of(norm), "finite and at most 1e37");
  }
  return norm;
}

/// True if a row of this length has a direction. Only a row of zeros has none: the inverse length of
/// any other row of floats, however short, is a finite double.
constexpr bool has_direction(double length) { return length != 0.0; }

/// What makes a row of this length a unit row; 0 for a row without a direction.
constexpr double inverse_length(double length) { return has_direction(length) ? 1.0 / length : 0.0; }

}}}  // namespace tema::v0::detail
