#include "topics/restarts.hpp"

#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tema::inline v0::detail {

namespace {

/// Groups of restarts that are compared with each other.
constexpr std::size_t most_groups = 3;

/// A seed for each of many runs that no user's next seed meets.
std::uint64_t seed_of(std::uint64_t seed, std::size_t number) {
  return seed ^ (0x9e3779b97f4a7c15U * static_cast<std::uint64_t>(number));
}

/// What one run came to.
struct Restart {
  KMeans kmeans;
  std::optional<MultinomialMixture> mixture;

  [[nodiscard]] double objective() const {
    return mixture ? mixture->objectives().back() : kmeans.objective();
  }

  /// The clusters of the texts that have one. The others are the same in every run, and would have any two
  /// agree.
  [[nodiscard]] std::vector<std::int32_t> labels() const {
    std::vector<std::int32_t> labels = labels_of(mixture ? mixture->assignments() : kmeans.assignments());
    std::erase(labels, -1);
    return labels;
  }
};

/// The best of the runs, dealt into groups.
class Restarts {
 public:
  explicit Restarts(std::size_t count) : groups_(std::min(most_groups, count)) {}

  void add(Restart&& found) {
    std::optional<Restart>& best = groups_[added_++ % groups_.size()];
    if (!best || found.objective() > best->objective()) best = std::move(found);
  }

  [[nodiscard]] bool empty() const { return added_ == 0; }

  /// The mean adjusted Rand index of all pairs of groups.
  [[nodiscard]] std::optional<double> agreement() const {
    double sum = 0.0;
    double pairs = 0.0;
    for (std::size_t a = 0; a < groups_.size(); ++a) {
      for (std::size_t b = a + 1; b < groups_.size(); ++b, pairs += 1.0)
        sum += adjusted_rand_index(groups_[a]->labels(), groups_[b]->labels());
    }
    return pairs > 0.0 ? std::optional(sum / pairs) : std::nullopt;
  }

  [[nodiscard]] Restart take_best() {
    auto best = groups_.begin();
    for (auto group = groups_.begin(); group != groups_.end(); ++group) {
      if (*group && (*group)->objective() > (*best)->objective()) best = group;
    }
    return *std::move(*best);
  }

 private:
  std::vector<std::optional<Restart>> groups_;
  std::size_t added_ = 0;
};

/// What held on four corpora: a document counts as ten tokens, of which smoothing gives each topic a fifth of
/// one of each term (see bench/README.md).
MixtureOptions mixture_options(const TopicOptions& options) {
  return {.components = options.topics, .row_sum = 10.0, .smoothing = 0.2, .max_iterations = 15};
}

/// Runs k-means on the points, and from that, if there are rows, the mixture.
Restart run_once(const RowsView& points, const CsrMatrix* rows, const TopicOptions& options,
                 std::size_t number, const Run& run) {
  Restart found{KMeans::fit(points,
                            {.clusters = options.topics,
                             .restarts = 1,
                             .max_iterations = options.max_iterations,
                             .seed = seed_of(options.seed, number)},
                            run),
                std::nullopt};
  if (rows != nullptr) {
    const std::vector<std::int32_t> labels = labels_of(found.kmeans.assignments());
    found.mixture = MultinomialMixture::fit(rows->view(), labels, mixture_options(options), run);
  }
  return found;
}

}  // namespace

BestRestart best_restart(const RowsView& points, const CsrMatrix* rows, const TopicOptions& options,
                         const Run& run) {
  Run discarding = run;
  discarding.progress = {};
  discarding.on_stop = OnStop::discard;
  Restarts restarts(options.restarts);
  bool stopped = false;
  for (std::size_t number = 0; number < options.restarts && !stopped; ++number) {
    if (run.progress) run.progress({"cluster", number, options.restarts});
    try {
      restarts.add(run_once(points, rows, options, number, discarding));
    } catch (const Cancelled&) {
      if (run.on_stop == OnStop::discard || restarts.empty()) throw;
      stopped = true;
    }
  }
  if (run.progress) run.progress({"cluster", options.restarts, options.restarts});
  const auto agreement = stopped || options.topics == 1 ? std::nullopt : restarts.agreement();
  Restart best = restarts.take_best();
  const bool converged = !stopped && best.kmeans.converged();
  return {std::move(best.kmeans), std::move(best.mixture), agreement, converged};
}

}  // namespace tema::inline v0::detail
