#include "linalg/vector_math.hpp"

#include "core/elementary.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "linalg/vector_math.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;
using Ints = hn::RebindToSigned<Floats>;
using F = hn::Vec<Floats>;

// ln 2 in two parts: k × high is exact for the exponent k of a float.
constexpr float ln2_high = 0x1.62e4p-1F;
constexpr float ln2_low = 0x1.7f7d1cp-20F;

F constant(float value) { return hn::Set(Floats(), value); }

F exp_of(F x) {
  const Floats d;
  const Ints i;
  const auto k = hn::Round(hn::Mul(x, constant(0x1.715476p+0F)));
  const auto high = hn::Sub(x, hn::Mul(k, constant(ln2_high)));
  const auto r = hn::Sub(high, hn::Mul(k, constant(ln2_low)));  // |r| ≤ ½ ln 2
  // The Taylor series, to r⁷ / 7!.
  auto series = constant(1.0F / 5040.0F);
  for (const float factor : {1.0F / 720.0F, 1.0F / 120.0F, 1.0F / 24.0F, 1.0F / 6.0F, 0.5F, 1.0F, 1.0F}) {
    series = hn::Add(hn::Mul(series, r), constant(factor));
  }
  const auto exponent = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(i, k), hn::Set(i, 127)));
  const auto value = hn::Mul(series, hn::BitCast(d, exponent));
  return hn::IfThenElseZero(hn::Ge(x, constant(-87.0F)), value);
}

F log_of(F x) {
  const Floats d;
  const Ints i;
  // x = 2^k m with m in [√½, √2).
  const auto bits = hn::BitCast(i, x);
  const auto shifted = hn::Sub(bits, hn::Set(i, 0x3f3504f3));  // the bits of √½
  const auto k = hn::ConvertTo(d, hn::ShiftRight<23>(shifted));
  const auto below = hn::And(shifted, hn::Set(i, 0x007fffff));
  const auto f = hn::Sub(hn::BitCast(d, hn::Add(below, hn::Set(i, 0x3f3504f3))), constant(1.0F));
  // ln m = 2 artanh(s) with s = f / (2 + f); |s| ≤ 0.172, so that s¹¹ / 11 ends below half a unit.
  const auto s = hn::Div(f, hn::Add(constant(2.0F), f));
  const auto z = hn::Mul(s, s);
  auto series = constant(1.0F / 9.0F);
  for (const float factor : {1.0F / 7.0F, 1.0F / 5.0F, 1.0F / 3.0F}) {
    series = hn::Add(hn::Mul(series, z), constant(factor));
  }
  series = hn::Mul(series, z);
  // 2s = f - s f, so that the large part, f, enters exactly.
  const auto rest = hn::Mul(s, hn::Sub(f, hn::Add(series, series)));
  const auto low = hn::Sub(hn::Mul(k, constant(ln2_low)), rest);
  return hn::Add(hn::Mul(k, constant(ln2_high)), hn::Add(f, low));
}

template <F (*Function)(F)>
void apply(float* x, std::size_t size) {
  const Floats d;
  const std::size_t step = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + step <= size; i += step) hn::StoreU(Function(hn::LoadU(d, x + i)), d, x + i);
  if (i == size) return;
  float rest[16];
  std::fill_n(rest, 16, 1.0F);
  std::copy(x + i, x + size, rest);
  hn::StoreU(Function(hn::LoadU(d, rest)), d, rest);
  std::copy_n(rest, size - i, x + i);
}

/// Makes exponentials of x - most, most being the largest x. Returns their sum in doubles: 8 lanes, then in
/// halves.
double exp_below(float* x, std::size_t size, float most) {
  const Floats d;
  const hn::CappedTag<double, 8> doubles;
  const hn::Rebind<float, decltype(doubles)> narrow;
  const auto subtrahend = hn::Set(d, most);
  for (std::size_t i = 0; i < size; i += hn::Lanes(d))
    hn::StoreU(exp_of(hn::Sub(hn::LoadU(d, x + i), subtrahend)), d, x + i);
  HWY_ALIGN double lanes[8];
  for (std::size_t lane = 0; lane < 8; lane += hn::Lanes(doubles)) {
    auto sum = hn::Zero(doubles);
    for (std::size_t i = lane; i < size; i += 8)
      sum = hn::Add(sum, hn::PromoteTo(doubles, hn::LoadU(narrow, x + i)));
    hn::Store(sum, doubles, lanes + lane);
  }
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

void divide(float* x, std::size_t size, float divisor) {
  const Floats d;
  const auto by = hn::Set(d, divisor);
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) hn::StoreU(hn::Div(hn::LoadU(d, x + i), by), d, x + i);
}

float largest(const float* x, std::size_t size) {
  const Floats d;
  auto most = hn::LoadU(d, x);
  for (std::size_t i = hn::Lanes(d); i < size; i += hn::Lanes(d)) most = hn::Max(most, hn::LoadU(d, x + i));
  // CPUs differ in which of two zeros is the largest.
  return hn::GetLane(hn::MaxOfLanes(d, most)) + 0.0F;
}

/// Returns the sum of the exponentials of x - most.
double softmax_kernel(float* x, std::size_t size, float& most) {
  most = largest(x, size);
  const double sum = exp_below(x, size, most);
  divide(x, size, static_cast<float>(sum));
  return sum;
}

void exp_kernel(float* x, std::size_t size) { apply<exp_of>(x, size); }
void log_kernel(float* x, std::size_t size) { apply<log_of>(x, size); }

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(softmax_kernel);
HWY_EXPORT(exp_kernel);
HWY_EXPORT(log_kernel);

namespace detail {

double softmax(std::span<float> x) {
  float most = 0.0F;
  const double sum = HWY_DYNAMIC_DISPATCH(softmax_kernel)(x.data(), x.size(), most);
  return static_cast<double>(most) + log(sum);
}

void exp_all(std::span<float> x) { HWY_DYNAMIC_DISPATCH(exp_kernel)(x.data(), x.size()); }
void log_all(std::span<float> x) { HWY_DYNAMIC_DISPATCH(log_kernel)(x.data(), x.size()); }

}  // namespace detail

}}  // namespace tema::v0

#endif  // HWY_ONCE
