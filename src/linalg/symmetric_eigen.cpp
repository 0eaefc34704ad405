#include "linalg/symmetric_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr int max_sweeps = 60;

struct Rotation {
  double cosine;
  double sine;
};

/// The rotation that makes the entry `off`, between the diagonal entries `p` and `q`, zero.
Rotation rotation_for(double p, double q, double off) {
  const double theta = (q - p) / (2.0 * off);
  const double root = std::sqrt(theta * theta + 1.0);
  const double tangent = theta >= 0.0 ? 1.0 / (theta + root) : 1.0 / (theta - root);
  const double cosine = 1.0 / std::sqrt(tangent * tangent + 1.0);
  return {cosine, tangent * cosine};
}

/// Rotates rows p and q of a matrix.
void rotate_rows(double* row_p, double* row_q, std::size_t size, Rotation r) {
  for (std::size_t i = 0; i < size; ++i) {
    const double p = row_p[i];
    const double q = row_q[i];
    row_p[i] = r.cosine * p - r.sine * q;
    row_q[i] = r.sine * p + r.cosine * q;
  }
}

void rotate_columns(double* matrix, std::size_t size, std::size_t p, std::size_t q, Rotation r) {
  for (std::size_t i = 0; i < size; ++i) {
    double* row = matrix + i * size;
    const double at_p = row[p];
    const double at_q = row[q];
    row[p] = r.cosine * at_p - r.sine * at_q;
    row[q] = r.sine * at_p + r.cosine * at_q;
  }
}

}  // namespace

SymmetricEigen symmetric_eigen(std::vector<double> matrix, std::size_t size, const RunContext& run) {
  // The eigenvectors are kept as rows, so that a rotation works on contiguous numbers.
  std::vector<double> rows(size * size, 0.0);
  for (std::size_t i = 0; i < size; ++i) rows[i * size + i] = 1.0;

  double trace = 0.0;
  for (std::size_t i = 0; i < size; ++i) trace += std::abs(matrix[i * size + i]);
  const double negligible = 1e-17 * trace;

  for (int sweep = 0; sweep < max_sweeps; ++sweep) {
    bool rotated = false;
    for (std::size_t p = 0; p + 1 < size; ++p) {
      throw_if_stopped(run);
      for (std::size_t q = p + 1; q < size; ++q) {
        const double off = matrix[p * size + q];
        const double at_p = matrix[p * size + p];
        const double at_q = matrix[q * size + q];
        if (std::abs(off) <= std::max(negligible, 1e-15 * std::sqrt(std::abs(at_p * at_q)))) continue;
        const Rotation r = rotation_for(at_p, at_q, off);
        rotate_rows(&matrix[p * size], &matrix[q * size], size, r);
        rotate_columns(matrix.data(), size, p, q, r);
        matrix[p * size + q] = matrix[q * size + p] = 0.0;
        rotate_rows(&rows[p * size], &rows[q * size], size, r);
        rotated = true;
      }
    }
    if (!rotated) break;
  }

  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return matrix[a * size + a] > matrix[b * size + b]; });
  SymmetricEigen result{std::vector<double>(size), std::vector<double>(size * size)};
  for (std::size_t j = 0; j < size; ++j) {
    result.values[j] = matrix[order[j] * size + order[j]];
    for (std::size_t i = 0; i < size; ++i) result.vectors[i * size + j] = rows[order[j] * size + i];
  }
  return result;
}

}}}  // namespace tema::v0::detail
