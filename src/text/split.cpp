#include "tema/text/split.hpp"

#include "tema/text/language.hpp"

#include <string>

namespace tema { inline namespace v0 {

std::vector<Document> split(const Document& document, Unit unit, const RunContext& run) {
  return split(document, unit, "und", run);
}

std::vector<Document> split(const Document& document, Unit unit, std::string_view language,
                            const RunContext& run) {
  const auto named = canonical_language(document.language);
  std::vector<Document> pieces;
  for (const ByteSpan& span : segment(document.text, unit, named ? *named : language, run)) {
    throw_if_stopped(run);
    pieces.push_back({.id = document.id + '#' + std::to_string(pieces.size() + 1),
                      .text = document.text.substr(span.begin, span.size()),
                      .label = document.label,
                      .offset = document.offset + span.begin,
                      .language = document.language,
                      .metadata = document.metadata});
  }
  return pieces;
}

}}  // namespace tema::v0
