#include "io/report/document_map.hpp"

#include "tema/cluster/neighbour_embedding.hpp"

#include <cmath>

namespace tema { inline namespace v0 { namespace detail {

std::vector<std::array<std::int32_t, 2>> document_map(const RowsView& rows, const RunContext& run) {
  constexpr double half = 5000.0;
  const auto whole = [](float place) {
    return static_cast<std::int32_t>(std::lround((static_cast<double>(place) + 1.0) * half));
  };
  std::vector<std::array<std::int32_t, 2>> places;
  places.reserve(rows.rows);
  for (const MapPoint& point : embed_neighbours(rows, {}, run))
    places.push_back({whole(point.x), whole(point.y)});
  return places;
}

}}}  // namespace tema::v0::detail
