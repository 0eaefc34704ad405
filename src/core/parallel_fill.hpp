#pragma once

#include "tema/core/parallel.hpp"

#include <algorithm>
#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// Values(count), each set to `value`, on all threads. Values must be of a kind that leaves new values
/// uninitialised, such as FloatTable. Throws Cancelled on a stop.
template <class Values>
Values filled(std::size_t count, const typename Values::value_type& value, Workers& workers) {
  constexpr std::size_t values_per_chunk = std::size_t{1} << 18;
  Values values(count);
  workers.for_chunks(count, values_per_chunk, [&](const Chunk& chunk) {
    std::fill(values.data() + chunk.begin, values.data() + chunk.end, value);
  });
  return values;
}

}}}  // namespace tema::v0::detail
