#include "tema/corpus/token_source.hpp"

#include "corpus/vocabulary_parts.hpp"

namespace tema { inline namespace v0 { namespace detail {

TokenReader::~TokenReader() = default;

TextNotes TokenReader::notes(const SourceText& /*text*/) const { return {}; }

std::size_t TokenReader::memory() const { return terms().memory(); }

void TokenReader::index_terms() {}

void TokenReader::keep_terms_alone() {}

VocabularyKey random_vocabulary_key() { return VocabularyParts::random_key(); }

Vocabulary vocabulary_by(const VocabularyKey& key) { return VocabularyParts::make(key); }

}}}  // namespace tema::v0::detail
