#pragma once

#include <cstddef>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// How many points are computed together.
constexpr std::size_t points_per_group = 16;

/// Points that repel others, or the centres of groups of them.
struct Repellers {
  std::vector<float> x;
  std::vector<float> y;
  std::vector<float> masses;  ///< numbers of points

  void clear() {
    x.clear();
    y.clear();
    masses.clear();
  }
  void push_back(float at_x, float at_y, float mass) {
    x.push_back(at_x);
    y.push_back(at_y);
    masses.push_back(mass);
  }
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
Repulsion repulsion(const float* x, const float* y, const Repellers& repellers);

}}}  // namespace tema::v0::detail
