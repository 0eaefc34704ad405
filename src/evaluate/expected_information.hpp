#pragma once

#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// The expected mutual information, in nats, of two random labellings of `items` items with classes of these
/// sizes (Vinh, Epps and Bailey, JMLR 2010). Each list of sizes sums to `items`.
[[nodiscard]] double expected_mutual_information(std::span<const double> a, std::span<const double> b,
                                                 double items);

}}}  // namespace tema::v0::detail
