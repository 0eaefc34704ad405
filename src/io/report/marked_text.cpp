#include "io/report/marked_text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace tema { inline namespace v0 { namespace detail {

MarkedText mark_terms(std::string_view text, std::span<const ExplainedTerm> terms, TermSpans spans) {
  struct Mark {
    ByteSpan span;
    std::uint32_t term;
  };
  std::vector<Mark> marks;
  for (std::size_t term = 0; term < terms.size(); ++term) {
    for (const ByteSpan& span : terms[term].*spans) marks.push_back({span, static_cast<std::uint32_t>(term)});
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return std::tuple(a.span.begin, b.span.end, a.term) < std::tuple(b.span.begin, a.span.end, b.term);
  });
  MarkedText result;
  std::size_t end = 0;
  for (const Mark& mark : marks) {
    if (mark.span.begin < end || mark.span.end > text.size() || mark.span.end <= mark.span.begin) continue;
    result.pieces.push_back(text.substr(end, mark.span.begin - end));
    result.pieces.push_back(text.substr(mark.span.begin, mark.span.end - mark.span.begin));
    result.terms.push_back(mark.term);
    end = mark.span.end;
  }
  result.pieces.push_back(text.substr(end));
  return result;
}

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
