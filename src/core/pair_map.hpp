#pragma once

#include "core/keyed_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A map from pairs of numbers to numbers. The hash has a key of its own, so that no input can be prepared to
/// collide.
class PairMap {
 public:
  /// The value of a pair, which is added with the value 0 if it is new; valid until the next call. The two
  /// numbers may not both be 2³² - 1.
  std::uint32_t& operator()(std::uint32_t first, std::uint32_t second) {
    if ((size_ + 1) * 2 > entries_.size()) grow();
    Entry& entry = entries_[slot_of((std::uint64_t{first} << 32) | second)];
    if (entry.key == free) {
      entry.key = (std::uint64_t{first} << 32) | second;
      ++size_;
    }
    return entry.value;
  }

  /// The number of bytes that it takes in memory.
  [[nodiscard]] std::size_t memory() const { return entries_.capacity() * sizeof(Entry); }

 private:
  static constexpr std::uint64_t free = ~std::uint64_t{0};
  static constexpr std::size_t first_slots = 64;

  struct Entry {
    std::uint64_t key = free;
    std::uint32_t value = 0;
  };

  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
    const std::size_t mask = entries_.size() - 1;
    std::size_t slot = folded_product(key ^ key0_, key1_ | 1) & mask;
    while (entries_[slot].key != free && entries_[slot].key != key) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    std::vector<Entry> old(entries_.empty() ? first_slots : entries_.size() * 2);
    old.swap(entries_);
    for (const Entry& entry : old) {
      if (entry.key != free) entries_[slot_of(entry.key)] = entry;
    }
  }

  std::vector<Entry> entries_;
  std::size_t size_ = 0;
  std::uint64_t key0_ = random_key();
  std::uint64_t key1_ = random_key();
};

}}}  // namespace tema::v0::detail
