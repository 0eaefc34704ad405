#include "tema/linalg/top_k.hpp"

#include "core/check.hpp"
#include "core/per_thread.hpp"
#include "core/stop_check.hpp"
#include "linalg/candidates.hpp"
#include "linalg/product_index.hpp"
#include "linalg/unit_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::Candidate;
using detail::Candidates;
using detail::ProductIndex;
using detail::ShortRow;
using detail::UnitRows;

constexpr std::size_t queries_per_chunk = 32;

/// How many rows ahead of its comparison a row is prefetched.
constexpr std::size_t lead = 3;

/// By descending cosine, ties by row number.
bool is_nearer(const Neighbour& a, const Neighbour& b) {
  return a.cosine != b.cosine ? a.cosine > b.cosine : a.row < b.row;
}

/// The working memory of a thread.
struct Scratch {
  explicit Scratch(std::size_t columns)
      : queries(queries_per_chunk),
        candidates(queries_per_chunk),
        products(queries_per_chunk * ProductIndex::rows_per_block),
        dense(columns) {}

  std::vector<ShortRow> queries;
  std::vector<Candidates> candidates;
  std::vector<std::int16_t> products;
  std::vector<float> dense;  // the query, by columns; zeros in between
};

class TopK {
 public:
  /// `queries` may be `rows` themselves; then no row is its own neighbour.
  TopK(const UnitRows& queries, const UnitRows& rows, const TopKOptions& options, Workers& workers)
      : queries_(queries), rows_(rows), options_(options), workers_(workers), index_(rows, workers) {}

  Neighbours find() {
    const std::size_t count = queries_.members.size();
    std::vector<std::vector<Neighbour>> of_query(queries_.rows.rows);
    detail::PerThread<Scratch> scratches([&](std::size_t) { return Scratch(rows_.rows.cols); });
    workers_.for_chunks(
        count, queries_per_chunk, [&](const Chunk& chunk) { find(chunk, scratches.mine(), of_query); },
        "neighbours");
    Neighbours all;
    all.offsets.reserve(of_query.size() + 1);
    for (const auto& found : of_query) all.offsets.push_back(all.offsets.back() + found.size());
    all.neighbours.reserve(all.offsets.back());
    for (const auto& found : of_query)
      all.neighbours.insert(all.neighbours.end(), found.begin(), found.end());
    return all;
  }

 private:
  void find(const Chunk& chunk, Scratch& scratch, std::vector<std::vector<Neighbour>>& of_query) const {
    const std::size_t count = chunk.end - chunk.begin;
    for (std::size_t q = 0; q < count; ++q) {
      index_.shorten(queries_.member(chunk.begin + q), scratch.queries[q]);
      scratch.candidates[q].begin(scratch.queries[q], options_.k, options_.min_cosine);
    }
    for (std::size_t block = 0; block < index_.blocks(); ++block) {
      collect(block, chunk, scratch);
    }
    for (std::size_t q = 0; q < count; ++q) {
      const auto number = static_cast<std::size_t>(queries_.members[chunk.begin + q]);
      of_query[number] =
          nearest(scratch.candidates[q], scratch.queries[q], queries_.rows.row(number), scratch.dense);
    }
  }

  void collect(std::size_t block, const Chunk& chunk, Scratch& scratch) const {
    const std::size_t count = chunk.end - chunk.begin;
    const std::size_t first = block * ProductIndex::rows_per_block;
    const std::size_t rows = index_.rows_of_block(block);
    index_.multiply(block, std::span(scratch.queries).first(count), scratch.products.data(), workers_.run());
    for (std::size_t q = 0; q < count; ++q) {
      std::int16_t* const products = scratch.products.data() + q * ProductIndex::rows_per_block;
      const std::size_t self = chunk.begin + q;
      if (&queries_ == &rows_ && self >= first && self < first + rows)
        products[self - first] = ProductIndex::no_product;
      scratch.candidates[q].collect(products, rows, first);
    }
  }

  [[nodiscard]] std::vector<Neighbour> nearest(const Candidates& candidates, const ShortRow& query,
                                               const RowsView::Row& row, std::vector<float>& dense) const {
    const std::vector<Candidate>& found = candidates.found();
    for (std::size_t j = 0; j < row.size; ++j)
      dense[static_cast<std::size_t>(row.columns[j])] = row.values[j];
    std::vector<Neighbour> nearest;
    nearest.reserve(found.size());
    std::int32_t least = std::numeric_limits<std::int32_t>::min();
    detail::StopCheck check_stop(workers_.run());
    for (std::size_t i = 0; i < found.size(); ++i) {
      check_stop();
      if (i + lead < found.size()) prefetch(rows_.member(found[i + lead].member));
      const Candidate& candidate = found[i];
      if (candidate.product < least) continue;
      const float cosine = cosine_of(rows_.member(candidate.member), dense);
      if (cosine > options_.min_cosine) nearest.push_back({rows_.members[candidate.member], cosine});
      if (nearest.size() != options_.k) continue;
      // The first k are known now: their cosines are a bound twice as sharp as their products.
      const auto farthest = std::max_element(nearest.begin(), nearest.end(), is_nearer);
      least = static_cast<std::int32_t>(std::floor(static_cast<double>(farthest->cosine) * query.scale)) -
              query.error;
    }
    for (std::size_t j = 0; j < row.size; ++j) dense[static_cast<std::size_t>(row.columns[j])] = 0.0F;
    const std::size_t kept = std::min(options_.k, nearest.size());
    std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(kept), nearest.end(),
                      is_nearer);
    return {nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(kept)};
  }

  /// Prefetches the first cache lines of a row; the hardware then fetches those that follow.
  static void prefetch(const RowsView::Row& row) {
    for (std::size_t j = 0; j < row.size && j < 64; j += 16) {
      __builtin_prefetch(row.columns + j);
      __builtin_prefetch(row.values + j);
    }
  }

  static float cosine_of(const RowsView::Row& row, const std::vector<float>& dense) {
    float sum = 0.0F;
    for (std::size_t j = 0; j < row.size; ++j)
      sum += dense[static_cast<std::size_t>(row.columns[j])] * row.values[j];
    return std::clamp(sum, -1.0F, 1.0F);
  }

  const UnitRows& queries_;
  const UnitRows& rows_;
  const TopKOptions& options_;
  Workers& workers_;
  ProductIndex index_;
};

void check(const TopKOptions& options) { detail::check_range("min_cosine", options.min_cosine, -2.0F, 1.0F); }

Neighbours find(const UnitRows& queries, const UnitRows& rows, const TopKOptions& options, Workers& workers) {
  if (options.k > 0) return TopK(queries, rows, options, workers).find();
  Neighbours none;
  none.offsets.assign(queries.rows.rows + 1, 0);
  return none;
}

}  // namespace

Neighbours top_k_neighbours(const RowsView& x, const TopKOptions& options, const RunContext& run) {
  check(options);
  Workers workers(run);
  const UnitRows rows = detail::unit_rows(x, workers);
  return find(rows, rows, options, workers);
}

Neighbours top_k_neighbours_of(const RowsView& queries, const RowsView& x, const TopKOptions& options,
                               const RunContext& run) {
  check(options);
  if (queries.cols != x.cols) {
    detail::throw_invalid("the number of columns of queries", std::to_string(queries.cols),
                          std::to_string(x.cols));
  }
  Workers workers(run);
  const UnitRows unit_queries = detail::unit_rows(queries, workers);
  const UnitRows rows = detail::unit_rows(x, workers);
  return find(unit_queries, rows, options, workers);
}

}}  // namespace tema::v0
