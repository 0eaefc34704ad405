#pragma once

#include "tema/vector/tfidf.hpp"
#include "vector/row_weigher.hpp"
#include "vector/sparse_accumulator.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema::inline v0::detail {

/// Puts one row after the other together, from counts that come in any order.
class RowBuilder {
 public:
  /// The Tfidf must outlive it.
  explicit RowBuilder(const Tfidf& tfidf)
      : accumulator_(tfidf.vocabulary().size()),
        weigher_(tfidf.options(), tfidf.idf(), tfidf.mean_length()) {}

  /// Counts a term of the row; one without a column (-1) is none.
  void add(std::int32_t column, std::uint32_t count) {
    if (column >= 0) accumulator_.add(column, count);
  }

  /// Writes the row of a document of `length` tokens, and is empty afterwards. Gives the number of its
  /// entries, of which there are no more than `most`.
  std::size_t write(std::uint64_t length, std::size_t most, std::int32_t* columns, float* values) {
    counts_.resize(std::max(counts_.size(), most));
    std::size_t size = 0;
    accumulator_.drain([&](std::int32_t column, std::uint32_t count) {
      columns[size] = column;
      counts_[size++] = count;
    });
    const std::span<const double> weights =
        weigher_.weigh({columns, size}, std::span(counts_).first(size), length);
    std::transform(weights.begin(), weights.end(), values,
                   [](double weight) { return static_cast<float>(weight); });
    return size;
  }

 private:
  SparseAccumulator accumulator_;
  RowWeigher weigher_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace tema::inline v0::detail
