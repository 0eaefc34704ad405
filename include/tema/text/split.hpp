#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/text/segmenter.hpp"

#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// The pieces of a document as documents of their own, so that one article can be a corpus: each has the id
/// "<id>#<number>", numbers from 1 on, the document's label and language, and in `offset` the place where it
/// begins in the source. Linear in the text; throws as segment() does.
[[nodiscard]] TEMA_EXPORT std::vector<Document> split(const Document& document, Unit unit,
                                                      const RunContext& run = {});

/// The same of a document in a language, by its tag, unless it names one itself; as that segment().
[[nodiscard]] TEMA_EXPORT std::vector<Document> split(const Document& document, Unit unit,
                                                      std::string_view language, const RunContext& run = {});

}}  // namespace tema::v0
