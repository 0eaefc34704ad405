#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

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
  for (; at + 4 * step <= last; at += 4 * step) add_row_times_columns<4>(row, table, width, at, out);
  for (; at + 3 * step <= last; at += 3 * step) add_row_times_columns<3>(row, table, width, at, out);
  for (; at + 2 * step <= last; at += 2 * step) add_row_times_columns<2>(row, table, width, at, out);
  for (; at < last; at += step) add_row_times_columns<1>(row, table, width, at, out);
}

/// `Rows` rows at a time, so that a sum is loaded and stored once for all of them.
template <std::size_t Rows>
void accumulate_gram_rows(const float* rows, std::size_t width, double* gram) {
  const Doubles d;
  const hn::Rebind<float, Doubles> narrow;
  const std::size_t step = hn::Lanes(d);
  for (std::size_t i = 0; i < width; ++i) {
    double* sums = gram + i * width;
    // Starts at a multiple of 8 on every target, so that what it writes below the diagonal is the same, too.
    for (std::size_t j = i / 8 * 8; j < width; j += step) {
      auto sum = hn::LoadU(d, sums + j);
      for (std::size_t row = 0; row < Rows; ++row) {
        const float* x = rows + row * width;
        const auto factor = hn::Set(d, static_cast<double>(x[i]));
        sum = hn::Add(sum, hn::Mul(factor, hn::PromoteTo(d, hn::LoadU(narrow, x + j))));
      }
      hn::StoreU(sum, d, sums + j);
    }
  }
}

void accumulate_gram_kernel(const float* rows, std::size_t count, std::size_t width, double* gram) {
  std::size_t row = 0;
  for (; row + 8 <= count; row += 8) accumulate_gram_rows<8>(rows + row * width, width, gram);
  for (; row < count; ++row) accumulate_gram_rows<1>(rows + row * width, width, gram);
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

void accumulate_gram(const float* rows, std::size_t count, std::size_t width, double* gram) {
  HWY_DYNAMIC_DISPATCH(accumulate_gram_kernel)(rows, count, width, gram);
}

void accumulate(std::span<const float> x, std::span<double> sums) {
  HWY_DYNAMIC_DISPATCH(accumulate_kernel)(x.data(), x.size(), sums.data());
}

}}  // namespace tema::v0

#endif  // HWY_ONCE
