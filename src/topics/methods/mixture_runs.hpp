#pragma once

#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/topics/topic_options.hpp"
#include "topics/restarts.hpp"

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// How a mixture is fitted to the rows of texts for a topic model. A document counts as ten tokens (see
/// bench/README.md). The smoothing that a topic gets, summed over all terms, is a share of what a topic of
/// mean size has.
MixtureOptions mixture_options(const RowsView& rows, std::size_t topics);

/// The best of several mixtures of the rows `mixed`. Each starts from k-means of `weighted`, other rows of
/// the same texts, in a reduced space. If fewer of these are distinct than topics were asked for, it sets the
/// number of topics to theirs.
BestRestart best_mixture(const CsrMatrix& weighted, const CsrMatrix& mixed, TopicOptions& options,
                         const RunContext& run);

}}}  // namespace tema::v0::detail
