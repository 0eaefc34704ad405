#include "cluster/neighbour_graph.hpp"

#include "core/stop_check.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::int32_t no_node = -1;

/// A half of an edge, as the node at its one end has it.
struct Attraction {
  std::int32_t node;
  float weight;
};

/// Numbers the rows that are a neighbour or have one. Returns the node of each row.
std::vector<std::int32_t> number_nodes(const Neighbours& neighbours, NeighbourGraph& graph,
                                       StopCheck& check_stop) {
  std::vector<std::int32_t> node_of(neighbours.size(), no_node);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    check_stop(neighbours[i].size() + 1);
    if (!neighbours[i].empty()) node_of[i] = 0;
    for (const Neighbour& neighbour : neighbours[i]) node_of[static_cast<std::size_t>(neighbour.row)] = 0;
  }
  for (std::size_t i = 0; i < node_of.size(); ++i) {
    if (node_of[i] == no_node) continue;
    node_of[i] = static_cast<std::int32_t>(graph.rows.size());
    graph.rows.push_back(static_cast<std::int32_t>(i));
  }
  return node_of;
}

/// Appends the attractions of the next node, with one weight for each other node.
void append(std::span<Attraction> attractions, NeighbourGraph& graph) {
  // An edge of both directions is there twice, and the sum of two numbers does not depend on their order.
  std::sort(attractions.begin(), attractions.end(),
            [](const Attraction& a, const Attraction& b) { return a.node < b.node; });
  float degree = 0.0F;
  const std::size_t begin = graph.offsets.back();
  for (const Attraction& attraction : attractions) {
    degree += attraction.weight;
    if (graph.nodes.size() > begin && graph.nodes.back() == attraction.node) {
      graph.weights.back() += attraction.weight;
    } else {
      graph.nodes.push_back(attraction.node);
      graph.weights.push_back(attraction.weight);
    }
  }
  graph.degrees.push_back(degree);
  graph.offsets.push_back(graph.nodes.size());
}

}  // namespace

NeighbourGraph neighbour_graph(const Neighbours& neighbours, const RunContext& run) {
  NeighbourGraph graph;
  StopCheck check_stop(run);
  const std::vector<std::int32_t> node_of = number_nodes(neighbours, graph, check_stop);
  // Both halves of all edges, by the nodes that have them.
  std::vector<std::size_t> places(graph.size() + 1, 0);
  const auto for_edges = [&](auto&& body) {
    for (const std::int32_t row : graph.rows) {
      const auto found = neighbours[static_cast<std::size_t>(row)];
      check_stop(found.size() + 1);
      const auto node = node_of[static_cast<std::size_t>(row)];
      for (const Neighbour& neighbour : found) {
        const float weight = 0.5F / static_cast<float>(found.size());
        body(node, node_of[static_cast<std::size_t>(neighbour.row)], weight);
      }
    }
  };
  for_edges([&](std::int32_t a, std::int32_t b, float) {
    ++places[static_cast<std::size_t>(a)];
    ++places[static_cast<std::size_t>(b)];
  });
  std::size_t end = 0;
  for (std::size_t& place : places) end += std::exchange(place, end);
  std::vector<Attraction> halves(end);
  for_edges([&](std::int32_t a, std::int32_t b, float weight) {
    halves[places[static_cast<std::size_t>(a)]++] = {b, weight};
    halves[places[static_cast<std::size_t>(b)]++] = {a, weight};
  });
  graph.nodes.reserve(halves.size());
  graph.weights.reserve(halves.size());
  std::size_t begin = 0;
  for (std::size_t node = 0; node < graph.size(); ++node) {
    check_stop(places[node] - begin);
    append(std::span(halves).subspan(begin, places[node] - begin), graph);
    begin = places[node];
  }
  return graph;
}

}}}  // namespace tema::v0::detail
