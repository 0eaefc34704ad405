#pragma once

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// The nearest of some centroids, by how near each is: product × scale - offset.
struct Nearest {
  std::size_t index = 0;  ///< the first of equally near ones
  float best = 0.0F;
  float second = 0.0F;  ///< the nearness of the best of the others; -infinity if there is none
};

/// Of `count` centroids, a multiple of 16; what only pads has an offset of infinity. `products` is written
/// over. The same on every CPU.
Nearest find_nearest(float* products, const float* scales, const float* offsets, std::size_t count);

}}}  // namespace tema::v0::detail
