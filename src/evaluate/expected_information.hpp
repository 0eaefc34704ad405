#pragma once

#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// The mean of the mutual information, in nats, of two labellings with classes of these sizes, over all ways
/// to deal `items` items out to them (Vinh, Epps and Bailey, JMLR 2010). The sizes of either add up to
/// `items`.
[[nodiscard]] double expected_mutual_information(std::span<const double> a, std::span<const double> b,
                                                 double items);

}}}  // namespace tema::v0::detail
