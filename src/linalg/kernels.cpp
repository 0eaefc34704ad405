#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "linalg/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t virtual_lanes = 16;

// Vectors of at most 16 floats: several of them together stand for the virtual lanes.
using Floats = hn::CappedTag<float, virtual_lanes>;
using Doubles = hn::CappedTag<double, 8>;

/// Adds the lanes in halves: 16 → 8 → 4 → 2 → 1.
template <class Number>
Number fold_lanes(Number* lanes) {
  for (std::size_t half = virtual_lanes / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) lanes[i] = lanes[i] + lanes[i + half];
  }
  return lanes[0];
}

float dot_kernel(const float* a, const float* b, std::size_t size) {
  const Floats d;
  const std::size_t step = hn::Lanes(d);
  HWY_ALIGN float lanes[virtual_lanes] = {};
  std::size_t i = 0;
  // Vector by vector over all blocks, so that each accumulator stays in a register.
  const std::size_t whole = size / virtual_lanes * virtual_lanes;
  for (std::size_t lane = 0; lane < virtual_lanes; lane += step) {
    auto sum = hn::Zero(d);
    for (i = lane; i < whole; i += virtual_lanes) {
      sum = hn::Add(sum, hn::Mul(hn::LoadU(d, a + i), hn::LoadU(d, b + i)));
    }
    hn::Store(sum, d, lanes + lane);
  }
  for (i = whole; i < size; ++i) lanes[i - whole] = lanes[i - whole] + a[i] * b[i];
  return fold_lanes(lanes);
}

double squared_norm_kernel(const float* x, std::size_t size) {
  double lanes[virtual_lanes] = {};
  for (std::size_t i = 0; i < size; ++i) {
    const auto value = static_cast<double>(x[i]);
    lanes[i % virtual_lanes] += value * value;
  }
  return fold_lanes(lanes);
}

/// `Vectors` vectors of the output at a time, held in registers for the whole row. The sums of one vector
/// depend on each other, so it takes about eight of them to keep the adders busy.
template <std::size_t Vectors>
void add_row_times_columns(const RowsView::Row& row, const float* table, std::size_t width,
                           std::size_t column, float* out) {
  const Floats d;
  const std::size_t step = hn::Lanes(d);
  hn::Vec<Floats> sums[Vectors];
  for (std::size_t v = 0; v < Vectors; ++v) sums[v] = hn::LoadU(d, out + column + v * step);
  for (std::size_t j = 0; j < row.size; ++j) {
    const std::size_t at = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
    const float* entry = table + at * width + column;
    const auto value = hn::Set(d, row.values[j]);
    for (std::size_t v = 0; v < Vectors; ++v) {
      sums[v] = hn::Add(sums[v], hn::Mul(value, hn::LoadU(d, entry + v * step)));
    }
  }
  for (std::size_t v = 0; v < Vectors; ++v) hn::StoreU(sums[v], d, out + column + v * step);
}

void add_row_times_table_kernel(const RowsView::Row& row, const float* table, std::size_t width,
                                std::size_t first, std::size_t last, float* out) {
  const std::size_t step = hn::Lanes(Floats());
  std::size_t at = first;
  for (; at + 8 * step <= last; at += 8 * step) add_row_times_columns<8>(row, table, width, at, out);
  switch ((last - at) / step) {
    case 7:
      return add_row_times_columns<7>(row, table, width, at, out);
    case 6:
      return add_row_times_columns<6>(row, table, width, at, out);
    case 5:
      return add_row_times_columns<5>(row, table, width, at, out);
    case 4:
      return add_row_times_columns<4>(row, table, width, at, out);
    case 3:
      return add_row_times_columns<3>(row, table, width, at, out);
    case 2:
      return add_row_times_columns<2>(row, table, width, at, out);
    case 1:
      return add_row_times_columns<1>(row, table, width, at, out);
    default:
      return;
  }
}

constexpr std::size_t rows_together = 4;

/// Writes the products of rows_together rows with a narrow table. The sums of one row depend on each other;
/// those of several rows do not, so they keep the adders busy.
template <std::size_t Vectors>
void multiply_rows(const RowsView::Row* rows, const float* table, float* out) {
  const Floats d;
  const std::size_t step = hn::Lanes(d);
  const std::size_t width = Vectors * step;
  hn::Vec<Floats> sums[rows_together][Vectors];
  std::size_t shortest = rows[0].size;
  for (std::size_t r = 0; r < rows_together; ++r) {
    shortest = std::min(shortest, rows[r].size);
    for (std::size_t v = 0; v < Vectors; ++v) sums[r][v] = hn::Zero(d);
  }
  const auto add = [&](std::size_t r, std::size_t j) {
    const std::size_t at = rows[r].columns != nullptr ? static_cast<std::size_t>(rows[r].columns[j]) : j;
    const auto value = hn::Set(d, rows[r].values[j]);
    for (std::size_t v = 0; v < Vectors; ++v)
      sums[r][v] = hn::Add(sums[r][v], hn::Mul(value, hn::LoadU(d, table + at * width + v * step)));
  };
  for (std::size_t j = 0; j < shortest; ++j) {
    for (std::size_t r = 0; r < rows_together; ++r) add(r, j);
  }
  for (std::size_t r = 0; r < rows_together; ++r) {
    for (std::size_t j = shortest; j < rows[r].size; ++j) add(r, j);
    for (std::size_t v = 0; v < Vectors; ++v) hn::StoreU(sums[r][v], d, out + r * width + v * step);
  }
}

void rows_times_table_kernel(const RowsView& x, std::size_t first, std::size_t last, const float* table,
                             std::size_t width, float* out) {
  const std::size_t vectors = width / hn::Lanes(Floats());
  std::size_t i = first;
  for (; i + rows_together <= last && vectors <= 2; i += rows_together) {
    const RowsView::Row rows[rows_together] = {x.row(i), x.row(i + 1), x.row(i + 2), x.row(i + 3)};
    float* const at = out + (i - first) * width;
    vectors == 1 ? multiply_rows<1>(rows, table, at) : multiply_rows<2>(rows, table, at);
  }
  for (; i < last; ++i) {
    float* const at = out + (i - first) * width;
    std::fill_n(at, width, 0.0F);
    add_row_times_table_kernel(x.row(i), table, width, 0, width, at);
  }
}

constexpr std::size_t tile_height = 4;
constexpr std::size_t tile_vectors = 3;

/// Adds the products of the columns [i, i + tile_height) and of `Vectors` vectors of columns from j on. The
/// sums stay in registers for all rows.
template <std::size_t Vectors>
void add_gram_tile(const double* rows, std::size_t count, std::size_t width, std::size_t i, std::size_t j,
                   double* gram) {
  const Doubles d;
  const std::size_t step = hn::Lanes(d);
  hn::Vec<Doubles> sums[tile_height][Vectors];
  for (std::size_t h = 0; h < tile_height; ++h) {
    for (std::size_t v = 0; v < Vectors; ++v)
      sums[h][v] = hn::LoadU(d, gram + (i + h) * width + j + v * step);
  }
  for (std::size_t row = 0; row < count; ++row) {
    const double* x = rows + row * width;
    hn::Vec<Doubles> factors[Vectors];
    for (std::size_t v = 0; v < Vectors; ++v) factors[v] = hn::LoadU(d, x + j + v * step);
    for (std::size_t h = 0; h < tile_height; ++h) {
      const auto factor = hn::Set(d, x[i + h]);
      for (std::size_t v = 0; v < Vectors; ++v) sums[h][v] = hn::Add(sums[h][v], hn::Mul(factor, factors[v]));
    }
  }
  for (std::size_t h = 0; h < tile_height; ++h) {
    for (std::size_t v = 0; v < Vectors; ++v)
      hn::StoreU(sums[h][v], d, gram + (i + h) * width + j + v * step);
  }
}

void accumulate_gram_kernel(const double* rows, std::size_t count, std::size_t width, double* gram) {
  const std::size_t step = hn::Lanes(Doubles());
  for (std::size_t i = 0; i < width; i += tile_height) {
    // Starts at a multiple of 8 on every target, so that what it writes below the diagonal is the same, too.
    std::size_t j = i / 8 * 8;
    for (; j + tile_vectors * step <= width; j += tile_vectors * step)
      add_gram_tile<tile_vectors>(rows, count, width, i, j, gram);
    for (; j < width; j += step) add_gram_tile<1>(rows, count, width, i, j, gram);
  }
}

void accumulate_kernel(const float* x, std::size_t size, double* sums) {
  for (std::size_t i = 0; i < size; ++i) sums[i] += static_cast<double>(x[i]);
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(dot_kernel);
HWY_EXPORT(squared_norm_kernel);
HWY_EXPORT(add_row_times_table_kernel);
HWY_EXPORT(rows_times_table_kernel);
HWY_EXPORT(accumulate_gram_kernel);
HWY_EXPORT(accumulate_kernel);

float dot(std::span<const float> a, std::span<const float> b) {
  return HWY_DYNAMIC_DISPATCH(dot_kernel)(a.data(), b.data(), a.size());
}

double squared_norm(std::span<const float> x) {
  return HWY_DYNAMIC_DISPATCH(squared_norm_kernel)(x.data(), x.size());
}

double normalize(std::span<float> x) {
  const double norm = std::sqrt(squared_norm(x));
  if (norm == 0.0) return 0.0;
  for (float& value : x) value = static_cast<float>(static_cast<double>(value) / norm);
  return norm;
}

void row_times_table(const RowsView::Row& row, const float* table, std::size_t width, float* out) {
  std::fill_n(out, width, 0.0F);
  add_row_times_table(row, table, width, 0, width, out);
}

void add_row_times_table(const RowsView::Row& row, const float* table, std::size_t width, std::size_t first,
                         std::size_t last, float* out) {
  HWY_DYNAMIC_DISPATCH(add_row_times_table_kernel)(row, table, width, first, last, out);
}

void rows_times_table(const RowsView& x, std::size_t first, std::size_t last, const float* table,
                      std::size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(rows_times_table_kernel)(x, first, last, table, width, out);
}

void accumulate_gram(const float* rows, std::size_t count, std::size_t width, double* gram) {
  constexpr std::size_t rows_at_a_time = 32;  // as doubles, they stay in the first cache
  std::vector<double> doubles(std::min(count, rows_at_a_time) * width);
  for (std::size_t row = 0; row < count; row += rows_at_a_time) {
    const std::size_t some = std::min(rows_at_a_time, count - row);
    std::copy_n(rows + row * width, some * width, doubles.begin());
    HWY_DYNAMIC_DISPATCH(accumulate_gram_kernel)(doubles.data(), some, width, gram);
  }
}

void accumulate(std::span<const float> x, std::span<double> sums) {
  HWY_DYNAMIC_DISPATCH(accumulate_kernel)(x.data(), x.size(), sums.data());
}

}}  // namespace tema::v0

#endif  // HWY_ONCE
