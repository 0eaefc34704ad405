#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/vector/term_statistics.hpp"
#include "tema/vector/vectorizer.hpp"
#include "tema/vector/word_ngrams.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

/// How documents are read from a source that is too large to be held in memory.
struct StreamOptions {
  std::size_t block_bytes = std::size_t{1} << 24;  ///< size of a block: it ends once it has so many bytes
  /// The number of bytes that the counts may take, besides a block of texts and, while they are merged, 100
  /// bytes per term. 0: no limit.
  std::uint64_t memory_limit = 0;
  /// If true, rare terms are pruned (TermStatistics::prune) after each block where the counts take more than
  /// a quarter of the limit, instead of ending with Error{limit}. What remains depends on the blocks, and on
  /// nothing else.
  bool prune = false;
};

/// Counts the terms of documents that come in blocks.
class TEMA_EXPORT StatisticsStream {
 public:
  /// Throws std::invalid_argument for what word_ngrams refuses, and for a memory_limit other than 0 that is
  /// below 2²⁰. The run must outlive the object.
  StatisticsStream(const AnyTokenSource& tokens, const WordNgrams& ngrams, const StreamOptions& options,
                   const RunContext& run);
  StatisticsStream(const AnyTokenSource& tokens, const WordNgrams& ngrams, const StreamOptions& options,
                   const RunContext&& run) = delete;
  ~StatisticsStream();
  StatisticsStream(const StatisticsStream&) = delete;
  StatisticsStream& operator=(const StatisticsStream&) = delete;

  /// Counts a block. Throws Error{limit} if one block alone needs more memory than the limit, or if the
  /// counts do and may not be pruned. Near the limit, the number of threads may decide whether it throws.
  /// After an exception, the object can only be destroyed.
  void add(TextsView texts);

  /// The statistics of all blocks. The object then forgets them.
  [[nodiscard]] TermStatistics finish();

  /// The approximate number of bytes that the counts take.
  [[nodiscard]] std::uint64_t memory() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Calls use(documents) for the documents of a source, a block at a time. The span refers to a block whose
/// storage is reused for the next one.
template <DocumentSource Source, class Use>
void for_each_block(Source& source, std::size_t block_bytes, Use&& use) {
  std::vector<Document> block;
  std::size_t size = 0;
  std::size_t bytes = 0;
  for (bool more = true; more;) {
    if (size == block.size()) block.emplace_back();
    more = source.next(block[size]);
    if (more) {
      const Document& document = block[size++];
      bytes += sizeof(Document) + document.text.size() + document.id.size() + document.label.size();
    }
    if (size > 0 && (!more || bytes >= block_bytes)) {
      use(std::span<const Document>(block).first(size));
      size = 0;
      bytes = 0;
    }
  }
}

/// Adds the documents of a source to statistics, and holds no more than a block of them at a time. If
/// anything throws, the statistics have not changed.
template <DocumentSource Source>
void extend(TermStatistics& statistics, Source& source, const AnyTokenSource& tokens,
            const WordNgrams& ngrams = {}, const StreamOptions& options = {}, const RunContext& run = {}) {
  StatisticsStream stream(tokens, ngrams, options, run);
  for_each_block(source, options.block_bytes, [&](std::span<const Document> block) { stream.add(block); });
  statistics.merge(stream.finish());
}

/// Calls use(rows, documents) for each block of a source, with the rows as a SparseMatrix and the documents
/// that they belong to. Together, the rows are those that Vectorizer::transform gives for all texts. With
/// extend() before it, a corpus is vectorized in two passes, neither of which holds it in memory:
///
///     tema::TermStatistics statistics;
///     tema::extend(statistics, first_reading, tokenizer);
///     const tema::Vectorizer vectorizer(tokenizer, tema::Tfidf::fit(statistics));
///     tema::transform_blocks(vectorizer, second_reading,
///                            [&](const tema::SparseMatrix& x, auto documents) { … });
template <DocumentSource Source, class Use>
void transform_blocks(const Vectorizer& vectorizer, Source& source, Use&& use, const RunContext& run = {},
                      std::size_t block_bytes = StreamOptions().block_bytes) {
  for_each_block(source, block_bytes, [&](std::span<const Document> block) {
    const SparseMatrix rows = vectorizer.transform(block, run);
    use(rows, block);
  });
}

/// What vectorizing a corpus will probably need.
struct VectorizerEstimate {
  double terms = 0.0;     ///< distinct terms, unpruned
  double nonzeros = 0.0;  ///< entries of the matrix, unpruned
  double bytes = 0.0;     ///< peak memory, without the texts
};

/// An estimate from a sample of a corpus of `corpus_bytes` bytes. Entries are assumed to grow with the text,
/// and terms by Heaps' law, whose exponent is found by comparing the sample with half of it. The estimate is
/// good to about a third if the sample is drawn at random and holds a hundredth of the corpus. Throws what
/// term_statistics throws, and std::invalid_argument for a sample without bytes.
[[nodiscard]] TEMA_EXPORT VectorizerEstimate estimate(const AnyTokenSource& tokens, TextsView sample,
                                                      std::uint64_t corpus_bytes,
                                                      const WordNgrams& ngrams = {},
                                                      const RunContext& run = {});

}}  // namespace tema::v0
