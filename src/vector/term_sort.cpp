#include "vector/term_sort.hpp"

#include "core/page_allocator.hpp"
#include "core/stop_check.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <limits>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t terms_per_chunk = 4096;

/// A term and its first bytes, as numbers that sort as the bytes do.
struct Key {
  std::uint64_t first;      // eight bytes
  std::uint64_t second;     // the eight behind those
  std::uint32_t documents;  // at most the largest number there is
  std::uint32_t at;         // in the terms that are sorted

  static constexpr std::size_t bytes = 16;

  [[nodiscard]] std::size_t byte(std::size_t i) const {
    return (i < 8 ? first >> (56 - 8 * i) : second >> (120 - 8 * i)) & 255U;
  }
};

/// Up to eight bytes from `begin` on, followed by zeros.
static_assert(std::endian::native == std::endian::little);
std::uint64_t bytes_at(std::string_view term, std::size_t begin) {
  std::uint64_t word = 0;
  if (begin < term.size())
    std::memcpy(&word, term.data() + begin, std::min<std::size_t>(term.size() - begin, 8));
  return __builtin_bswap64(word);
}

constexpr std::size_t buckets = 256;

/// Where the buckets of some keys, by one of their bytes, begin, and where the last one ends.
std::array<std::size_t, buckets + 1> bucket_begins(std::span<const Key> keys, std::size_t byte) {
  std::array<std::size_t, buckets + 1> begins{};
  for (const Key& key : keys) ++begins[key.byte(byte) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  return begins;
}

/// Moves the keys into their buckets.
void deal(std::span<const Key> keys, std::size_t byte, std::array<std::size_t, buckets + 1> begins, Key* to) {
  for (const Key& key : keys) to[begins[key.byte(byte)]++] = key;
}

/// Sorts keys bucket by bucket, most significant byte first, and small numbers of them by comparing.
class KeySort {
 public:
  KeySort(std::span<const TermTotals> terms, const TermOf& term_of, const RunContext& run)
      : terms_(terms), term_of_(term_of), check_stop_(run) {}

  /// Sorts keys that have their first `byte` bytes in common. `spare` has room for as many.
  void sort(std::span<Key> keys, std::size_t byte, Key* spare) {
    constexpr std::size_t few = 32;
    check_stop_();
    if (keys.size() <= few || byte == Key::bytes) return compare(keys);
    const auto begins = bucket_begins(keys, byte);
    // Nothing has to be moved for a byte that is the same in all keys.
    if (begins[keys.front().byte(byte) + 1] - begins[keys.front().byte(byte)] == keys.size()) {
      return sort(keys, byte + 1, spare);
    }
    deal(keys, byte, begins, spare);
    std::copy(spare, spare + keys.size(), keys.data());
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
      const std::size_t size = begins[bucket + 1] - begins[bucket];
      if (size > 1) sort(keys.subspan(begins[bucket], size), byte + 1, spare);
    }
  }

 private:
  void compare(std::span<Key> keys) {
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
      if (a.first != b.first) return a.first < b.first;
      if (a.second != b.second) return a.second < b.second;
      check_stop_();
      return term_of_(terms_[a.at].number) < term_of_(terms_[b.at].number);
    });
  }

  std::span<const TermTotals> terms_;
  const TermOf& term_of_;
  StopCheck check_stop_;
};

PageVector<Key> sorted_keys(std::span<const TermTotals> terms, const TermOf& term_of, Workers& workers) {
  PageVector<Key> unsorted(terms.size());
  workers.for_chunks(terms.size(), terms_per_chunk, [&](const Chunk& chunk) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const std::string_view term = term_of(terms[i].number);
      unsorted[i] = {bytes_at(term, 0), bytes_at(term, 8),
                     static_cast<std::uint32_t>(std::min(terms[i].documents, most)),
                     static_cast<std::uint32_t>(i)};
    }
  });
  PageVector<Key> keys(terms.size());
  const auto begins = bucket_begins(unsorted, 0);
  deal(unsorted, 0, begins, keys.data());
  workers.for_chunks(buckets, 1, [&](const Chunk& chunk) {
    const std::size_t begin = begins[chunk.index];
    const std::size_t size = begins[chunk.index + 1] - begin;
    KeySort(terms, term_of, workers.run()).sort({keys.data() + begin, size}, 1, unsorted.data() + begin);
  });
  return keys;
}

/// The terms; the i-th one is at place_of(i).
template <class PlaceOf>
std::vector<TermTotals> gather(std::span<const TermTotals> terms, const PlaceOf& place_of, Workers& workers) {
  std::vector<TermTotals> sorted(terms.size());
  workers.for_chunks(terms.size(), terms_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) sorted[i] = terms[place_of(i)];
  });
  return sorted;
}

}  // namespace

std::vector<TermTotals> sorted_by_bytes(std::span<const TermTotals> terms, const TermOf& term_of,
                                        Workers& workers) {
  const PageVector<Key> keys = sorted_keys(terms, term_of, workers);
  return gather(
      terms, [&](std::size_t i) { return keys[i].at; }, workers);
}

/// First sorts by bytes, and then brings terms of the same frequency together without changing their order.
std::vector<TermTotals> sorted_by_documents(std::span<const TermTotals> terms, const TermOf& term_of,
                                            Workers& workers) {
  const PageVector<Key> keys = sorted_keys(terms, term_of, workers);
  constexpr std::size_t frequencies = 4096;  // few terms are in as many documents, and those are in one class
  const auto class_of = [](const Key& key) {
    return key.documents < frequencies ? frequencies - key.documents : 0;
  };
  std::array<std::size_t, frequencies + 2> begins{};
  for (const Key& key : keys) ++begins[class_of(key) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  const auto frequent = static_cast<std::ptrdiff_t>(begins[1]);
  std::vector<std::uint32_t> order(keys.size());
  for (const Key& key : keys) order[begins[class_of(key)]++] = key.at;
  StopCheck check_stop(workers.run());
  std::stable_sort(order.begin(), order.begin() + frequent, [&](std::uint32_t a, std::uint32_t b) {
    check_stop();
    return terms[a].documents > terms[b].documents;
  });
  return gather(
      terms, [&](std::size_t i) { return order[i]; }, workers);
}

}}}  // namespace tema::v0::detail
