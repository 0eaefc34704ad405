#include "text/surface_table.hpp"

#include "core/keyed_hash.hpp"

#include <cstring>
#include <utility>

namespace tema::inline v0::detail {

namespace {

constexpr std::size_t first_slots = 1024;

std::uint64_t load8(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The first `count` bytes of a little-endian word, from 1 on.
std::uint64_t first_bytes(std::uint64_t word, std::size_t count) {
  return word & ~std::uint64_t{0} >> (64 - 8 * std::min<std::size_t>(count, 8));
}

}  // namespace

SurfaceTable::SurfaceTable() : entries_(first_slots), key_{random_key(), random_key()} {}

void SurfaceTable::hash(std::string_view text, std::span<const Word> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const ByteSpan& span = words[i].span;
    const std::size_t size = span.size();
    if (size > longest) {
      hashed_[i] = {0, 0, 0};
      continue;
    }
    char copy[longest] = {};
    const char* bytes = text.data() + span.begin;
    if (text.size() - span.begin < longest) {
      std::memcpy(copy, bytes, size);
      bytes = copy;
    }
    const std::uint64_t low = first_bytes(load8(bytes), size);
    const std::uint64_t high = size > 8 ? first_bytes(load8(bytes + 8), size - 8) : 0;
    const std::uint64_t hash = folded_product(low ^ key_[0], high ^ key_[1]);
    __builtin_prefetch(&entries_[hash & (entries_.size() - 1)]);
    hashed_[i] = {low, high, hash};
  }
}

void SurfaceTable::insert(const Hashed& word, std::uint32_t value) {
  if ((count_ + 1) * 2 > entries_.size()) grow();
  std::uint64_t slot = word.hash;
  while (entries_[slot & (entries_.size() - 1)].low != 0) ++slot;
  entries_[slot & (entries_.size() - 1)] = {word.low, word.high, value};
  ++count_;
}

void SurfaceTable::grow() {
  const bool is_full = count_ >= most;
  std::vector<Entry> old(is_full ? first_slots : entries_.size() * 2);
  old.swap(entries_);
  count_ = 0;
  if (is_full) return;
  for (const Entry& entry : old) {
    if (entry.low == 0) continue;
    insert({entry.low, entry.high, folded_product(entry.low ^ key_[0], entry.high ^ key_[1])}, entry.value);
  }
}

void SurfaceTable::forget_long_forms() {
  long_forms_ = Vocabulary();
  long_values_.clear();
}

}  // namespace tema::inline v0::detail
