#include "linalg/product_index.hpp"

#include "core/stop_check.hpp"

#include <algorithm>
#include <cmath>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// A column gets a table if at least one of this many rows has an entry in it: adding an entry of a list
/// costs as much as a SIMD operation on up to 32 rows.
constexpr std::size_t rows_per_entry = 16;

constexpr double one = 32767.0;

/// 2¹⁵, by which multiply_tile divides a product.
constexpr std::int32_t unit_of_product = 32768;

std::int32_t rounded(double x) { return static_cast<std::int32_t>(std::floor(x + 0.5)); }

/// The largest error of the product of a row of `size` entries, and of the product of the floats with it. It
/// is the sum of: half a unit for the rounding of each product; for the rounding of each number, half of what
/// it is multiplied by, which is at most √size over a whole unit row; and the rounding of `size` sums of
/// floats.
double error_of(std::size_t size) {
  const auto terms = static_cast<double>(size);
  return std::ceil(terms / 2.0 + std::sqrt(terms) + terms / 512.0) + 3.0;
}

}  // namespace

ProductIndex::ProductIndex(const UnitRows& rows, Workers& workers) : rows_(rows) {
  const RunContext& run = workers.run();
  blocks_.resize(chunk_count(rows.members.size(), rows_per_block));
  workers.for_chunks(blocks_.size(), 1, [&](const Chunk& chunk) { count_entries(chunk.index, run); });
  choose_slots();
  workers.for_chunks(blocks_.size(), 1, [&](const Chunk& chunk) { fill(chunk.index, run); });
}

std::size_t ProductIndex::rows_of_block(std::size_t block) const {
  return std::min(rows_per_block, rows_.members.size() - block * rows_per_block);
}

/// Into the position after the column's own.
void ProductIndex::count_entries(std::size_t block, const RunContext& run) {
  std::vector<std::uint32_t>& counts = blocks_[block].offsets;
  counts.assign(rows_.rows.cols + 1, 0);
  StopCheck check_stop(run);
  for (std::size_t i = 0; i < rows_of_block(block); ++i) {
    const RowsView::Row row = rows_.member(block * rows_per_block + i);
    for (std::size_t j = 0; j < row.size; ++j) {
      check_stop();
      ++counts[static_cast<std::size_t>(row.columns[j]) + 1];
    }
  }
}

void ProductIndex::choose_slots() {
  slots_.assign(rows_.rows.cols, -1);
  for (std::size_t column = 0; column < slots_.size(); ++column) {
    std::size_t entries = 0;
    for (const Block& block : blocks_) entries += block.offsets[column + 1];
    if (entries * rows_per_entry <= rows_.members.size()) continue;
    slots_[column] = static_cast<std::int32_t>(slot_count_++);
    for (Block& block : blocks_) block.offsets[column + 1] = 0;
  }
}

void ProductIndex::fill(std::size_t block, const RunContext& run) {
  auto& [offsets, entries, table] = blocks_[block];
  for (std::size_t column = 0; column < slots_.size(); ++column) offsets[column + 1] += offsets[column];
  entries.resize(offsets.back());
  table.resize(chunk_count(rows_of_block(block), rows_per_tile) * slot_count_ * rows_per_tile);
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  StopCheck check_stop(run);
  for (std::size_t i = 0; i < rows_of_block(block); ++i) {
    const RowsView::Row row = rows_.member(block * rows_per_block + i);
    std::int16_t* const tile = table.data() + i / rows_per_tile * slot_count_ * rows_per_tile;
    for (std::size_t j = 0; j < row.size; ++j) {
      check_stop();
      const auto column = static_cast<std::size_t>(row.columns[j]);
      const auto value = static_cast<std::int16_t>(rounded(static_cast<double>(row.values[j]) * one));
      if (slots_[column] >= 0) {
        tile[static_cast<std::size_t>(slots_[column]) * rows_per_tile + i % rows_per_tile] = value;
      } else {
        const auto low = static_cast<std::uint16_t>(value);
        entries[next[column]++] = static_cast<std::uint32_t>(i) << 16U | low;
      }
    }
  }
}

void ProductIndex::shorten(const RowsView::Row& unit_row, ShortRow& out) const {
  out.slots.clear();
  out.slot_values.clear();
  out.columns.clear();
  out.values.clear();
  const double error = error_of(unit_row.size);
  out.error = static_cast<std::int32_t>(error);
  // No sum, even with this error, leaves the range of 16 bits.
  out.scale = one - 1.0 - error;
  if (out.scale < one / 2.0) {
    // Its numbers would tell nothing: all its products are 0, and any cosine is within the error.
    out.scale = 1.0;
    out.error = unit_of_product;
    return;
  }
  const double factor = out.scale * unit_of_product / one;
  for (std::size_t j = 0; j < unit_row.size; ++j) {
    const std::int32_t column = unit_row.columns[j];
    const auto value = static_cast<std::int16_t>(rounded(static_cast<double>(unit_row.values[j]) * factor));
    const std::int32_t slot = slots_[static_cast<std::size_t>(column)];
    (slot >= 0 ? out.slots : out.columns).push_back(slot >= 0 ? slot : column);
    (slot >= 0 ? out.slot_values : out.values).push_back(value);
  }
}

void ProductIndex::multiply(std::size_t block, std::span<const ShortRow> queries, std::int16_t* out,
                            const RunContext& run) const {
  const std::size_t rows = rows_of_block(block);
  for (std::size_t tile = 0; tile < chunk_count(rows, rows_per_tile); ++tile) {
    throw_if_stopped(run);
    // The table of one tile stays in a cache for all queries.
    const std::int16_t* table = blocks_[block].table.data() + tile * slot_count_ * rows_per_tile;
    for (std::size_t q = 0; q < queries.size(); ++q) {
      const ShortRow& query = queries[q];
      multiply_tile(query.slot_values.data(), query.slots.data(), query.slots.size(), table,
                    out + q * rows_per_block + tile * rows_per_tile);
    }
  }
  const std::size_t end = chunk_count(rows, products_per_slab) * products_per_slab;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    throw_if_stopped(run);
    std::int16_t* const products = out + q * rows_per_block;
    add_entries(blocks_[block], queries[q], products);
    std::fill(products + rows, products + end, no_product);
  }
}

void ProductIndex::add_entries(const Block& block, const ShortRow& query, std::int16_t* products) const {
  for (std::size_t j = 0; j < query.columns.size(); ++j) {
    const auto column = static_cast<std::size_t>(query.columns[j]);
    const std::int32_t factor = query.values[j];
    const std::uint32_t* const end = block.entries.data() + block.offsets[column + 1];
    for (const std::uint32_t* entry = block.entries.data() + block.offsets[column]; entry != end; ++entry) {
      const std::int32_t product = factor * static_cast<std::int16_t>(*entry & 0xffffU);
      std::int16_t& sum = products[*entry >> 16U];
      sum = static_cast<std::int16_t>(sum + ((product + unit_of_product / 2) >> 15));
    }
  }
}

}}}  // namespace tema::v0::detail
