#pragma once

#include "reference/naive_kernels.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/top_k.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// The nearest rows by comparing all pairs, in the arithmetic that the cosine is defined by.
namespace reference {

/// Rows × columns; a row of zeros stays.
inline std::vector<std::vector<float>> dense_unit_rows(const tema::CsrMatrix& x) {
  std::vector<std::vector<float>> rows(x.rows(), std::vector<float>(x.cols, 0.0F));
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const tema::RowsView::Row row = x.view().row(i);
    const double norm = std::sqrt(ordered_squared_norm({row.values, row.size}));
    for (std::size_t j = 0; norm > 0.0 && j < row.size; ++j) {
      rows[i][static_cast<std::size_t>(row.columns[j])] =
          static_cast<float>(static_cast<double>(row.values[j]) / norm);
    }
  }
  return rows;
}

inline float cosine(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0.0F;
  for (std::size_t j = 0; j < a.size(); ++j) sum += product(a[j], b[j]);
  return std::clamp(sum, -1.0F, 1.0F);
}

inline bool is_zero(const std::vector<float>& row) {
  return std::all_of(row.begin(), row.end(), [](float value) { return value == 0.0F; });
}

/// Of each query all rows that are not zero, nearest first; if the queries are the rows, itself left out.
inline std::vector<std::vector<tema::Neighbour>> all_neighbours(const tema::CsrMatrix& queries,
                                                                const tema::CsrMatrix& x, bool is_self) {
  const auto from = dense_unit_rows(queries);
  const auto to = dense_unit_rows(x);
  std::vector<std::vector<tema::Neighbour>> result(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; j < to.size() && !is_zero(from[i]); ++j) {
      if ((is_self && i == j) || is_zero(to[j])) continue;
      result[i].push_back({static_cast<std::int32_t>(j), cosine(from[i], to[j])});
    }
    std::stable_sort(result[i].begin(), result[i].end(),
                     [](const tema::Neighbour& a, const tema::Neighbour& b) { return a.cosine > b.cosine; });
  }
  return result;
}

/// Those that the options ask for.
inline tema::Neighbours top_k(const std::vector<std::vector<tema::Neighbour>>& all,
                              const tema::TopKOptions& options) {
  tema::Neighbours result;
  for (const auto& sorted : all) {
    for (std::size_t i = 0; i < sorted.size() && i < options.k; ++i) {
      if (sorted[i].cosine > options.min_cosine) result.neighbours.push_back(sorted[i]);
    }
    result.offsets.push_back(result.neighbours.size());
  }
  return result;
}

}  // namespace reference
