#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/truncated_svd.hpp"
#include "tema/linalg/views.hpp"
#include "tema/topics/topic_options.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The rows [begin, end).
RowsView rows_between(const CsrMatrix& x, std::size_t begin, std::size_t end);

/// The coordinates of documents in the reduced space. A document of which almost nothing is left there gets
/// zeros: the rest would be rounding, which has a direction but no meaning.
std::vector<float> reduce(const TruncatedSvd& reduction, const RowsView& x, const RunContext& run);

/// A view of a dense matrix with `cols` columns.
RowsView dense_view(const std::vector<float>& values, std::size_t cols);

/// A reduction, and rows in the reduced space: a sample, or all.
struct ReducedRows {
  TruncatedSvd reduction;
  std::vector<std::size_t> rows;   // which rows the points are, in ascending order
  std::vector<float> coordinates;  // of these

  [[nodiscard]] RowsView points() const { return dense_view(coordinates, reduction.rank()); }
};

/// Fits a reduction, by the rank and the seed of the options, and reduces enough rows to find so many
/// clusters by (see sample_size). If fewer of them are distinct, it reduces all rows. So the time of what
/// follows does not grow with the number of rows, unless most are the same. The reduction is fitted to twice
/// as many rows.
ReducedRows reduce_rows(const CsrMatrix& x, std::size_t clusters, const TopicOptions& options,
                        const RunContext& run);

/// The cluster of each row of x in the reduced space; -1 for a row that has none. Only a part of the rows is
/// in the reduced space at a time.
std::vector<std::int32_t> label_rows(const CsrMatrix& x, const TruncatedSvd& reduction, const KMeans& kmeans,
                                     const RunContext& run);

/// The number of rows that are not all zeros.
std::size_t count_nonzero_rows(const RowsView& points);

/// The number of sparse rows that have an entry.
std::size_t count_rows_with_terms(const RowsView& x);

/// The rank of the reduction in which documents are clustered into topics: √documents, so that a few texts
/// are not spread over as many directions; at most 100 and fewer than documents; but at least one direction
/// per topic, as far as there are terms.
std::size_t default_rank(std::size_t documents, std::size_t terms, std::size_t topics);

/// x with each column multiplied by its factor, and each row then scaled to unit length.
CsrMatrix with_factors(CsrMatrix x, const std::vector<float>& factors, const RunContext& run);

}}}  // namespace tema::v0::detail
