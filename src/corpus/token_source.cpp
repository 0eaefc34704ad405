#include "tema/corpus/token_source.hpp"

#include "corpus/vocabulary_parts.hpp"

#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

TokenReader::~TokenReader() = default;

std::size_t TokenReader::title_weight() const { return 1; }

void TokenReader::append_border(std::vector<TermId>& /*ids*/) {}

TextNotes TokenReader::notes(const SourceText& /*text*/) const { return {}; }

std::size_t TokenReader::memory() const { return terms().memory(); }

void TokenReader::index_terms() {}

void TokenReader::keep_terms_alone() {}

void check_spans(std::span<const ByteSpan> spans, std::size_t bytes) {
  for (const ByteSpan& span : spans) {
    if (span.begin <= span.end && span.end <= bytes) continue;
    throw std::invalid_argument("a token source gives the span [" + std::to_string(span.begin) + ", " +
                                std::to_string(span.end) + ") in a text of " + std::to_string(bytes) +
                                " bytes: a span must lie in its text");
  }
}

VocabularyKey random_vocabulary_key() { return VocabularyParts::random_key(); }

Vocabulary vocabulary_by(const VocabularyKey& key) { return VocabularyParts::make(key); }

}}}  // namespace tema::v0::detail
