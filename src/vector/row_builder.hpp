#pragma once

#include "tema/vector/tfidf.hpp"
#include "vector/row_weigher.hpp"
#include "vector/sparse_accumulator.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// Builds one row after the other, from counts that come in any order.
class RowBuilder {
 public:
  /// The Tfidf must outlive this object.
  explicit RowBuilder(const Tfidf& tfidf)
      : accumulator_(tfidf.vocabulary().size()),
        weigher_(tfidf.options(), tfidf.idf(), tfidf.mean_length()) {}

  /// Counts a term of the row. A term without a column (-1) is ignored.
  void add(std::int32_t column, std::uint32_t count) {
    if (column >= 0) accumulator_.add(column, count);
  }

  /// Writes the row of a document of `length` tokens, and is empty afterwards. Returns the number of its
  /// entries: the columns that were added.
  std::size_t write(std::uint64_t length, std::int32_t* columns, float* values) {
    const SparseAccumulator::Drained row = accumulator_.drain();
    std::copy(row.columns.begin(), row.columns.end(), columns);
    const std::span<const double> weights = weigher_.weigh(row.columns, row.counts, length);
    std::transform(weights.begin(), weights.end(), values,
                   [](double weight) { return static_cast<float>(weight); });
    return row.columns.size();
  }

 private:
  SparseAccumulator accumulator_;
  RowWeigher weigher_;
};

}}}  // namespace tema::v0::detail
