#pragma once

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// Of a fit, and of a model's file: nobody waits for more.
inline constexpr std::size_t max_restarts = 1'000'000;

}}}  // namespace tema::v0::detail
