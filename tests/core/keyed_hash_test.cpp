#include "core/keyed_hash.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

namespace {

// Keys are random: of small ones, most bits would be the terms' own.
constexpr std::uint64_t key0 = 0x243f6a8885a308d3U;
constexpr std::uint64_t key1 = 0x13198a2e03707344U;

}  // namespace

TEST_CASE("keyed_hash: tells apart terms of all lengths that differ in one byte, or in their length") {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string term(size, 'a');
    std::set<std::uint64_t> hashes = {tema::detail::keyed_hash(term, key0, key1)};
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = term;
      other[i] = 'b';
      hashes.insert(tema::detail::keyed_hash(other, key0, key1));
    }
    hashes.insert(tema::detail::keyed_hash(term + 'a', key0, key1));
    hashes.insert(tema::detail::keyed_hash(term + '\0', key0, key1));
    CHECK(hashes.size() == size + 3);
  }
}

TEST_CASE("keyed_hash: another key gives another hash, and keys are never the same") {
  CHECK(tema::detail::keyed_hash("term", key0, key1) != tema::detail::keyed_hash("term", key0 + 1, key1));
  CHECK(tema::detail::keyed_hash("term", key0, key1) != tema::detail::keyed_hash("term", key0, key1 + 1));
  std::set<std::uint64_t> keys;
  for (int i = 0; i < 1000; ++i) keys.insert(tema::detail::random_key());
  CHECK(keys.size() == 1000);
}
