#pragma once

#include <cstddef>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// out[i] = the dot product of x and vectors[i], computed in floats, for each of the vectors, which are as
/// long as x. It is faster than to call dot() for each, and has one result on every CPU, too, but adds in an
/// order of its own.
void dots(std::span<const float> x, std::span<const float* const> vectors, float* out);

}}}  // namespace tema::v0::detail
