#include "cluster/embedding_descent.hpp"

#include "cluster/point_tree.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t nodes_per_chunk = 512;
constexpr std::size_t iterations_per_sort = 10;

/// At first, attraction is stronger, so that clusters form while points can still pass each other.
constexpr float early_exaggeration = 4.0F;
constexpr double early_share = 0.2;  // of the iterations
constexpr float early_momentum = 0.5F;
constexpr float momentum = 0.8F;

/// The longest step along an axis.
constexpr float longest_step = 5.0F;

/// A node's step along one axis. Gains are those of Jacobs, "Increased rates of convergence through learning
/// rate adaptation", 1988, as t-SNE uses them.
struct Motion {
  float step = 0.0F;
  float gain = 1.0F;

  void turn(float force, float inertia) {
    const bool same_way = (force > 0.0F) == (step > 0.0F);
    gain = std::max(same_way ? gain + 0.2F : gain * 0.8F, 0.01F);
    step = std::clamp(inertia * step + gain * force, -longest_step, longest_step);
  }
};

class Descent {
 public:
  Descent(const NeighbourGraph& graph, std::vector<MapPoint> start, Workers& workers)
      : graph_(graph),
        workers_(workers),
        places_(std::move(start)),
        moved_(places_.size()),
        motions_(2 * places_.size()),
        tree_(places_.size(), workers) {}

  void step(std::size_t iteration, bool is_early) {
    if (iteration % iterations_per_sort == 0) tree_.sort(places_);
    tree_.place(places_);
    const double kernels = tree_.repel(repulsions_);
    // Attraction has the weight of all nodes, and so has repulsion.
    const auto share = static_cast<float>(static_cast<double>(places_.size()) / std::max(kernels, 1e-30));
    workers_.for_chunks(places_.size(), nodes_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) move(i, share, is_early);
    });
    places_.swap(moved_);
  }

  std::vector<MapPoint> places() && { return std::move(places_); }

 private:
  [[nodiscard]] MapPoint attraction(std::size_t i) const {
    const MapPoint own = places_[i];
    MapPoint sum;
    for (std::size_t j = graph_.offsets[i]; j < graph_.offsets[i + 1]; ++j) {
      const MapPoint& other = places_[static_cast<std::size_t>(graph_.nodes[j])];
      const float dx = other.x - own.x;
      const float dy = other.y - own.y;
      const float force = graph_.weights[j] / (1.0F + (dx * dx + dy * dy));
      sum.x += force * dx;
      sum.y += force * dy;
    }
    return sum;
  }

  void move(std::size_t i, float share, bool is_early) {
    const float exaggeration = is_early ? early_exaggeration : 1.0F;
    const float inertia = is_early ? early_momentum : momentum;
    const MapPoint pull = attraction(i);
    const MapPoint push = repulsions_[i];
    // The step that would put a node into the middle of those that attract it, if these are near: more would
    // make it swing.
    const float rate = 1.0F / (exaggeration * std::max(graph_.degrees[i], 1.0F));
    Motion* const motion = &motions_[2 * i];
    motion[0].turn(rate * (exaggeration * pull.x + share * push.x), inertia);
    motion[1].turn(rate * (exaggeration * pull.y + share * push.y), inertia);
    moved_[i] = {places_[i].x + motion[0].step, places_[i].y + motion[1].step};
  }

  const NeighbourGraph& graph_;
  Workers& workers_;
  std::vector<MapPoint> places_;
  std::vector<MapPoint> moved_;
  std::vector<MapPoint> repulsions_;
  std::vector<Motion> motions_;  // x and y of each node
  PointTree tree_;
};

}  // namespace

std::vector<MapPoint> descend(const NeighbourGraph& graph, std::vector<MapPoint> start,
                              std::size_t iterations, Workers& workers) {
  if (start.size() < 2) return start;
  Descent descent(graph, std::move(start), workers);
  const RunContext& run = workers.run();
  const auto early = static_cast<std::size_t>(early_share * static_cast<double>(iterations));
  for (std::size_t i = 0; i < iterations; ++i) {
    if (run.progress) run.progress({"embed", i, iterations});
    descent.step(i, i < early);
  }
  if (run.progress) run.progress({"embed", iterations, iterations});
  return std::move(descent).places();
}

}}}  // namespace tema::v0::detail
