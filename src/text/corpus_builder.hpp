#pragma once

#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "text/reading_notes.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The tokens of a few documents, one after the other, numbered by the thread that found them.
struct CorpusPart {
  std::vector<TermId> ids;
  std::vector<std::uint64_t> lengths;  // of each document
  ReadingNotes notes;
};

/// Makes a reader for each thread that works. Called by one thread at a time.
using MakeReader = std::function<std::unique_ptr<TokenReader>()>;

/// The i-th text, in the form that a reader receives.
inline SourceText source_text(TextsView texts, std::size_t i) {
  return {texts[i], texts.language(i), i, texts.title(i)};
}

/// Reads texts on the threads of a run, and numbers the terms in the order in which they first appear in the
/// corpus, whichever thread found them.
TokenizedCorpus build_corpus(TextsView texts, const MakeReader& make, const RunContext& run);

}}}  // namespace tema::v0::detail
