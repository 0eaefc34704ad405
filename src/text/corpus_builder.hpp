#pragma once

#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/languages/language_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The tokens of a few documents, one after the other, numbered by the thread that found them.
struct CorpusPart {
  std::vector<TermId> ids;
  std::vector<std::uint64_t> lengths;  // of each document
  std::uint64_t ill_formed = 0;
  std::uint64_t truncated_words = 0;
  DocumentsOfLanguage languages;
  std::uint64_t unknown_languages = 0;
};

/// What one thread tokenizes documents with.
class PartTokenizer {
 public:
  PartTokenizer() = default;
  PartTokenizer(const PartTokenizer&) = delete;
  PartTokenizer& operator=(const PartTokenizer&) = delete;
  virtual ~PartTokenizer() = default;

  /// Appends the tokens of texts[i].
  virtual void append_ids(TextsView texts, std::size_t i, std::vector<TermId>& ids) = 0;

  /// The same, and notes what else is to be known of the text; `lengths` is the caller's.
  virtual void append(TextsView texts, std::size_t i, CorpusPart& part);

  /// What its numbers mean. All that work on one corpus have a vocabulary by the same key.
  [[nodiscard]] virtual const Vocabulary& terms() const = 0;

  /// The bytes that what it remembers takes in memory, about.
  [[nodiscard]] virtual std::size_t memory() const { return terms().memory(); }

  /// Has its terms be found, after all texts of a call.
  virtual void index_terms() {}

  /// Gives back the memory of all that terms() is not in need of. Nothing may be appended afterwards.
  virtual void keep_terms_alone() {}
};

/// Called once for each thread that works, by one at a time.
using MakePartTokenizer = std::function<std::unique_ptr<PartTokenizer>()>;

/// Those of a tokenizer. The stop token must outlive them.
MakePartTokenizer part_tokenizers(const Tokenizer& tokenizer, const std::stop_token& stop);

/// Tokenizes texts on the threads of a run, and numbers the terms as they first appear in the corpus,
/// whatever thread found them.
TokenizedCorpus build_corpus(TextsView texts, const MakePartTokenizer& make, const RunContext& run);

/// The same of documents that the PartTokenizers know by their numbers alone.
TokenizedCorpus build_corpus(std::size_t documents, const MakePartTokenizer& make, const RunContext& run);

}}}  // namespace tema::v0::detail
