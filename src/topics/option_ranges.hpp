#pragma once

#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// The largest number of restarts of a fit, and in the file of a model. Nobody waits for more.
inline constexpr std::size_t max_restarts = 1'000'000;

}}}  // namespace tema::v0::detail
