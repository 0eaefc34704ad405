#pragma once

#include "tema/core/export.hpp"

#include <array>
#include <bit>
#include <cstdint>

namespace tema { inline namespace v0 {

/// A pseudo-random generator that brings its own distributions, so that a seed means the same on every
/// machine. (The standard leaves the distributions of `<random>` to each implementation.)
///
/// The generator is xoshiro256++ (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators",
/// 2021), with its state filled by SplitMix64. Each pair of a seed and a stream starts a sequence of its own,
/// so parallel work can give each chunk its own stream.
class TEMA_EXPORT Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  /// 64 uniform bits.
  std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// A uniform integer in [0, bound), or 0 if bound is 0. Unbiased (Lemire, arXiv 1805.10941).
  std::uint64_t below(std::uint64_t bound);

  /// A uniform number in [0, 1), a multiple of 2⁻⁵³.
  double uniform();

  /// A number from the standard normal distribution (Marsaglia's polar method).
  double normal();

 private:
  std::array<std::uint64_t, 4> state_;
  double spare_ = 0.0;
  bool has_spare_ = false;
};

}}  // namespace tema::v0
