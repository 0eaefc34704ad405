#pragma once

#include <cstddef>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// How many points are computed together.
constexpr std::size_t points_per_group = 16;

/// A point that repels others, or the centre of a group of them.
struct Repeller {
  float x;
  float y;
  float mass;  ///< the number of points
};

/// What repels a group of points. With q = 1 / (1 + d²) for the distance d of a point to a repeller of mass
/// m:
struct Repulsion {
  float kernel[points_per_group];  ///< Σ m q
  float x[points_per_group];       ///< Σ m q² (x - x of the repeller)
  float y[points_per_group];
};

/// The repulsion of points_per_group points. The sums run in the order of the repellers, in floats, with the
/// same bits on every CPU.
Repulsion repulsion(const float* x, const float* y, std::span<const Repeller> repellers);

}}}  // namespace tema::v0::detail
