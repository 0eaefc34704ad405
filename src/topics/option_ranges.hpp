#pragma once

#include <cstddef>

namespace tema::inline v0::detail {

/// Of a fit, and of a model's file: nobody waits for more.
inline constexpr std::size_t most_restarts = 1'000'000;

}  // namespace tema::inline v0::detail
