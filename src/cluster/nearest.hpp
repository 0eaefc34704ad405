#pragma once

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// The nearest of several centroids, by nearness: product × scale - offset.
struct Nearest {
  std::size_t index = 0;  ///< the first of equally near ones
  float best = 0.0F;
  float second = 0.0F;  ///< the nearness of the best of the others; -infinity if there is none
};

/// Finds the nearest of `count` centroids, a multiple of 16. Padding must have an offset of infinity.
/// `products` is overwritten. The same on every CPU.
Nearest find_nearest(float* products, const float* scales, const float* offsets, std::size_t count);

}}}  // namespace tema::v0::detail
