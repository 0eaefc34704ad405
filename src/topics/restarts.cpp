#include "topics/restarts.hpp"

#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// A seed for each run, such that no run uses the next seed of a user.
std::uint64_t seed_of(std::uint64_t seed, std::size_t number) {
  return seed ^ (0x9e3779b97f4a7c15U * static_cast<std::uint64_t>(number));
}

/// The clusters of the texts that have one. Texts without a cluster are the same in every run, and would make
/// any two runs agree.
std::vector<std::int32_t> clusters_of(const Restart& run) {
  std::vector<std::int32_t> labels = labels_of(run.assignments());
  std::erase(labels, -1);
  return labels;
}

std::size_t count_distinct(const std::vector<std::int32_t>& labels, std::size_t topics) {
  std::vector<std::uint8_t> seen(topics, 0);
  for (const std::int32_t label : labels) seen[static_cast<std::size_t>(label)] = 1;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), 1));
}

/// For each value, twice the number of smaller ones; equal ones count half.
std::vector<std::size_t> ranks_of(const std::vector<double>& values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::size_t> ranks;
  ranks.reserve(values.size());
  for (const double value : values) {
    const auto [begin, end] = std::equal_range(sorted.begin(), sorted.end(), value);
    ranks.push_back(static_cast<std::size_t>((begin - sorted.begin()) + (end - sorted.begin())));
  }
  return ranks;
}

/// What is kept of each run, to choose the best one.
class Candidates {
 public:
  explicit Candidates(std::size_t topics) : topics_(topics) {}

  void add(const Restart& run) {
    labels_.push_back(clusters_of(run));
    kmeans_objectives_.push_back(run.kmeans.objective());
    objectives_.push_back(run.objective());
    filled_.push_back(count_distinct(labels_.back(), topics_));
  }

  [[nodiscard]] std::size_t size() const { return labels_.size(); }

  /// The mean adjusted Rand index between a run and the others; nothing if there are no others.
  [[nodiscard]] std::optional<double> agreement_of(std::size_t run, const RunContext& stop) const {
    double sum = 0.0;
    for (std::size_t other = 0; other < size(); ++other) {
      if (stop.stop.stop_requested()) throw Cancelled();
      if (other != run) sum += adjusted_rand_index(labels_[run], labels_[other]);
    }
    return size() > 1 ? std::optional(sum / static_cast<double>(size() - 1)) : std::nullopt;
  }

  /// Among the runs that fill the most topics, the one with the best sum of two ranks: by the objective of
  /// its k-means, and by that of the method. With few texts, either objective alone lets the seed decide;
  /// what is good by both is found by most seeds.
  [[nodiscard]] std::size_t best() const {
    const std::vector<std::size_t> by_kmeans = ranks_of(kmeans_objectives_);
    const std::vector<std::size_t> by_objective = ranks_of(objectives_);
    const auto key = [&](std::size_t run) {
      return std::pair(filled_[run], by_kmeans[run] + by_objective[run]);
    };
    std::size_t best = 0;
    for (std::size_t run = 1; run < size(); ++run) best = key(run) > key(best) ? run : best;
    return best;
  }

 private:
  std::size_t topics_;
  std::vector<std::vector<std::int32_t>> labels_;
  std::vector<double> kmeans_objectives_;
  std::vector<double> objectives_;   // the objectives of the method
  std::vector<std::size_t> filled_;  // the number of topics with texts
};

/// Runs k-means on the points, and then what comes after it.
Restart run_once(const RowsView& points, const Refine& refine, const TopicOptions& options,
                 std::size_t number, const RunContext& run) {
  Restart found{KMeans::fit(points,
                            {.clusters = options.topics,
                             .restarts = 1,
                             .max_iterations = options.max_iterations,
                             .seed = seed_of(options.seed, number)},
                            run)};
  if (refine) found.refined = refine(found.kmeans, run);
  return found;
}

}  // namespace

BestRestart best_restart(const RowsView& points, const Refine& refine, const TopicOptions& options,
                         const RunContext& run) {
  RunContext discarding = run;
  discarding.progress = {};
  discarding.on_stop = OnStop::discard;
  Candidates candidates(options.topics);
  std::optional<Restart> kept;  // the run with the best objective so far, for a stop
  std::size_t kept_number = 0;
  std::optional<double> stability;
  bool stopped = false;
  try {
    for (std::size_t number = 0; number < options.restarts; ++number) {
      if (run.progress) run.progress({"cluster", number, options.restarts});
      Restart found = run_once(points, refine, options, number, discarding);
      candidates.add(found);
      if (kept && found.objective() <= kept->objective()) continue;
      kept = std::move(found);
      kept_number = number;
    }
    const std::size_t best = candidates.best();
    if (options.topics > 1) stability = candidates.agreement_of(best, discarding);
    if (best != kept_number) kept = run_once(points, refine, options, best, discarding);
  } catch (const Cancelled&) {
    if (run.on_stop == OnStop::discard || !kept) throw;
    stopped = true;
    stability.reset();
  }
  if (run.progress) run.progress({"cluster", options.restarts, options.restarts});
  const bool converged = !stopped && kept->kmeans.converged();
  return {std::move(*kept), stability, converged};
}

}}}  // namespace tema::v0::detail
