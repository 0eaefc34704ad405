#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

/// A full singular value decomposition by one-sided Jacobi rotations, in doubles: slow, and right.
namespace reference {

/// `x` has `rows` × `cols` entries, row after row. All min(rows, cols) or cols singular values, descending.
inline std::vector<double> singular_values(std::vector<double> x, std::size_t rows, std::size_t cols) {
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return x[i * cols + j]; };
  const auto product = [&](std::size_t p, std::size_t q) {
    double sum = 0.0;
    for (std::size_t i = 0; i < rows; ++i) sum += at(i, p) * at(i, q);
    return sum;
  };
  bool rotated = true;
  for (int sweep = 0; rotated && sweep < 100; ++sweep) {
    rotated = false;
    for (std::size_t p = 0; p < cols; ++p) {
      for (std::size_t q = p + 1; q < cols; ++q) {
        const double off = product(p, q);
        const double pp = product(p, p);
        const double qq = product(q, q);
        if (std::abs(off) <= 1e-14 * std::sqrt(pp * qq) || std::abs(off) < 1e-300) continue;
        const double angle = 0.5 * std::atan2(2.0 * off, pp - qq);
        for (std::size_t i = 0; i < rows; ++i) {
          const double u = at(i, p);
          const double v = at(i, q);
          at(i, p) = std::cos(angle) * u + std::sin(angle) * v;
          at(i, q) = std::cos(angle) * v - std::sin(angle) * u;
        }
        rotated = true;
      }
    }
  }
  std::vector<double> values;
  for (std::size_t j = 0; j < cols; ++j) values.push_back(std::sqrt(product(j, j)));
  std::sort(values.begin(), values.end(), std::greater<>());
  return values;
}

}  // namespace reference
