#include "core/keyed_hash.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <set>
#include <string>

TEST_CASE("keyed_hash: tells apart terms of all lengths that differ in one byte, or in their length") {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string term(size, 'a');
    std::set<std::uint64_t> hashes = {tema::detail::keyed_hash(term, 1, 2)};
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = term;
      other[i] = 'b';
      hashes.insert(tema::detail::keyed_hash(other, 1, 2));
    }
    hashes.insert(tema::detail::keyed_hash(term + 'a', 1, 2));
    hashes.insert(tema::detail::keyed_hash(term + '\0', 1, 2));
    CHECK(hashes.size() == size + 3);
  }
}

TEST_CASE("keyed_hash: another key gives another hash, and keys are never the same") {
  CHECK(tema::detail::keyed_hash("term", 1, 2) != tema::detail::keyed_hash("term", 3, 2));
  CHECK(tema::detail::keyed_hash("term", 1, 2) != tema::detail::keyed_hash("term", 1, 4));
  std::set<std::uint64_t> keys;
  for (int i = 0; i < 1000; ++i) keys.insert(tema::detail::random_key());
  CHECK(keys.size() == 1000);
}
