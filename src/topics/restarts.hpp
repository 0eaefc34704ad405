#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/run_context.hpp"
#include "tema/topics/topic_options.hpp"
#include "topics/methods/fitted_topics.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Where a start seems to lead: clusters, and the value of what the method maximises.
struct Outlook {
  std::vector<std::int32_t> labels;
  double objective = 0.0;
};

/// What a method has made of the clusters of k-means.
struct Refined {
  std::shared_ptr<const FittedTopics> topics;
  std::span<const Assignment> assignments;  // of the rows, in memory of the topics
  double objective = 0.0;                   // what the method maximises
};

/// The result of one run, for all rows.
struct Restart {
  KMeans kmeans;
  std::optional<Refined> refined = {};

  [[nodiscard]] double objective() const { return refined ? refined->objective : kmeans.objective(); }
  [[nodiscard]] std::span<const Assignment> assignments() const {
    return refined ? refined->assignments : kmeans.assignments();
  }
};

/// How much work a run may still do.
enum class Effort { little, all };

/// What a method does with the clusters that k-means has found among the points.
struct RestartMethod {
  /// A first look, by which runs are compared. If it is empty, they are compared by k-means alone.
  std::function<Outlook(const KMeans& start, const RunContext& run)> look;
  /// Completes a run. The points may have been a sample, while the result is for all rows.
  std::function<Restart(const KMeans& start, Effort effort, const RunContext& run)> finish;
};

/// The best of several runs.
struct BestRestart : Restart {
  std::optional<double> stability = {};  // see TopicModel
  bool converged = false;
};

/// Clusters points into options.topics clusters, of which there must be as many distinct ones,
/// `options.restarts` times, each time from another seed. Few runs are finished: of the runs of k-means, the
/// better half after two iterations goes on to its end, and of these, the best eighth of all by two ranks.
BestRestart best_restart(const RowsView& points, const RestartMethod& method, const TopicOptions& options,
                         const RunContext& run);

}}}  // namespace tema::v0::detail
