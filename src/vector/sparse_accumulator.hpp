#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Counts by column, which come in any order and are returned by ascending column, without a sort: it keeps a
/// bit for each column, and a bit for each 64 of those. Low columns are dense where columns are numbered by
/// descending frequency, and cost least.
class SparseAccumulator {
 public:
  explicit SparseAccumulator(std::size_t columns)
      : counts_(columns, 0), bits_((columns + 63) / 64, 0), words_((columns + 4095) / 4096, 0) {}

  void add(std::int32_t column, std::uint32_t count) {
    const auto at = static_cast<std::size_t>(column);
    counts_[at] += count;
    bits_[at / 64] |= std::uint64_t{1} << (at % 64);
    words_[at / 4096] |= std::uint64_t{1} << (at / 64 % 64);
    ++added_;
  }

  struct Drained {
    std::span<const std::int32_t> columns;  // that were added to, ascending
    std::span<const std::uint32_t> counts;
  };

  /// Returns the sums, and forgets them. Valid until the next call.
  Drained drain() {
    const std::size_t most = added_ + room;
    if (columns_.size() < most) {
      words_in_use_.resize(most);
      columns_.resize(most);
      drained_.resize(most);
    }
    std::int32_t* words_end = words_in_use_.data();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words_end = put_places(words_[i], static_cast<std::int32_t>(i * 64), words_end);
      words_[i] = 0;
    }
    std::int32_t* end = columns_.data();
    for (const std::int32_t* word = words_in_use_.data(); word < words_end; ++word) {
      std::uint64_t& bits = bits_[static_cast<std::size_t>(*word)];
      end = put_places(bits, *word * 64, end);
      bits = 0;
    }
    const std::span<const std::int32_t> columns(columns_.data(), end);
    std::transform(columns.begin(), columns.end(), drained_.begin(), [&](std::int32_t column) {
      return std::exchange(counts_[static_cast<std::size_t>(column)], 0);
    });
    added_ = 0;
    return {columns, std::span(drained_).first(columns.size())};
  }

 private:
  static constexpr std::size_t room = 2;  // that put_places() may write to in vain

  /// Writes the positions of the bits, ascending, each plus `first`. Returns the end. Most words have no
  /// bits, one or two, which cannot be predicted, so these are written without a branch.
  static std::int32_t* put_places(std::uint64_t bits, std::int32_t first, std::int32_t* to) {
    constexpr std::uint64_t last = std::uint64_t{1} << 63;  // so that there is one
    to[0] = first + std::countr_zero(bits | last);
    to += bits != 0 ? 1 : 0;
    bits &= bits - 1;
    to[0] = first + std::countr_zero(bits | last);
    to += bits != 0 ? 1 : 0;
    for (bits &= bits - 1; bits != 0; bits &= bits - 1) *to++ = first + std::countr_zero(bits);
    return to;
  }

  std::vector<std::uint32_t> counts_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint64_t> words_;
  std::size_t added_ = 0;
  std::vector<std::int32_t> words_in_use_;
  std::vector<std::int32_t> columns_;
  std::vector<std::uint32_t> drained_;
};

}}}  // namespace tema::v0::detail
