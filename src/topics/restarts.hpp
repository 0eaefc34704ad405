#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/topics/topic_options.hpp"

#include <optional>

namespace tema { inline namespace v0 { namespace detail {

/// The best of several runs.
struct BestRestart {
  KMeans kmeans;
  std::optional<MultinomialMixture> mixture;  // started from the clusters of k-means
  std::optional<double> stability;            // see TopicModel
  bool converged = false;
};

/// How a mixture is fitted to the rows of texts for a topic model. A document counts as ten tokens (see
/// bench/README.md). The smoothing that a topic gets, summed over all terms, is a share of what a topic of
/// mean size has.
MixtureOptions mixture_options(const RowsView& rows, std::size_t topics);

/// Clusters points into at most options.topics clusters, `options.restarts` times, each time from another
/// seed: by k-means and then, if there are rows, by the mixture of these rows.
BestRestart best_restart(const RowsView& points, const CsrMatrix* rows, const TopicOptions& options,
                         const RunContext& run);

}}}  // namespace tema::v0::detail
