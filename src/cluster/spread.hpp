#pragma once

#include "tema/cluster/neighbour_embedding.hpp"

#include <cmath>
#include <cstddef>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// The mean of some numbers, and their standard deviation from it.
struct Spread {
  double mean = 0.0;
  double deviation = 0.0;
};

/// Of the numbers at(0) to at(count - 1). There must be one.
template <class Number>
Spread spread_of(std::size_t count, Number&& at) {
  Spread spread;
  for (std::size_t i = 0; i < count; ++i) spread.mean += at(i);
  spread.mean /= static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double distance = at(i) - spread.mean;
    spread.deviation += distance * distance;
  }
  spread.deviation = std::sqrt(spread.deviation / static_cast<double>(count));
  return spread;
}

/// Of one coordinate of points.
inline Spread spread_of(std::span<const MapPoint> points, float MapPoint::*coordinate) {
  return spread_of(points.size(), [&](std::size_t i) { return static_cast<double>(points[i].*coordinate); });
}

}}}  // namespace tema::v0::detail
