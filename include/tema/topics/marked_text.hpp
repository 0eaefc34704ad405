#pragma once

#include "tema/core/export.hpp"
#include "tema/core/types.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// A text that is cut at the spans of its terms. Pieces are plain and marked by turns, beginning with a plain
/// one, so that there is one more plain piece than marked ones; plain pieces may be empty.
///
/// Spans are bytes of UTF-8, and a browser counts UTF-16 units: cut here, the text needs no positions.
struct MarkedText {
  std::vector<std::string_view> pieces;  ///< views of the text
  std::vector<std::uint32_t> terms;      ///< of each marked piece, its place among the terms
};

/// Which spans of a term are meant: &ExplainedTerm::spans or &ExplainedTerm::title_spans.
using TermSpans = std::vector<ByteSpan> ExplainedTerm::*;

/// Cuts the text at the spans of the terms. Of spans that overlap, the one that begins first is marked, and
/// the longest of those. Spans that do not end within the text are left out. O(spans × ln(spans)) time.
[[nodiscard]] TEMA_EXPORT MarkedText mark_terms(std::string_view text, std::span<const ExplainedTerm> terms,
                                                TermSpans spans = &ExplainedTerm::spans);

}}  // namespace tema::v0
