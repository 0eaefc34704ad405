#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/linalg/types.hpp"
#include "tema/vector/matrix_writer.hpp"
#include "tema/vector/term_statistics.hpp"
#include "tema/vector/weighting.hpp"
#include "tema/vector/word_ngrams.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

struct HashingOptions {
  std::size_t columns = std::size_t{1} << 20;  ///< a power of two, 2 to 2³⁰
  bool signs = true;    ///< half of the terms count downwards, so that terms in one column cancel on average
  bool binary = false;  ///< a term counts once in a document
  Norm norm = Norm::l2;
  WordNgrams ngrams = {};
  std::uint64_t key = 0;  ///< of the hash; another key has other terms fall together
};

/// Where a term is counted.
struct HashedTerm {
  std::int32_t column = 0;
  int sign = 1;  ///< 1 or -1: what it is counted with

  friend bool operator==(const HashedTerm&, const HashedTerm&) = default;
};

/// A column, and the term that most documents have there.
struct ColumnTerm {
  std::int32_t column = 0;
  std::string term;
  std::uint64_t documents = 0;
};

/// From texts to rows of counts without a vocabulary: a term's column is a hash of its bytes (Weinberger et
/// al., Feature Hashing for Large Scale Multitask Learning, 2009). Nothing is fitted, so that texts can be
/// read by any number of machines that share the options.
///
/// While it works, each thread holds 4 bytes a column, and remembers the terms that it met, as a tokenizer
/// does. The hash is part of the interface: the same column for the same key and bytes, always and everywhere
/// (columns differ from scikit-learn's HashingVectorizer, whose hash is another). Immutable; const members
/// may be called from many threads.
class TEMA_EXPORT HashingVectorizer {
 public:
  /// Throws std::invalid_argument for options out of their range, naming the field.
  explicit HashingVectorizer(AnyTokenSource source, const HashingOptions& options = {});

  /// Texts × columns. Counts that cancel each other are no entry. Throws Error{limit} beyond 2³¹ - 1
  /// nonzeros.
  [[nodiscard]] SparseMatrix transform(TextsView texts, const RunContext& run = {}) const {
    return to_matrix(matrix_writer(texts, run), run);
  }

  /// Where a term is counted.
  [[nodiscard]] HashedTerm place_of(std::string_view term) const;

  /// The way back, as far as `most` terms reach: those in most documents (ties by bytes) that are the first
  /// of their columns, by ascending columns. The statistics are of the same tokens and n-grams.
  [[nodiscard]] std::vector<ColumnTerm> terms(const TermStatistics& statistics, std::size_t most) const;

  [[nodiscard]] const AnyTokenSource& source() const { return source_; }
  [[nodiscard]] const HashingOptions& options() const { return options_; }

 private:
  [[nodiscard]] MatrixWriter matrix_writer(TextsView texts, const RunContext& run) const;

  AnyTokenSource source_;
  HashingOptions options_;
};

}}  // namespace tema::v0
