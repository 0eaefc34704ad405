#pragma once

namespace tema { inline namespace v0 { namespace detail {

/// Dunning's G² of the table both, first - both, second - both, all - first - second + both (Computational
/// Linguistics 19(1), 1993); negative if both occur together more rarely than by chance.
double log_likelihood_ratio(double both, double first, double second, double all);

}}}  // namespace tema::v0::detail
