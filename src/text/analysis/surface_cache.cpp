#include "text/analysis/surface_cache.hpp"

#include "core/keyed_hash.hpp"

#include <bit>
#include <cstring>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t first_slots = 1024;

using words::load8;
static_assert(std::endian::native == std::endian::little);  // so the masks keep the first bytes

/// A mask of sixteen bytes.
struct Mask {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};
/// Masks that keep the first n bytes, by n.
constexpr std::array<Mask, 17> masks = [] {
  std::array<Mask, 17> all;
  for (std::size_t size = 1; size <= 16; ++size) {
    all[size].low = ~std::uint64_t{0} >> (64 - 8 * std::min<std::size_t>(size, 8));
    all[size].high = size > 8 ? ~std::uint64_t{0} >> (64 - 8 * (size - 8)) : 0;
  }
  return all;
}();

}  // namespace

SurfaceCache::SurfaceCache() : entries_(first_slots), key_{random_key(), random_key()} {}

SurfaceCache::Hashed SurfaceCache::hash(std::uint64_t low, std::uint64_t high) const {
  return {low, high, folded_product(low ^ key_[0], high ^ key_[1])};
}

SurfaceCache::Hashed SurfaceCache::hashed(std::string_view form) const {
  char copy[longest_short] = {};
  std::memcpy(copy, form.data(), form.size());
  return hash(load8(copy), load8(copy + 8));
}

std::optional<std::uint32_t> SurfaceCache::find(std::string_view form) const {
  const Hashed word = hashed(form);
  const std::uint64_t mask = entries_.size() - 1;
  for (std::uint64_t slot = word.hash;; ++slot) {
    const Entry& entry = entries_[slot & mask];
    if (entry.low == 0) return std::nullopt;
    if (entry.low == word.low && entry.high == word.high) return entry.value;
  }
}

void SurfaceCache::hash(std::string_view text, std::span<const Word> words) {
  const Entry* const entries = entries_.data();
  const std::uint64_t last = entries_.size() - 1;
  const std::uint64_t low_key = key_[0];
  const std::uint64_t high_key = key_[1];
  const auto put = [&](std::size_t i, const char* bytes) {
    const std::size_t size = words[i].span.size();
    if (size > longest_short) {
      hashed_[i] = {0, 1, 0};  // is never found: no entry has these first bytes and others after them
      return;
    }
    const std::uint64_t low = load8(bytes) & masks[size].low;
    const std::uint64_t high = load8(bytes + 8) & masks[size].high;
    const std::uint64_t hash = folded_product(low ^ low_key, high ^ high_key);
    hashed_[i] = {low, high, hash};
    __builtin_prefetch(entries + (hash & last));
  };
  // The last words of a text are not followed by sixteen readable bytes.
  std::size_t whole = words.size();
  while (whole > 0 && text.size() - words[whole - 1].span.begin < longest_short) --whole;
  for (std::size_t i = 0; i < whole; ++i) put(i, text.data() + words[i].span.begin);
  for (std::size_t i = whole; i < words.size(); ++i) {
    char copy[longest_short] = {};
    // Nothing is read of a longer form.
    std::memcpy(copy, text.data() + words[i].span.begin, std::min(words[i].span.size(), longest_short));
    put(i, copy);
  }
}

std::size_t SurfaceCache::find(std::size_t first, std::size_t count, std::uint32_t* values) const {
  const Entry* entries = entries_.data();
  const std::uint64_t mask = entries_.size() - 1;
  for (std::size_t i = first; i < count; ++i) {
    const Hashed& word = hashed_[i];
    const Entry* entry = entries + (word.hash & mask);
    for (std::uint64_t slot = word.hash; entry->low != word.low || entry->high != word.high;
         entry = entries + (++slot & mask)) {
      if (entry->low == 0) return i;
    }
    values[i] = entry->value;
  }
  return count;
}

void SurfaceCache::insert(const Hashed& word, std::uint32_t value) {
  make_room(1);
  put(word, value);
  ++count_;
}

/// Puts a form into the first entry that is free.
void SurfaceCache::put(const Hashed& word, std::uint32_t value) {
  const std::uint64_t mask = entries_.size() - 1;
  std::uint64_t slot = word.hash;
  while (entries_[slot & mask].low != 0) ++slot;
  entries_[slot & mask] = {word.low, word.high, value};
}

void SurfaceCache::grow() {
  const bool is_full = count_ >= most;
  PageVector<Entry> old(is_full ? first_slots : entries_.size() * 2);
  old.swap(entries_);
  has_forgotten_ = has_forgotten_ || is_full;
  if (is_full) {
    count_ = 0;
    return;
  }
  for (const Entry& entry : old) {
    if (entry.low != 0) put(hash(entry.low, entry.high), entry.value);
  }
}

void SurfaceCache::forget_long_forms() {
  long_forms_ = Vocabulary();
  long_values_.clear();
}

}}}  // namespace tema::v0::detail
