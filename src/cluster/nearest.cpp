#include "cluster/nearest.hpp"

#include <limits>

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/nearest.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;

detail::Nearest find_nearest_kernel(float* products, const float* scales, const float* offsets,
                                    std::size_t count) {
  const Floats d;
  const std::size_t step = hn::Lanes(d);
  auto most = hn::Set(d, -std::numeric_limits<float>::infinity());
  auto next = most;  // the second largest of each lane
  for (std::size_t i = 0; i < count; i += step) {
    const auto scaled = hn::Mul(hn::LoadU(d, products + i), hn::LoadU(d, scales + i));
    // Zeros are made positive, because CPUs differ in which of two zeros is the largest.
    const auto nearness = hn::Add(hn::Sub(scaled, hn::LoadU(d, offsets + i)), hn::Zero(d));
    hn::StoreU(nearness, d, products + i);
    next = hn::Max(next, hn::Min(most, nearness));
    most = hn::Max(most, nearness);
  }
  detail::Nearest result;
  const auto best = hn::MaxOfLanes(d, most);
  result.best = hn::GetLane(best);
  for (std::size_t i = 0; i < count; i += step) {
    const auto first = hn::FindFirstTrue(d, hn::Eq(hn::LoadU(d, products + i), best));
    if (first < 0) continue;
    result.index = i + static_cast<std::size_t>(first);
    break;
  }
  const auto is_lane_of_best = hn::Eq(hn::Iota(d, 0.0F), hn::Set(d, static_cast<float>(result.index % step)));
  result.second = hn::GetLane(hn::MaxOfLanes(d, hn::IfThenElse(is_lane_of_best, next, most)));
  return result;
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(find_nearest_kernel);

namespace detail {

Nearest find_nearest(float* products, const float* scales, const float* offsets, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(find_nearest_kernel)(products, scales, offsets, count);
}

}  // namespace detail

}}  // namespace tema::v0

#endif  // HWY_ONCE
