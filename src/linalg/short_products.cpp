#include "linalg/short_products.hpp"

// This file is compiled once for each SIMD target, and the best one is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "linalg/short_products.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Shorts = hn::CappedTag<std::int16_t, detail::lanes_of_slab>;

/// Eight vectors are held in registers for all numbers; on the widest target, they are a whole tile.
void multiply_tile_kernel(const std::int16_t* values, const std::int32_t* slots, std::size_t count,
                          const std::int16_t* table, std::int16_t* out) {
  constexpr std::size_t vectors = 8;
  const Shorts d;
  const std::size_t step = hn::Lanes(d);
  for (std::size_t at = 0; at < detail::rows_per_tile; at += vectors * step) {
    hn::Vec<Shorts> sums[vectors];
    for (auto& sum : sums) sum = hn::Zero(d);
    for (std::size_t j = 0; j < count; ++j) {
      const std::int16_t* row = table + static_cast<std::size_t>(slots[j]) * detail::rows_per_tile + at;
      const auto value = hn::Set(d, values[j]);
      for (std::size_t v = 0; v < vectors; ++v) {
        sums[v] = hn::Add(sums[v], hn::MulFixedPoint15(value, hn::LoadU(d, row + v * step)));
      }
    }
    for (std::size_t v = 0; v < vectors; ++v) hn::StoreU(sums[v], d, out + at + v * step);
  }
}

void lane_maxima_kernel(const std::int16_t* products, std::size_t slabs, std::int16_t* maxima) {
  const Shorts d;
  const std::size_t step = hn::Lanes(d);
  for (std::size_t slab = 0; slab < slabs; ++slab) {
    const std::int16_t* first = products + slab * detail::products_per_slab;
    for (std::size_t lane = 0; lane < detail::lanes_of_slab; lane += step) {
      auto most = hn::LoadU(d, first + lane);
      for (std::size_t i = 1; i < detail::products_per_lane; ++i) {
        most = hn::Max(most, hn::LoadU(d, first + i * detail::lanes_of_slab + lane));
      }
      hn::StoreU(most, d, maxima + slab * detail::lanes_of_slab + lane);
    }
  }
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 {

HWY_EXPORT(multiply_tile_kernel);
HWY_EXPORT(lane_maxima_kernel);

namespace detail {

void multiply_tile(const std::int16_t* values, const std::int32_t* slots, std::size_t count,
                   const std::int16_t* table, std::int16_t* out) {
  HWY_DYNAMIC_DISPATCH(multiply_tile_kernel)(values, slots, count, table, out);
}

void lane_maxima(const std::int16_t* products, std::size_t slabs, std::int16_t* maxima) {
  HWY_DYNAMIC_DISPATCH(lane_maxima_kernel)(products, slabs, maxima);
}

}  // namespace detail

}}  // namespace tema::v0

#endif  // HWY_ONCE
