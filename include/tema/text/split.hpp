#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/text/segmenter.hpp"

#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// The pieces of a document as documents of their own, so that one article can be a corpus. Each piece has
/// the id "<id>#<number>", counted from 1, the label and the language of the document, and in `offset` the
/// position where it begins in the source. Linear in the text; throws what segment() throws.
[[nodiscard]] TEMA_EXPORT std::vector<Document> split(const Document& document, Unit unit,
                                                      const RunContext& run = {});

/// The pieces by the rules of the document's own language or, where it names none, of `language`, a tag. See
/// segment() with a language.
[[nodiscard]] TEMA_EXPORT std::vector<Document> split(const Document& document, Unit unit,
                                                      std::string_view language, const RunContext& run = {});

}}  // namespace tema::v0
