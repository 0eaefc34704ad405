#pragma once

#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>

namespace tema::inline v0::detail {

/// A key that nobody can know beforehand.
inline std::uint64_t random_key() {
  std::random_device entropy;
  return (std::uint64_t{entropy()} << 32) | entropy();
}

/// The halves of the product of two words, folded into one.
inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// A 64-bit hash of `bytes` under a secret key of two words: folded 128-bit products, eight bytes a step.
/// For tables in memory only; it is neither saved nor allowed to show in a result.
inline std::uint64_t keyed_hash(std::string_view bytes, std::uint64_t key0, std::uint64_t key1) {
  std::uint64_t hash = key0 ^ bytes.size();
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    hash = folded_product(hash ^ word, key1 | 1) ^ key0;
    bytes.remove_prefix(8);
  }
  std::uint64_t tail = 0;
  if (!bytes.empty()) std::memcpy(&tail, bytes.data(), bytes.size());
  hash = folded_product(hash ^ tail, key1 | 1);
  return folded_product(hash ^ key1, 0x9e3779b97f4a7c15U);
}

}  // namespace tema::inline v0::detail
