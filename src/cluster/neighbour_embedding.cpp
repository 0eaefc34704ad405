#include "tema/cluster/neighbour_embedding.hpp"

#include "cluster/embedding_descent.hpp"
#include "cluster/neighbour_graph.hpp"
#include "core/check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/top_k.hpp"
#include "tema/linalg/truncated_svd.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::NeighbourGraph;

/// Where rows without neighbours are, and how far from the middle all others may be.
constexpr double rim = 1.0;
constexpr double inner_rim = 0.94;

/// The standard deviation of the first places. Nodes start so near to each other that all repel all.
constexpr double start_spread = 1e-4;

/// Of noise, in that of the places: it parts rows that are the same.
constexpr double noise = 0.01;

/// The mean of some numbers, and their standard deviation from it.
struct Spread {
  double mean = 0.0;
  double deviation = 0.0;
};

/// Of the numbers at(0) to at(count - 1).
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

/// Places by the second and third direction of an SVD of the rows. (By the first one, rows differ in how much
/// they are like all others.)
std::vector<MapPoint> start(const RowsView& x, const NeighbourGraph& graph,
                            const NeighbourEmbeddingOptions& options, const RunContext& run) {
  if (graph.size() == 0) return {};
  const std::size_t rank = std::min({std::size_t{3}, x.rows, x.cols});
  const auto svd = TruncatedSvd::fit(x, {.rank = rank, .seed = options.seed}, run);
  std::vector<float> scores(x.rows * rank);
  svd.transform(x, scores.data(), run);
  std::vector<MapPoint> places(graph.size());
  for (std::size_t axis = 0; axis < 2; ++axis) {
    float MapPoint::*const coordinate = axis == 0 ? &MapPoint::x : &MapPoint::y;
    const auto score = [&](std::size_t i) {
      const std::size_t direction = axis + 1;
      return direction < rank
                 ? static_cast<double>(scores[static_cast<std::size_t>(graph.rows[i]) * rank + direction])
                 : 0.0;
    };
    const Spread spread = spread_of(graph.size(), score);
    for (std::size_t i = 0; i < graph.size(); ++i) {
      Random random(options.seed, 2 * static_cast<std::size_t>(graph.rows[i]) + axis);
      const double distance = spread.deviation > 1e-6 ? (score(i) - spread.mean) / spread.deviation : 0.0;
      places[i].*coordinate = static_cast<float>(start_spread * (distance + noise * random.normal()));
    }
  }
  return places;
}

/// Moves the middle of all nodes to that of the circle, and scales the map so that it fills the circle.
void fit_into_circle(std::vector<MapPoint>& places) {
  if (places.empty()) return;
  const Spread x = spread_of(places.size(), [&](std::size_t i) { return static_cast<double>(places[i].x); });
  const Spread y = spread_of(places.size(), [&](std::size_t i) { return static_cast<double>(places[i].y); });
  double farthest = 0.0;
  for (const MapPoint& place : places) {
    const double dx = static_cast<double>(place.x) - x.mean;
    const double dy = static_cast<double>(place.y) - y.mean;
    farthest = std::max(farthest, std::sqrt(dx * dx + dy * dy));
  }
  const double scale = farthest > 0.0 ? inner_rim / farthest : 0.0;
  for (MapPoint& place : places) {
    place.x = static_cast<float>(scale * (static_cast<double>(place.x) - x.mean));
    place.y = static_cast<float>(scale * (static_cast<double>(place.y) - y.mean));
  }
}

/// The point of the circle at this share of its turn, from 0 to 1.
MapPoint on_circle(double turn) {
  constexpr double tangent = 0.41421356237309503;  // of an eighth of half a turn: √2 - 1
  const double quarters = 4.0 * turn;
  const auto quarter = static_cast<int>(quarters);
  // With the tangent t of half an angle, the angle has the cosine (1 - t²) / (1 + t²). Within a quarter, t is
  // nearly proportional to the angle.
  const double t = tangent * (2.0 * (quarters - quarter) - 1.0);
  const auto cosine = static_cast<float>(rim * (1.0 - t * t) / (1.0 + t * t));
  const auto sine = static_cast<float>(rim * 2.0 * t / (1.0 + t * t));
  switch (quarter) {
    case 0:
      return {cosine, sine};
    case 1:
      return {-sine, cosine};
    case 2:
      return {-cosine, -sine};
    default:
      return {sine, -cosine};
  }
}

/// The places of all rows: the nodes have theirs, and all others share the circle evenly.
std::vector<MapPoint> with_others(const std::vector<MapPoint>& places, const NeighbourGraph& graph,
                                  std::size_t rows) {
  if (rows == 1) return {MapPoint{}};
  std::vector<MapPoint> all;
  all.reserve(rows);
  const std::size_t others = rows - graph.size();
  for (std::size_t row = 0, node = 0; row < rows; ++row) {
    if (node < graph.size() && static_cast<std::size_t>(graph.rows[node]) == row) {
      all.push_back(places[node++]);
    } else {
      all.push_back(on_circle(static_cast<double>(row - node) / static_cast<double>(others)));
    }
  }
  return all;
}

}  // namespace

std::vector<MapPoint> embed_neighbours(const RowsView& x, const NeighbourEmbeddingOptions& options,
                                       const RunContext& run) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  detail::check_range<std::size_t>("neighbours", options.neighbours, 1, any);
  detail::check_range<std::size_t>("iterations", options.iterations, 1, 100'000);
  const NeighbourGraph graph =
      detail::neighbour_graph(top_k_neighbours(x, {.k = options.neighbours}, run), run);
  Workers workers(run);
  std::vector<MapPoint> places =
      detail::descend(graph, start(x, graph, options, run), options.iterations, workers);
  fit_into_circle(places);
  return with_others(places, graph, x.rows);
}

}}  // namespace tema::v0
