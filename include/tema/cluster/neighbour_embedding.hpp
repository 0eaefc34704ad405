#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 {

struct NeighbourEmbeddingOptions {
  std::size_t neighbours = 15;   ///< nearest rows that attract a row, at least 1
  std::size_t iterations = 500;  ///< steps of the descent, from 1 to 100,000
  std::uint64_t seed = 1;
};

/// A place on a map of rows.
struct MapPoint {
  float x = 0.0F;
  float y = 0.0F;

  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

/// A place in the plane for each row of `x`, such that rows with a large cosine lie together. `x` is sparse,
/// for example what Tfidf::transform returns.
///
/// Every point is within the unit circle, whose centre is the middle of the map. A row without neighbours,
/// such as a row of zeros, is on the circle itself. A single row is in the middle.
///
/// This is t-SNE (van der Maaten and Hinton, JMLR 2008) with weights that are equal for all neighbours of a
/// row, and with a group of points that is far away taken as one (van der Maaten, JMLR 2014). Neighbours are
/// those of top_k_neighbours(). The descent starts from the leading directions of a TruncatedSvd. Every step
/// reads the old places and writes new ones, so the result has the same bytes for any number of threads and
/// any CPU.
///
/// Time: that of top_k_neighbours(), and O(rows × (neighbours + log rows)) for each iteration. Memory: that
/// of top_k_neighbours(), and O(rows × neighbours). Thread-safe.
///
/// Throws std::invalid_argument for an option out of its range, a view of dense rows, and a row that is not
/// finite or longer than 10³⁷; Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<MapPoint> embed_neighbours(
    const RowsView& x, const NeighbourEmbeddingOptions& options = {}, const RunContext& run = {});
template <RowMatrix X>
[[nodiscard]] std::vector<MapPoint> embed_neighbours(const X& x,
                                                     const NeighbourEmbeddingOptions& options = {},
                                                     const RunContext& run = {}) {
  return embed_neighbours(as_rows(x).view(), options, run);
}

}}  // namespace tema::v0
