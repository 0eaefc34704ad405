#include "topics/restarts.hpp"

#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tema::inline v0::detail {

namespace {

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

std::size_t count_distinct(const std::vector<std::int32_t>& labels, std::size_t topics) {
  std::vector<std::uint8_t> seen(topics, 0);
  for (const std::int32_t label : labels) seen[static_cast<std::size_t>(label)] = 1;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), 1));
}

/// What is kept of each run: enough to choose one by.
class Candidates {
 public:
  explicit Candidates(std::size_t topics) : topics_(topics) {}

  void add(const Restart& run) {
    labels_.push_back(run.labels());
    objectives_.push_back(run.objective());
    filled_.push_back(count_distinct(labels_.back(), topics_));
  }

  [[nodiscard]] std::size_t size() const { return labels_.size(); }

  /// The mean adjusted Rand index of each run to the others.
  [[nodiscard]] std::vector<double> agreements(const Run& run) const {
    std::vector<double> sums(size(), 0.0);
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = a + 1; b < size(); ++b) {
        if (run.stop.stop_requested()) throw Cancelled();
        const double index = adjusted_rand_index(labels_[a], labels_[b]);
        sums[a] += index;
        sums[b] += index;
      }
    }
    for (double& sum : sums) sum /= std::max(1.0, static_cast<double>(size() - 1));
    return sums;
  }

  /// Of the runs that fill the most topics, and of these the half that the others agree with most, the one
  /// with the best objective. Where texts are few, many runs have about the same objective, and the best of
  /// them is best by chance; where they are many, all runs agree about as much.
  [[nodiscard]] std::size_t best(const std::vector<double>& agreements) const {
    std::vector<std::size_t> runs(size());
    std::iota(runs.begin(), runs.end(), std::size_t{0});
    const std::size_t most = *std::max_element(filled_.begin(), filled_.end());
    std::erase_if(runs, [&](std::size_t run) { return filled_[run] < most; });
    std::stable_sort(runs.begin(), runs.end(),
                     [&](std::size_t a, std::size_t b) { return agreements[a] > agreements[b]; });
    runs.resize((runs.size() + 1) / 2);
    return *std::max_element(runs.begin(), runs.end(),
                             [&](std::size_t a, std::size_t b) { return objectives_[a] < objectives_[b]; });
  }

 private:
  std::size_t topics_;
  std::vector<std::vector<std::int32_t>> labels_;
  std::vector<double> objectives_;
  std::vector<std::size_t> filled_;  // topics that have texts
};

/// A document counts as ten tokens (see bench/README.md). What smoothing gives a topic, over all terms, is a
/// share of what a topic of the mean size has.
MixtureOptions mixture_options(const RowsView& rows, const TopicOptions& options) {
  constexpr double share = 0.3;
  constexpr double tokens = 10.0;
  const double mean = tokens * static_cast<double>(rows.rows) / static_cast<double>(options.topics);
  return {.components = options.topics,
          .row_sum = tokens,
          .smoothing = share * mean / static_cast<double>(rows.cols),
          .max_iterations = 15,
          .fill = true};
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
  if (rows != nullptr)
    found.mixture = MultinomialMixture::fit(rows->view(), labels_of(found.kmeans.assignments()),
                                            mixture_options(rows->view(), options), run);
  return found;
}

}  // namespace

BestRestart best_restart(const RowsView& points, const CsrMatrix* rows, const TopicOptions& options,
                         const Run& run) {
  Run discarding = run;
  discarding.progress = {};
  discarding.on_stop = OnStop::discard;
  Candidates candidates(options.topics);
  std::optional<Restart> kept;  // the best objective so far: what a stop leaves
  std::size_t kept_number = 0;
  std::optional<double> agreement;
  bool stopped = false;
  try {
    for (std::size_t number = 0; number < options.restarts; ++number) {
      if (run.progress) run.progress({"cluster", number, options.restarts});
      Restart found = run_once(points, rows, options, number, discarding);
      candidates.add(found);
      if (kept && found.objective() <= kept->objective()) continue;
      kept = std::move(found);
      kept_number = number;
    }
    const std::vector<double> agreements = candidates.agreements(discarding);
    const std::size_t best = candidates.best(agreements);
    if (best != kept_number) kept = run_once(points, rows, options, best, discarding);
    if (options.topics > 1 && candidates.size() > 1) agreement = agreements[best];
  } catch (const Cancelled&) {
    if (run.on_stop == OnStop::discard || !kept) throw;
    stopped = true;
  }
  if (run.progress) run.progress({"cluster", options.restarts, options.restarts});
  const bool converged = !stopped && kept->kmeans.converged();
  return {std::move(kept->kmeans), std::move(kept->mixture), agreement, converged};
}

}  // namespace tema::inline v0::detail
