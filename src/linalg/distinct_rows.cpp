#include "linalg/distinct_rows.hpp"

#include "core/stop_check.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace tema { inline namespace v0 { namespace detail {

namespace {

bool is_zero(const RowsView::Row& row) {
  return std::all_of(row.values, row.values + row.size, [](float value) { return value == 0.0F; });
}

/// Calls body(column, value) for each value that is not zero.
template <class Body>
void for_nonzeros(const RowsView::Row& row, Body&& body) {
  for (std::size_t j = 0; j < row.size; ++j) {
    if (row.values[j] != 0.0F)
      body(row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j, row.values[j]);
  }
}

std::size_t hash_of(const RowsView::Row& row) {
  constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U;
  std::uint64_t hash = 0;
  for_nonzeros(row, [&](std::size_t column, float value) {
    hash = std::rotl((hash ^ column) * factor, 29);
    hash = std::rotl((hash ^ std::bit_cast<std::uint32_t>(value)) * factor, 29);
  });
  return hash;
}

bool are_equal(const RowsView::Row& a, const RowsView::Row& b) {
  std::size_t j = 0;  // in b
  const auto skip_zeros = [&] {
    while (j < b.size && b.values[j] == 0.0F) ++j;
  };
  bool equal = true;
  for_nonzeros(a, [&](std::size_t column, float value) {
    skip_zeros();
    const auto other = j < b.size && b.columns != nullptr ? static_cast<std::size_t>(b.columns[j]) : j;
    equal = equal && j < b.size && other == column && b.values[j] == value;
    ++j;
  });
  skip_zeros();
  return equal && j == b.size;
}

}  // namespace

DistinctRows distinct_rows(const RowsView& x, std::size_t most, std::span<const std::uint8_t> left_out,
                           const RunContext& run) {
  DistinctRows result;
  std::unordered_multimap<std::size_t, std::int32_t> known;  // by hash
  StopCheck check_stop(run);
  for (std::size_t i = 0; i < x.rows && result.firsts.size() <= most; ++i) {
    const RowsView::Row row = x.row(i);
    check_stop(row.size + 1);
    if (!left_out.empty() && left_out[i] != 0) {
      result.kinds.push_back(-1);
      continue;
    }
    const std::size_t hash = hash_of(row);
    const auto [begin, end] = known.equal_range(hash);
    const auto same = std::find_if(begin, end, [&](const auto& entry) {
      return are_equal(row, x.row(result.firsts[static_cast<std::size_t>(entry.second)]));
    });
    if (same != end) {
      result.kinds.push_back(same->second);
      continue;
    }
    const auto kind = static_cast<std::int32_t>(result.firsts.size());
    known.emplace(hash, kind);
    result.kinds.push_back(kind);
    result.firsts.push_back(i);
  }
  return result;
}

std::size_t count_distinct_rows(const RowsView& x, std::size_t most) {
  std::vector<std::uint8_t> zeros(x.rows);
  for (std::size_t i = 0; i < x.rows; ++i) zeros[i] = is_zero(x.row(i)) ? 1 : 0;
  return std::min(distinct_rows(x, most, zeros).firsts.size(), most);
}

}}}  // namespace tema::v0::detail
