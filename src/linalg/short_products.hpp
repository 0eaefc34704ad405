#pragma once

#include <cstddef>
#include <cstdint>

/// Products of rows in 16-bit integers. Each product of two numbers is divided by 2¹⁵ and rounded to the
/// nearest integer. No sum may leave the range.
namespace tema { inline namespace v0 { namespace detail {

/// The number of rows whose products with another row are computed at once.
constexpr std::size_t rows_per_tile = 256;

/// out[0 … 256) = Σⱼ values[j] × table[slots[j] × 256 …]: `count` numbers times the rows of a table.
void multiply_tile(const std::int16_t* values, const std::int32_t* slots, std::size_t count,
                   const std::int16_t* table, std::int16_t* out);

/// A slab is that many products in 32 lanes: lane i has the products i, i + 32, i + 64…
constexpr std::size_t lanes_of_slab = 32;
constexpr std::size_t products_per_lane = 32;
constexpr std::size_t products_per_slab = lanes_of_slab * products_per_lane;

/// The largest product of each lane of each of `slabs` slabs.
void lane_maxima(const std::int16_t* products, std::size_t slabs, std::int16_t* maxima);

}}}  // namespace tema::v0::detail
