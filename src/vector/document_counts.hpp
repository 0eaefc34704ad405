#pragma once

#include "core/page_allocator.hpp"
#include "core/per_thread.hpp"
#include "corpus/merged_terms.hpp"
#include "tema/core/parallel.hpp"
#include "tema/vector/matrix_writer.hpp"
#include "tema/vector/tfidf.hpp"
#include "tema/vector/word_ngrams.hpp"
#include "text/corpus_builder.hpp"
#include "text/reading_notes.hpp"
#include "vector/spelling_counts.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The distinct terms of some documents and their counts, in little more than five bytes per entry.
struct CountedPart {
  /// Numbers of the thread that counted. Their memory is for the rows, which are written as they are freed.
  std::vector<TermId, PageAllocator<TermId, std::size_t{1} << 14>> ids;
  std::vector<std::uint8_t> counts;  // `large_count`: the next of `large`
  std::vector<std::uint32_t> large;
  std::vector<std::uint32_t> distinct;  // terms of each document
  std::vector<std::uint32_t> lengths;   // tokens of each document
  std::size_t thread = 0;

  static constexpr std::uint8_t large_count = 255;

  /// Forgets everything except the thread; the next documents need no new memory.
  void clear() {
    ids.clear();
    counts.clear();
    large.clear();
    distinct.clear();
    lengths.clear();
  }

  [[nodiscard]] std::size_t memory() const {
    return ids.capacity() * sizeof(TermId) + counts.capacity() +
           (large.capacity() + distinct.capacity() + lengths.capacity()) * sizeof(std::uint32_t);
  }
};

using CountedParts = std::vector<CountedPart>;

/// Throws Error{limit} for a document of more than 2³¹ - 1 tokens, because its counts might not fit.
void check_length(std::size_t tokens);

/// Counts the terms of documents, on all threads: the number of documents that each term is in and, if asked,
/// the counts of each document and how terms are written, so that nothing need be read again.
class DocumentCounts {
 public:
  /// fit() and statistics() need totals, rows() and take_rows() need rows, spellings() and notes() need
  /// everything.
  enum class Keep { totals, rows, totals_and_rows, everything };

  /// `make` makes a reader for each thread, one at a time. The run must outlive this object. Unless
  /// `memory_limit` is 0, add() and take_rows() throw Error{limit} beyond that many bytes.
  DocumentCounts(MakeReader make, Keep keep, const RunContext& run, std::uint64_t memory_limit = 0);

  /// Counts more documents. After an exception, the object can only be destroyed.
  void add(TextsView texts, std::string_view stage = "tokenize");

  [[nodiscard]] std::uint64_t documents() const { return documents_; }

  /// The approximate number of bytes that it takes in memory, including what readers remember.
  [[nodiscard]] std::uint64_t memory() const;

  /// Throws what fit() throws for options out of their range, before anything is counted.
  static void check(const TfidfOptions& options);

  /// Returns what was counted. One of these two may be called, once, and nothing may be added afterwards.
  [[nodiscard]] TermStatistics statistics();
  [[nodiscard]] Tfidf fit(const TfidfOptions& options);

  /// The rows that were kept, weighted by a Tfidf.
  [[nodiscard]] MatrixWriter rows(const Tfidf& tfidf);

  /// The same rows, which are freed as they are written. This object can only be destroyed afterwards.
  /// Without a Tfidf, they are weighted by the result of fit(), which needs totals_and_rows.
  [[nodiscard]] MatrixWriter take_rows(const Tfidf& tfidf);
  [[nodiscard]] MatrixWriter take_rows();

  /// The most frequent spelling of each of these terms (ties: the first by bytes). A term that occurs
  /// nowhere, or whose places the source does not tell, is left as it is.
  [[nodiscard]] std::vector<std::string> spellings(std::span<const std::string> terms) const;

  [[nodiscard]] ReadingNotes notes() const;

 private:
  /// The counts of a term in all documents.
  struct Totals {
    std::uint32_t documents = 0;
    std::uint64_t occurrences = 0;
  };
  /// The working state of a thread.
  struct Thread {
    std::unique_ptr<TokenReader> reader;
    std::size_t number = 0;
    CountedPart part = {};                       // of the documents at hand
    PageVector<std::uint32_t> in_document = {};  // by the numbers of terms: counts in the document at hand
    PageVector<Totals> totals = {};              // likewise, of all documents
    std::vector<TermId> used = {};               // terms, as they came
    std::vector<TermId> tokens = {};             // of one document
    std::vector<ByteSpan> spans = {};            // of the tokens of one document, if everything is kept
    SpellingCounts spellings = {};               // likewise
    ReadingNotes notes = {};                     // likewise
    std::uint64_t known_memory = 0;              // as far as bytes_ knows

    [[nodiscard]] std::uint64_t memory() const;
  };
  struct Merged;

  void read(Thread& thread, const SourceText& text) const;
  void count(Thread& thread, const SourceText& text) const;
  static void add_totals(Thread& thread);
  [[nodiscard]] Merged merge();
  void find_columns(const Merged& merged, std::span<const TermTotals> chosen);
  [[nodiscard]] std::vector<std::vector<std::int32_t>> columns_by_thread(const Tfidf& tfidf);
  [[nodiscard]] MatrixWriter take_rows(const Tfidf& tfidf, std::vector<std::vector<std::int32_t>> columns);

  void check_memory(std::uint64_t bytes) const;

  [[nodiscard]] bool keeps_rows() const { return keep_ != Keep::totals; }

  Keep keep_;
  std::uint64_t memory_limit_;
  std::atomic<std::uint64_t> bytes_ = 0;  // of the parts, and where there is a limit, of the threads
  Workers workers_;
  PerThread<Thread> threads_;
  std::uint64_t documents_ = 0;
  std::shared_ptr<CountedParts> parts_ = std::make_shared<CountedParts>();
  std::unique_ptr<Tfidf> fitted_;
  std::vector<std::vector<std::int32_t>> fitted_columns_;  // by thread and its numbers of terms; -1: none
};

/// Counts the n-grams of the tokens of texts. The run must outlive the result.
[[nodiscard]] std::unique_ptr<DocumentCounts> count_texts(TextsView texts, const AnyTokenSource& source,
                                                          const WordNgrams& ngrams, DocumentCounts::Keep keep,
                                                          const RunContext& run,
                                                          std::uint64_t memory_limit = 0);

}}}  // namespace tema::v0::detail
