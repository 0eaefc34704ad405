#include "topics/term_weights.hpp"

#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/core/parallel.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The number of rows that each cluster has of a column in advance, so that none has 0.
constexpr double smoothing = 0.01;

constexpr double least = 1e-3;

constexpr std::size_t columns_per_chunk = 256;

}  // namespace

std::vector<double> cluster_divergence(const RowsView& x, std::span<const std::int32_t> clusters,
                                       std::size_t count, const RunContext& run) {
  StopCheck check_stop(run);
  // The number of rows that have a column, by column and cluster.
  std::vector<double> rows(x.cols * count, smoothing);
  std::vector<double> sizes(count, 0.0);
  double all = 0.0;
  for (std::size_t i = 0; i < x.rows; ++i) {
    check_stop();
    if (clusters[i] < 0) continue;
    const auto cluster = static_cast<std::size_t>(clusters[i]);
    sizes[cluster] += 1.0;
    all += 1.0;
    const RowsView::Row row = x.row(i);
    for (std::size_t j = 0; j < row.size; ++j)
      rows[static_cast<std::size_t>(row.columns[j]) * count + cluster] += 1.0;
  }
  std::vector<double> log_shares;  // the logarithms of the clusters' shares of all rows
  log_shares.reserve(count);
  for (const double size : sizes) log_shares.push_back(size > 0.0 ? log(size / all) : 0.0);

  std::vector<double> result(x.cols);
  Workers workers(run);
  workers.for_chunks(x.cols, columns_per_chunk, [&](const Chunk& chunk) {
    StopCheck check_columns(run);
    for (std::size_t column = chunk.begin; column < chunk.end; ++column) {
      check_columns(count);
      const double* const with = &rows[column * count];
      double sum = 0.0;
      for (std::size_t c = 0; c < count; ++c) sum += with[c];
      double divergence = 0.0;
      for (std::size_t c = 0; c < count; ++c) {
        if (sizes[c] > 0.0) divergence += with[c] / sum * (log(with[c] / sum) - log_shares[c]);
      }
      result[column] = std::max(divergence, least);
    }
  });
  return result;
}

}}}  // namespace tema::v0::detail
