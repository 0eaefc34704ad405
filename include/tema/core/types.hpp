#pragma once

#include <cstddef>
#include <cstdint>

namespace tema { inline namespace v0 {

/// The number of a term in a Vocabulary, from 0 to size() - 1.
using TermId = std::uint32_t;

/// A half-open range of bytes, [begin, end), of a text.
struct ByteSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
  friend constexpr bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

}}  // namespace tema::v0
