#include "cluster/repulsion.hpp"

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/repulsion.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void repulsion_kernel(const float* x, const float* y, const detail::Repellers& repellers,
                      detail::Repulsion& out) {
  const hn::CappedTag<float, detail::points_per_group> d;
  const auto one = hn::Set(d, 1.0F);
  for (std::size_t lane = 0; lane < detail::points_per_group; lane += hn::Lanes(d)) {
    const auto own_x = hn::LoadU(d, x + lane);
    const auto own_y = hn::LoadU(d, y + lane);
    auto kernel = hn::Zero(d);
    auto sum_x = hn::Zero(d);
    auto sum_y = hn::Zero(d);
    for (std::size_t i = 0; i < repellers.x.size(); ++i) {
      const auto dx = hn::Sub(own_x, hn::Set(d, repellers.x[i]));
      const auto dy = hn::Sub(own_y, hn::Set(d, repellers.y[i]));
      const auto square = hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy));
      const auto q = hn::Div(one, hn::Add(one, square));
      const auto mass_q = hn::Mul(hn::Set(d, repellers.masses[i]), q);
      const auto force = hn::Mul(mass_q, q);
      kernel = hn::Add(kernel, mass_q);
      sum_x = hn::Add(sum_x, hn::Mul(force, dx));
      sum_y = hn::Add(sum_y, hn::Mul(force, dy));
    }
    hn::StoreU(kernel, d, out.kernel + lane);
    hn::StoreU(sum_x, d, out.x + lane);
    hn::StoreU(sum_y, d, out.y + lane);
  }
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(repulsion_kernel);

namespace detail {

Repulsion repulsion(const float* x, const float* y, const Repellers& repellers) {
  Repulsion sums;
  HWY_DYNAMIC_DISPATCH(repulsion_kernel)(x, y, repellers, sums);
  return sums;
}

}  // namespace detail

}}  // namespace tema::v0

#endif  // HWY_ONCE
