#include "core/keyed_hash.hpp"

#include <atomic>
#include <random>

namespace tema { inline namespace v0 { namespace detail {

std::uint64_t random_key() {
  // The system's source of randomness is slow to open, so one secret from it makes all keys of the process.
  static const std::uint64_t secret = [] {
    std::random_device entropy;
    return (std::uint64_t{entropy()} << 32) | entropy();
  }();
  static std::atomic<std::uint64_t> count = 0;
  const std::uint64_t number = ++count;
  const std::uint64_t mixed = folded_product(secret ^ number, 0x9e3779b97f4a7c15U ^ secret);
  return folded_product(mixed ^ secret, 0xbf58476d1ce4e5b9U + number);
}

}}}  // namespace tema::v0::detail
