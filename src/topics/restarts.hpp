#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/run_context.hpp"
#include "tema/topics/topic_options.hpp"
#include "topics/methods/fitted_topics.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// What a method has made of the clusters of k-means.
struct Refined {
  std::shared_ptr<const FittedTopics> topics;
  std::span<const Assignment> assignments;  // of the rows, in memory of the topics
  double objective = 0.0;                   // what the method maximises
};

/// The step of a method that comes after k-means in each run.
using Refine = std::function<Refined(const KMeans& start, const RunContext& run)>;

/// The result of one run.
struct Restart {
  KMeans kmeans;
  std::optional<Refined> refined = {};

  [[nodiscard]] double objective() const { return refined ? refined->objective : kmeans.objective(); }
  [[nodiscard]] std::span<const Assignment> assignments() const {
    return refined ? refined->assignments : kmeans.assignments();
  }
};

/// The best of several runs.
struct BestRestart : Restart {
  std::optional<double> stability = {};  // see TopicModel
  bool converged = false;
};

/// Clusters points into at most options.topics clusters, `options.restarts` times, each time from another
/// seed: by k-means, and then by `refine`, unless that is empty.
BestRestart best_restart(const RowsView& points, const Refine& refine, const TopicOptions& options,
                         const RunContext& run);

}}}  // namespace tema::v0::detail
