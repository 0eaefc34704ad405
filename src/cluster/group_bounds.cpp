#include "cluster/group_bounds.hpp"

#include "tema/core/parallel.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/group_bounds.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;

/// The largest of the absolute products of `count` values with their scales.
float largest_product_kernel(const float* values, const float* scales, std::size_t count) {
  const Floats d;
  auto most = hn::Zero(d);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    most = hn::Max(most, hn::Abs(hn::Mul(hn::LoadU(d, values + i), hn::LoadU(d, scales + i))));
  return hn::GetLane(hn::MaxOfLanes(d, most));
}

/// Writes the product of the absolute values of a row with a table of `size` columns, × factor - offsets.
void bound_kernel(const RowsView::Row& row, const float* table, const float* offsets, std::size_t size,
                  float factor, float* bounds) {
  const Floats d;
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) {
    auto sum = hn::Zero(d);
    for (std::size_t j = 0; j < row.size; ++j) {
      const float* const of_column = table + static_cast<std::size_t>(row.columns[j]) * size;
      sum = hn::Add(sum, hn::Mul(hn::Set(d, std::abs(row.values[j])), hn::LoadU(d, of_column + i)));
    }
    hn::StoreU(hn::Sub(hn::Mul(sum, hn::Set(d, factor)), hn::LoadU(d, offsets + i)), d, bounds + i);
  }
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(largest_product_kernel);
HWY_EXPORT(bound_kernel);

namespace detail {

GroupBounds::GroupBounds(std::size_t columns, std::size_t width)
    : width_(width),
      groups_(chunk_count(width, clusters_per_group)),
      maxima_(columns * padded(groups_)),
      offsets_(padded(groups_), std::numeric_limits<float>::infinity()) {}

void GroupBounds::set_column(std::size_t column, const float* values, const float* scales) {
  float* const maxima = &maxima_[column * size()];
  for (std::size_t group = 0; group < groups_; ++group) {
    const std::size_t first = group * clusters_per_group;
    const std::size_t count = std::min(clusters_per_group, width_ - first);
    maxima[group] = HWY_DYNAMIC_DISPATCH(largest_product_kernel)(values + first, scales + first, count);
  }
  std::fill(maxima + groups_, maxima + size(), 0.0F);
}

void GroupBounds::clear_column(std::size_t column) { std::fill_n(&maxima_[column * size()], size(), 0.0F); }

void GroupBounds::raise(std::size_t column, std::size_t cluster, float value) {
  float& maximum = maxima_[column * size() + cluster / clusters_per_group];
  maximum = std::max(maximum, std::abs(value));
}

void GroupBounds::set_offsets(std::span<const float> offsets) {
  for (std::size_t group = 0; group < groups_; ++group) {
    const auto of_group = offsets.subspan(group * clusters_per_group)
                              .first(std::min(clusters_per_group, width_ - group * clusters_per_group));
    offsets_[group] = *std::min_element(of_group.begin(), of_group.end());
  }
}

void GroupBounds::bound(const RowsView::Row& row, float* bounds) const {
  // All terms of the sum are positive, so each rounding changes it by a factor.
  const float factor = 1.0F + 0x1p-22F * static_cast<float>(row.size + 4);
  HWY_DYNAMIC_DISPATCH(bound_kernel)(row, maxima_.data(), offsets_.data(), size(), factor, bounds);
}

}  // namespace detail

}}  // namespace tema::v0

#endif  // HWY_ONCE
