#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema::inline v0::detail {

/// Counts by column, which come in any order and are given out by ascending columns, without a sort: a bit
/// for each column, and a bit for each 64 of those. Columns that are low are dense where they go by
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
  }

  /// Calls visit(column, count) by ascending columns, and is empty afterwards.
  template <class Visit>
  void drain(Visit&& visit) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t words = words_[i]; words != 0; words &= words - 1) {
        const std::size_t word = i * 64 + static_cast<std::size_t>(std::countr_zero(words));
        for (std::uint64_t bits = bits_[word]; bits != 0; bits &= bits - 1) {
          const std::size_t at = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
          visit(static_cast<std::int32_t>(at), counts_[at]);
          counts_[at] = 0;
        }
        bits_[word] = 0;
      }
      words_[i] = 0;
    }
  }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint64_t> words_;
};

}  // namespace tema::inline v0::detail
