#include "tema/topics/marked_text.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace tema { inline namespace v0 {

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

}}  // namespace tema::v0
