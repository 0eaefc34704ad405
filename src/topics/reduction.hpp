#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/truncated_svd.hpp"
#include "tema/linalg/views.hpp"
#include "tema/topics/topic_options.hpp"

#include <cstddef>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The coordinates of documents in the reduced space. A document of which almost nothing is left there gets
/// zeros: the rest would be rounding, which has a direction but no meaning.
std::vector<float> reduce(const TruncatedSvd& reduction, const CsrMatrix& x, const RunContext& run);

/// A view of a dense matrix with `cols` columns.
RowsView dense_view(const std::vector<float>& values, std::size_t cols);

/// Rows in the reduced space, and the reduction that was fitted to them.
struct ReducedRows {
  TruncatedSvd reduction;
  std::vector<float> coordinates;

  [[nodiscard]] RowsView points() const { return dense_view(coordinates, reduction.rank()); }
};

/// Fits a reduction to rows, by the rank and the seed of the options, and reduces them.
ReducedRows reduce_rows(const CsrMatrix& x, const TopicOptions& options, const RunContext& run);

/// The number of rows that are not all zeros.
std::size_t count_nonzero_rows(const RowsView& points);

/// The number of sparse rows that have an entry.
std::size_t count_rows_with_terms(const RowsView& x);

/// The rank of the reduction in which documents are clustered into topics: √documents, so that a few texts
/// are not spread over as many directions; at most 100 and fewer than documents; but at least one direction
/// per topic, as far as there are terms.
std::size_t default_rank(std::size_t documents, std::size_t terms, std::size_t topics);

/// x with each column multiplied by its factor, and each row then scaled to unit length.
CsrMatrix with_factors(const CsrMatrix& x, const std::vector<float>& factors);

}}}  // namespace tema::v0::detail
