#include "vector/log_likelihood.hpp"

#include "core/elementary.hpp"

namespace tema { inline namespace v0 { namespace detail {

double log_likelihood_ratio(double both, double first, double second, double all) {
  // A cell of the table, in a row and a column of these sums.
  const auto part = [&](double cell, double row, double column) {
    return cell == 0.0 ? 0.0 : cell * log(cell / (row * column / all));
  };
  const double not_first = all - first;
  const double not_second = all - second;
  const double sum = part(both, first, second) + part(first - both, first, not_second) +
                     part(second - both, not_first, second) +
                     part(not_first - second + both, not_first, not_second);
  return both < first * second / all ? -2.0 * sum : 2.0 * sum;
}

}}}  // namespace tema::v0::detail
