#pragma once

#include "tema/linalg/views.hpp"

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

/// The kernels twice: in doubles, for what they mean, and in the one order of sums that they promise, for
/// their bits.
namespace reference {

inline double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

/// Σ |aᵢ bᵢ|: what the rounding error of a dot product is measured by.
inline double absolute_dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += std::abs(static_cast<double>(a[i]) * static_cast<double>(b[i]));
  return sum;
}

/// Volatile, so that no compiler and no flag of the tests' own build fuses it with the sum that it goes into.
inline float product(float a, float b) {
  volatile float result = a * b;
  return result;
}

template <class Number>
Number fold_in_halves(std::vector<Number> lanes) {
  for (std::size_t half = lanes.size() / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) lanes[i] += lanes[i + half];
  }
  return lanes[0];
}

inline float ordered_dot(std::span<const float> a, std::span<const float> b) {
  std::vector<float> lanes(16, 0.0F);
  for (std::size_t i = 0; i < a.size(); ++i) lanes[i % 16] += product(a[i], b[i]);
  return fold_in_halves(lanes);
}

// The product of two floats is exact in a double: below, fused or not is the same.

inline double ordered_squared_norm(std::span<const float> x) {
  std::vector<double> lanes(16, 0.0);
  for (std::size_t i = 0; i < x.size(); ++i)
    lanes[i % 16] += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return fold_in_halves(lanes);
}

inline std::vector<float> ordered_row_times_table(const tema::RowsView::Row& row,
                                                  std::span<const float> table, std::size_t width) {
  std::vector<float> out(width, 0.0F);
  for (std::size_t j = 0; j < row.size; ++j) {
    const std::size_t at = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
    for (std::size_t i = 0; i < width; ++i) out[i] += product(row.values[j], table[at * width + i]);
  }
  return out;
}

inline void ordered_accumulate_gram(std::span<const float> rows, std::size_t width,
                                    std::vector<double>& gram) {
  for (std::size_t row = 0; row < rows.size() / width; ++row) {
    const std::span<const float> x = rows.subspan(row * width, width);
    for (std::size_t i = 0; i < width; ++i) {
      for (std::size_t j = i; j < width; ++j) {
        gram[i * width + j] += static_cast<double>(x[i]) * static_cast<double>(x[j]);
      }
    }
  }
}

}  // namespace reference
