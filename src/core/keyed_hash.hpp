#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A key that nobody can know in advance; each call returns another one.
[[nodiscard]] std::uint64_t random_key();

/// The two halves of the product of two words, combined by exclusive or.
inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

namespace words {
inline std::uint64_t load8(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}
inline std::uint64_t load4(const char* bytes) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}
}  // namespace words

/// A 64-bit hash of `bytes` under a secret key of two words: folded 128-bit products, eight bytes per step.
/// Up to sixteen bytes are read from both ends, which may overlap. Only for tables in memory: it must not be
/// saved, nor show in a result.
inline std::uint64_t keyed_hash(std::string_view bytes, std::uint64_t key0, std::uint64_t key1) {
  const char* const data = bytes.data();
  const std::size_t size = bytes.size();
  std::uint64_t hash = key0;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (size > 16) {
    for (; bytes.size() > 16; bytes.remove_prefix(8)) {
      hash = folded_product(hash ^ words::load8(bytes.data()), key1 | 1) ^ key0;
    }
    first = words::load8(bytes.data());
    last = words::load8(data + size - 8);
  } else if (size >= 8) {
    first = words::load8(data);
    last = words::load8(data + size - 8);
  } else if (size >= 4) {
    first = words::load4(data);
    last = words::load4(data + size - 4);
  } else if (size > 0) {
    first = static_cast<unsigned char>(data[0]) |
            (std::uint64_t{static_cast<unsigned char>(data[size / 2])} << 8);
    last = static_cast<unsigned char>(data[size - 1]);
  }
  hash = folded_product(hash ^ first, key1 ^ last);
  // The size is mixed in where nobody knows the other factor. If it were mixed in beside the bytes, some
  // bytes could make up for it.
  return folded_product(hash ^ key1, 0x9e3779b97f4a7c15U + 2 * size);
}

}}}  // namespace tema::v0::detail
