#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/linalg/types.hpp"
#include "tema/vector/matrix_writer.hpp"
#include "tema/vector/term_statistics.hpp"
#include "tema/vector/tfidf.hpp"
#include "tema/vector/word_ngrams.hpp"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 {

namespace detail {
class RowBuffers;
}

struct VectorizerOptions {
  WordNgrams ngrams = {};
  TfidfOptions weights = {};
  /// The number of bytes that counts, terms and the matrix may take, besides the texts and, while the terms
  /// of the threads are merged, 100 bytes per term. 0: no limit. At the limit, the work ends with
  /// Error{limit}; near it, the number of threads may decide whether it does.
  std::uint64_t memory_limit = 0;
};

/// Storage for the row of one text, to be reused for the next one. Once it has met the words of a text, the
/// next text with those words allocates nothing. It may be used for several Vectorizers in turn.
class TEMA_EXPORT RowBuffer {
 public:
  RowBuffer();
  ~RowBuffer();
  RowBuffer(RowBuffer&&) noexcept;
  RowBuffer& operator=(RowBuffer&&) noexcept;

 private:
  friend class Vectorizer;
  struct State;
  std::unique_ptr<State> state_;
};

/// Turns texts into weighted rows: any TokenSource, n-grams of its tokens, and a Tfidf, as one value.
///
/// A row depends only on its text: fit_transform gives what transform gives, and a batch gives what its texts
/// give one at a time, byte for byte, on any number of threads. Tokens are counted as they are found, and no
/// sequence of them is kept. Immutable; const members may be called from many threads. A vectorizer and its
/// copies remember the words that they met, so that a call with a single text costs little more than the
/// text.
///
///     const auto [vectorizer, x] = tema::Vectorizer::fit_transform(tokenizer, texts);
///     const tema::SparseMatrix y = vectorizer.transform(unseen);
class TEMA_EXPORT Vectorizer {
 public:
  /// Fits a vectorizer to texts. Throws what word_ngrams and Tfidf::fit throw, and Error{limit} beyond the
  /// memory_limit of the options.
  static Vectorizer fit(const AnyTokenSource& source, TextsView texts, const VectorizerOptions& options = {},
                        const RunContext& run = {});

  /// The same, and also the rows of the texts, which are read only once. What a tokenizer remembers of words
  /// takes about as much memory as the rows; it is freed before they are written.
  static std::pair<Vectorizer, SparseMatrix> fit_transform(const AnyTokenSource& source, TextsView texts,
                                                           const VectorizerOptions& options = {},
                                                           const RunContext& run = {}) {
    auto [vectorizer, rows] = fit_rows(source, texts, options, run);
    // Written where it is returned: Eigen 3.4 cannot move one.
    std::pair<Vectorizer, SparseMatrix> result(std::move(vectorizer), SparseMatrix());
    write_to(result.second, std::move(rows), run);
    return result;
  }

  /// A vectorizer with a Tfidf that was fitted to the same tokens and n-grams. Throws std::invalid_argument
  /// for n-grams out of their range.
  Vectorizer(AnyTokenSource source, Tfidf tfidf, const WordNgrams& ngrams = {});

  /// A matrix of texts × terms. Throws Error{limit} beyond 2³¹ - 1 nonzeros.
  [[nodiscard]] SparseMatrix transform(TextsView texts, const RunContext& run = {}) const {
    return to_matrix(matrix_writer(texts, run), run);
  }

  /// The same matrix in plain arrays.
  [[nodiscard]] CsrMatrix transform_rows(TextsView texts, const RunContext& run = {}) const {
    return to_csr(matrix_writer(texts, run), run);
  }

  /// The row of one text, which is stored in the buffer until that is used again. `language` is that of
  /// Tokenizer::tokens; `title` is that of a document with this text.
  [[nodiscard]] RowsView::Row transform(std::string_view text, RowBuffer& buffer,
                                        std::string_view language = {}, std::string_view title = {}) const;

  [[nodiscard]] const AnyTokenSource& source() const { return source_; }
  [[nodiscard]] const Tfidf& tfidf() const { return tfidf_; }
  [[nodiscard]] const WordNgrams& ngrams() const { return ngrams_; }

 private:
  static std::pair<Vectorizer, MatrixWriter> fit_rows(const AnyTokenSource& source, TextsView texts,
                                                      const VectorizerOptions& options,
                                                      const RunContext& run);
  [[nodiscard]] MatrixWriter matrix_writer(TextsView texts, const RunContext& run) const;
  [[nodiscard]] RowsView::Row row_of(const SourceText& text, RowBuffer& buffer,
                                     const std::stop_token& stop) const;

  AnyTokenSource source_;
  WordNgrams ngrams_;
  Tfidf tfidf_;
  std::shared_ptr<detail::RowBuffers> idle_buffers_;  // copies share them
};

/// The statistics of the n-grams of the tokens of texts, counted as the texts are read. They equal
/// TermStatistics::of the tokenized corpus.
[[nodiscard]] TEMA_EXPORT TermStatistics term_statistics(const AnyTokenSource& source, TextsView texts,
                                                         const WordNgrams& ngrams = {},
                                                         const RunContext& run = {});

}}  // namespace tema::v0
