#include "io/report/deciding_terms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tema { inline namespace v0 { namespace detail {

std::vector<ExplainedTerm> deciding_terms(std::span<const ExplainedTerm> terms, std::size_t most) {
  constexpr double enough = 0.8;
  std::vector<const ExplainedTerm*> order;
  double total = 0.0;
  for (const ExplainedTerm& term : terms) {
    order.push_back(&term);
    total += std::abs(term.weight);
  }
  std::stable_sort(order.begin(), order.end(), [](const ExplainedTerm* a, const ExplainedTerm* b) {
    return std::abs(a->weight) > std::abs(b->weight);
  });
  std::vector<ExplainedTerm> result;
  double held = 0.0;
  for (const ExplainedTerm* term : order) {
    if (result.size() == most || held >= enough * total) break;
    held += std::abs(term->weight);
    result.push_back(*term);
  }
  const auto place = [](const ExplainedTerm& term) {
    return term.spans.empty() ? std::numeric_limits<std::size_t>::max() : term.spans.front().begin;
  };
  std::stable_sort(result.begin(), result.end(),
                   [&](const ExplainedTerm& a, const ExplainedTerm& b) { return place(a) < place(b); });
  return result;
}

}}}  // namespace tema::v0::detail
