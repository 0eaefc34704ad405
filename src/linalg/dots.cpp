#include "linalg/dots.hpp"

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "linalg/dots.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t dot_lanes = 16;

// Vectors of at most 16 floats: several of them together stand for the virtual lanes.
using Floats = hn::CappedTag<float, dot_lanes>;

/// Adds the upper half of 2 × `Half` lanes to the lower one.
template <std::size_t Half>
void add_upper_half(float* lanes) {
  const hn::CappedTag<float, Half> d;
  for (std::size_t i = 0; i < Half; i += hn::Lanes(d))
    hn::Store(hn::Add(hn::Load(d, lanes + i), hn::Load(d, lanes + i + Half)), d, lanes + i);
}

/// Adds the lanes in halves: 16 → 8 → 4 → 2 → 1.
float fold(float* lanes) {
  add_upper_half<8>(lanes);
  add_upper_half<4>(lanes);
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

/// Zeros and ones: from which entry on the last 16 of a vector are new, for each number of those that are.
HWY_ALIGN constexpr float is_new[2 * dot_lanes] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                   1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

/// The products of x with `Count` vectors of at least 16 floats. What is left after whole blocks of 16 is
/// taken from the last 16 floats, times 0 for those that were counted before.
template <std::size_t Count>
void dots_of(const float* x, std::size_t size, const float* const* vectors, float* out) {
  const Floats d;
  const std::size_t step = hn::Lanes(d);
  const std::size_t left = size % dot_lanes;
  const std::size_t last = size - dot_lanes;
  HWY_ALIGN float lanes[Count][dot_lanes];
  for (std::size_t lane = 0; lane < dot_lanes; lane += step) {
    hn::Vec<Floats> sums[Count];
    for (std::size_t v = 0; v < Count; ++v) sums[v] = hn::Zero(d);
    for (std::size_t i = lane; i < size - left; i += dot_lanes) {
      const auto factor = hn::LoadU(d, x + i);
      for (std::size_t v = 0; v < Count; ++v)
        sums[v] = hn::Add(sums[v], hn::Mul(factor, hn::LoadU(d, vectors[v] + i)));
    }
    if (left > 0) {
      const auto factor = hn::Mul(hn::LoadU(d, x + last + lane), hn::LoadU(d, is_new + left + lane));
      for (std::size_t v = 0; v < Count; ++v)
        sums[v] = hn::Add(sums[v], hn::Mul(factor, hn::LoadU(d, vectors[v] + last + lane)));
    }
    for (std::size_t v = 0; v < Count; ++v) hn::Store(sums[v], d, lanes[v] + lane);
  }
  for (std::size_t v = 0; v < Count; ++v) out[v] = fold(lanes[v]);
}

void dots_kernel(const float* x, std::size_t size, const float* const* vectors, std::size_t count,
                 float* out) {
  if (size < dot_lanes) {
    for (std::size_t v = 0; v < count; ++v) {
      out[v] = 0.0F;
      for (std::size_t i = 0; i < size; ++i) out[v] += x[i] * vectors[v][i];
    }
    return;
  }
  std::size_t v = 0;
  for (; v + 4 <= count; v += 4) dots_of<4>(x, size, vectors + v, out + v);
  for (; v < count; ++v) dots_of<1>(x, size, vectors + v, out + v);
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(dots_kernel);

namespace detail {

void dots(std::span<const float> x, std::span<const float* const> vectors, float* out) {
  HWY_DYNAMIC_DISPATCH(dots_kernel)(x.data(), x.size(), vectors.data(), vectors.size(), out);
}

}  // namespace detail

}}  // namespace tema::v0

#endif  // HWY_ONCE
