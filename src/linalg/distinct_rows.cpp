#include "linalg/distinct_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>

namespace tema::inline v0::detail {

namespace {

bool is_zero(const RowsView::Row& row) {
  return std::all_of(row.values, row.values + row.size, [](float value) { return value == 0.0F; });
}

std::size_t hash_of(const RowsView::Row& row) {
  constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U;
  std::uint64_t hash = row.size;
  const auto mix = [&](std::uint32_t bits) { hash = std::rotl((hash ^ bits) * factor, 29); };
  for (std::size_t j = 0; j < row.size; ++j) {
    if (row.columns != nullptr) mix(static_cast<std::uint32_t>(row.columns[j]));
    mix(std::bit_cast<std::uint32_t>(row.values[j]));
  }
  return hash;
}

bool are_equal(const RowsView::Row& a, const RowsView::Row& b) {
  const bool same_columns =
      a.size == b.size && (a.columns == nullptr || std::equal(a.columns, a.columns + a.size, b.columns));
  return same_columns && std::memcmp(a.values, b.values, a.size * sizeof(float)) == 0;
}

}  // namespace

DistinctRows distinct_rows(const RowsView& x, std::size_t most, ZeroRows zeros) {
  DistinctRows result;
  std::unordered_multimap<std::size_t, std::int32_t> known;  // by hash
  for (std::size_t i = 0; i < x.rows && result.firsts.size() <= most; ++i) {
    const RowsView::Row row = x.row(i);
    if (zeros == ZeroRows::left_out && is_zero(row)) {
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
  return std::min(distinct_rows(x, most).firsts.size(), most);
}

}  // namespace tema::inline v0::detail
