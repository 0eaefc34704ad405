#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/topics/topic_options.hpp"

#include <optional>

namespace tema { inline namespace v0 { namespace detail {

/// The best of a few runs.
struct BestRestart {
  KMeans kmeans;
  std::optional<MultinomialMixture> mixture;  // begun from that
  std::optional<double> stability;            // see TopicModel
  bool converged = false;
};

/// How a mixture is fitted to the rows of texts for a topic model. A document counts as ten tokens (see
/// bench/README.md). What smoothing gives a topic, over all terms, is a share of what a topic of the mean
/// size has.
MixtureOptions mixture_options(const RowsView& rows, std::size_t topics);

/// Clusters points `options.restarts` times into as many as options.topics, each time from another seed, by
/// k-means and, if there are rows, from there by the mixture of these.
BestRestart best_restart(const RowsView& points, const CsrMatrix* rows, const TopicOptions& options,
                         const RunContext& run);

}}}  // namespace tema::v0::detail
