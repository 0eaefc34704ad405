#include "topics/restarts.hpp"

#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// A seed for each run, such that no run uses the next seed of a user.
std::uint64_t seed_of(std::uint64_t seed, std::size_t number) {
  return seed ^ (0x9e3779b97f4a7c15U * static_cast<std::uint64_t>(number));
}

/// The number of clusters with a text.
std::size_t count_filled(std::span<const std::int32_t> labels, std::size_t topics) {
  std::vector<std::uint8_t> seen(topics, 0);
  for (const std::int32_t label : labels) {
    if (label >= 0) seen[static_cast<std::size_t>(label)] = 1;
  }
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

/// One of so many runs is completed.
constexpr std::size_t runs_per_finished = 8;
/// After so many iterations of k-means, every second run is given up.
constexpr std::size_t first_iterations = 3;

/// A run that goes on after its first iterations.
struct Candidate {
  KMeans kmeans;
  Outlook outlook;
};

/// The numbers of the candidates, best first: those that fill more topics; then by the sum of two ranks, by
/// the objective of k-means and by that of the method. With few texts, either objective alone lets the seed
/// decide; what is good by both is found by most seeds.
std::vector<std::size_t> by_merit(const std::vector<Candidate>& candidates, std::size_t topics) {
  std::vector<double> of_kmeans;
  std::vector<double> of_method;
  std::vector<std::size_t> filled;
  for (const Candidate& candidate : candidates) {
    of_kmeans.push_back(candidate.kmeans.objective());
    of_method.push_back(candidate.outlook.objective);
    filled.push_back(count_filled(candidate.outlook.labels, topics));
  }
  const std::vector<std::size_t> by_kmeans = ranks_of(of_kmeans);
  const std::vector<std::size_t> by_method = ranks_of(of_method);
  const auto key = [&](std::size_t i) { return std::pair(filled[i], by_kmeans[i] + by_method[i]); };
  std::vector<std::size_t> numbers(candidates.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
  return numbers;
}

/// The runs from several seeds.
class Runs {
 public:
  Runs(const RowsView& points, const RestartMethod& method, const TopicOptions& options,
       const RunContext& run)
      : points_(points),
        method_(method),
        options_(options),
        run_(run),
        discarding_(run),
        going_on_((options.restarts + 1) / 2),
        finished_((options.restarts + runs_per_finished - 1) / runs_per_finished) {
    discarding_.progress = {};
    discarding_.on_stop = OnStop::discard;
  }

  BestRestart best() {
    try {
      begin();
      for (const KMeans& start : starts_) go_on(start);
      const std::vector<std::size_t> numbers = by_merit(candidates_, options_.topics);
      for (const std::size_t number : std::span(numbers).first(finished_)) finish(number);
      const auto stability = options_.topics > 1 ? agreement_of(kept_number_) : std::nullopt;
      report();
      const bool converged = kept_->kmeans.converged();
      return {std::move(*kept_), stability, converged};
    } catch (const Cancelled&) {
      if (run_.on_stop == OnStop::discard || starts_.empty()) throw;
    }
    return {kept_ ? std::move(*kept_) : completed_at_once(), std::nullopt, false};
  }

 private:
  /// Finds the runs that are best after their first iterations.
  void begin() {
    for (std::size_t number = 0; number < options_.restarts; ++number) {
      report();
      starts_.push_back(KMeans::fit(points_,
                                    {.clusters = options_.topics,
                                     .restarts = 1,
                                     .max_iterations = std::min(first_iterations, options_.max_iterations),
                                     .seed = seed_of(options_.seed, number)},
                                    discarding_));
      // Memory is needed for the better half alone, and for one more.
      if (starts_.size() > going_on_)
        starts_.erase(std::min_element(starts_.begin(), starts_.end(), is_worse));
    }
  }

  static bool is_worse(const KMeans& a, const KMeans& b) { return a.objective() < b.objective(); }

  void go_on(KMeans start) {
    report();
    if (!start.converged() && options_.max_iterations > first_iterations) {
      start = KMeans::fit_from(
          points_, labels_of(start.assignments()),
          {.clusters = start.clusters(), .max_iterations = options_.max_iterations - first_iterations},
          discarding_);
    }
    Outlook outlook = method_.look ? method_.look(start, discarding_)
                                   : Outlook{labels_of(start.assignments()), start.objective()};
    candidates_.push_back({std::move(start), std::move(outlook)});
  }

  void finish(std::size_t number) {
    report();
    Restart found = method_.finish(candidates_[number].kmeans, Effort::all, discarding_);
    const std::pair merit(count_filled(labels_of(found.assignments()), options_.topics), found.objective());
    if (kept_ && merit <= kept_merit_) return;
    kept_ = std::move(found);
    kept_merit_ = merit;
    kept_number_ = number;
  }

  /// What is kept at a stop before any run was completed.
  Restart completed_at_once() {
    RunContext to_the_end = discarding_;
    to_the_end.stop = {};
    const KMeans& start = candidates_.empty()
                              ? *std::max_element(starts_.begin(), starts_.end(), is_worse)
                              : candidates_[by_merit(candidates_, options_.topics).front()].kmeans;
    return method_.finish(start, Effort::little, to_the_end);
  }

  /// The mean adjusted Rand index between a candidate and the others, by the texts that have a cluster in
  /// both; nothing if there are no others.
  [[nodiscard]] std::optional<double> agreement_of(std::size_t number) const {
    double sum = 0.0;
    for (std::size_t other = 0; other < candidates_.size(); ++other) {
      throw_if_stopped(run_);
      if (other != number) sum += agreement(candidates_[number].outlook, candidates_[other].outlook);
    }
    const std::size_t others = candidates_.size() - 1;
    return others > 0 ? std::optional(sum / static_cast<double>(others)) : std::nullopt;
  }

  static double agreement(const Outlook& a, const Outlook& b) {
    std::vector<std::int32_t> of_a;
    std::vector<std::int32_t> of_b;
    for (std::size_t i = 0; i < a.labels.size(); ++i) {
      if (a.labels[i] < 0 || b.labels[i] < 0) continue;
      of_a.push_back(a.labels[i]);
      of_b.push_back(b.labels[i]);
    }
    return adjusted_rand_index(of_a, of_b);
  }

  /// Reports that one more of all steps begins, and at last that all are done.
  void report() {
    const std::size_t steps = options_.restarts + going_on_ + finished_;
    if (run_.progress) run_.progress({"cluster", step_, steps});
    ++step_;
  }

  const RowsView& points_;
  const RestartMethod& method_;
  const TopicOptions& options_;
  const RunContext& run_;
  RunContext discarding_;
  std::size_t going_on_;  // the number of runs that go on after their first iterations
  std::size_t finished_;  // the number of runs that are completed
  std::size_t step_ = 0;
  std::vector<KMeans> starts_;
  std::vector<Candidate> candidates_;
  std::optional<Restart> kept_;  // the best completed run so far
  std::pair<std::size_t, double> kept_merit_;
  std::size_t kept_number_ = 0;
};

}  // namespace

BestRestart best_restart(const RowsView& points, const RestartMethod& method, const TopicOptions& options,
                         const RunContext& run) {
  return Runs(points, method, options, run).best();
}

}}}  // namespace tema::v0::detail
