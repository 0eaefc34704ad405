#include "text/unicode/sentence_scan.hpp"

#include <algorithm>
#include <cstring>

// This file is compiled once for each SIMD target, as linalg/kernels.cpp is.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/unicode/sentence_scan.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// A byte is a stop if the entries for its high and its low four bits have a bit in common. The bits stand
// for: of ASCII, LF and CR (bit 0), "!" and "." (1), "?" (2). Of the first bytes of longer characters, those
// with which a character of Sentence_Break ATerm, STerm or Sep begins: C2 (3); D6, D8, DB, DC and DF (4); E0,
// E1, E2, E3, EA and EF (5); F0 and above (6).
alignas(16) constexpr std::uint8_t by_high_bits[16] = {1, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 16, 32, 64};
alignas(16) constexpr std::uint8_t by_low_bits[16] = {96, 98, 104, 96, 64, 64, 80, 64,
                                                      80, 64, 97,  80, 80, 65, 66, 116};

HWY_INLINE std::uint64_t stops_of_window(const std::uint8_t* text) {
  std::uint64_t mask = 0;
#if HWY_TARGET == HWY_SCALAR
  for (unsigned i = 0; i < 64; ++i) {
    const bool is_stop = (by_high_bits[text[i] >> 4] & by_low_bits[text[i] & 15]) != 0;
    mask |= static_cast<std::uint64_t>(is_stop) << i;
  }
#else
  const hn::CappedTag<std::uint8_t, 64> d;
  const auto high = hn::LoadDup128(d, by_high_bits);
  const auto low = hn::LoadDup128(d, by_low_bits);
  const auto low_four = hn::Set(d, std::uint8_t{0x0F});
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    const auto value = hn::LoadU(d, text + i);
    // There is no shift of bytes, so 16-bit lanes are shifted, and the bits of the neighbour are masked out.
    const hn::Repartition<std::uint16_t, decltype(d)> wide;
    const auto upper = hn::And(hn::BitCast(d, hn::ShiftRight<4>(hn::BitCast(wide, value))), low_four);
    const auto common =
        hn::And(hn::TableLookupBytes(high, upper), hn::TableLookupBytes(low, hn::And(value, low_four)));
    alignas(8) std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, hn::Ne(common, hn::Zero(d)), bits);
    std::uint64_t lanes = 0;
    std::memcpy(&lanes, bits, sizeof lanes);
    mask |= lanes << i;
  }
#endif
  return mask;
}

void stops_kernel(const std::uint8_t* text, std::size_t windows, std::uint64_t* masks) {
  for (std::size_t i = 0; i < windows; ++i) masks[i] = stops_of_window(text + 64 * i);
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 { namespace detail {

HWY_EXPORT(stops_kernel);

void sentence_stops(const std::uint8_t* text, std::size_t windows, std::uint64_t* masks) {
  HWY_DYNAMIC_DISPATCH(stops_kernel)(text, windows, masks);
}

void SentenceStops::load(std::size_t at) {
  begin_ = at;
  const auto* text = reinterpret_cast<const std::uint8_t*>(text_.data()) + at;
  const std::size_t left = text_.size() - at;
  const std::size_t windows = std::min(left / window, most_windows);
  if (windows > 0) {
    end_ = at + windows * window;
    sentence_stops(text, windows, masks_);
    return;
  }
  std::uint8_t padded[window] = {};
  std::memcpy(padded, text, left);
  end_ = text_.size();
  sentence_stops(padded, 1, masks_);
}

}}}  // namespace tema::v0::detail

#endif  // HWY_ONCE
