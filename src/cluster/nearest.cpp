#include "cluster/nearest.hpp"

#include <limits>

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/nearest.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema::inline v0::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;

float largest(const float* values, std::size_t count) {
  const Floats d;
  auto most = hn::LoadU(d, values);
  for (std::size_t i = hn::Lanes(d); i < count; i += hn::Lanes(d))
    most = hn::Max(most, hn::LoadU(d, values + i));
  return hn::GetLane(hn::MaxOfLanes(d, most));
}

detail::Nearest find_nearest_kernel(float* products, const float* scales, const float* offsets,
                                    std::size_t count) {
  const Floats d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto scaled = hn::Mul(hn::LoadU(d, products + i), hn::LoadU(d, scales + i));
    // A zero is made positive: which of two zeros is the largest is the CPU's choice.
    hn::StoreU(hn::Add(hn::Sub(scaled, hn::LoadU(d, offsets + i)), hn::Zero(d)), d, products + i);
  }
  detail::Nearest result;
  result.best = largest(products, count);
  const auto best = hn::Set(d, result.best);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto first = hn::FindFirstTrue(d, hn::Eq(hn::LoadU(d, products + i), best));
    if (first < 0) continue;
    result.index = i + static_cast<std::size_t>(first);
    break;
  }
  products[result.index] = -std::numeric_limits<float>::infinity();
  result.second = largest(products, count);
  products[result.index] = result.best;
  return result;
}

}  // namespace tema::inline v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema::inline v0 {

HWY_EXPORT(find_nearest_kernel);

namespace detail {

Nearest find_nearest(float* products, const float* scales, const float* offsets, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(find_nearest_kernel)(products, scales, offsets, count);
}

}  // namespace detail

}  // namespace tema::inline v0

#endif  // HWY_ONCE
