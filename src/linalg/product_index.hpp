#pragma once

#include "linalg/short_products.hpp"
#include "linalg/unit_rows.hpp"
#include "tema/core/parallel.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A unit row in integers: a cosine with it is a product divided by `scale`, up to error / scale.
struct ShortRow {
  double scale = 1.0;
  std::int32_t error = 0;
  std::vector<std::int32_t> slots;  // of its frequent columns, and then their values
  std::vector<std::int16_t> slot_values;
  std::vector<std::int32_t> columns;  // its other columns, and then their values
  std::vector<std::int16_t> values;
};

/// Computes all products of a row with unit rows that are not zero, in 16 bits each, a block of rows at a
/// time.
///
/// A column that many rows have an entry in has a table, which SIMD multiplies with. The others have lists of
/// their entries.
class ProductIndex {
 public:
  static constexpr std::size_t rows_per_block = 16384;
  /// What follows the product of the last row: no row has a product this small.
  static constexpr std::int16_t no_product = std::numeric_limits<std::int16_t>::min();

  /// `rows` must outlive it.
  ProductIndex(const UnitRows& rows, Workers& workers);

  [[nodiscard]] std::size_t blocks() const { return blocks_.size(); }
  /// The number of rows in a block.
  [[nodiscard]] std::size_t rows_of_block(std::size_t block) const;

  void shorten(const RowsView::Row& unit_row, ShortRow& out) const;

  /// The products of each of `queries` with the rows of a block, rows_per_block apart. They are followed by
  /// no_product to the end of a slab.
  void multiply(std::size_t block, std::span<const ShortRow> queries, std::int16_t* out,
                const RunContext& run) const;

 private:
  /// The entries of the rows of a block. The entries of column j, if it has no slot, begin at offsets[j]:
  /// each has the position of the row in the block in its high 16 bits, and the value in its low ones.
  struct Block {
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> entries;
    std::vector<std::int16_t> table;  // tiles × slots × rows of a tile
  };

  void count_entries(std::size_t block, const RunContext& run);
  void choose_slots();
  void fill(std::size_t block, const RunContext& run);
  void add_entries(const Block& block, const ShortRow& query, std::int16_t* products) const;

  const UnitRows& rows_;
  std::vector<Block> blocks_;
  std::vector<std::int32_t> slots_;  // of each column; -1: none
  std::size_t slot_count_ = 0;
};

}}}  // namespace tema::v0::detail
