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
  bool signs = true;    ///< half of the terms count -1, so that terms in the same column cancel on average
  bool binary = false;  ///< a term counts only once per document
  Norm norm = Norm::l2;
  WordNgrams ngrams = {};
  std::uint64_t key = 0;  ///< key of the hash; another key makes other terms collide
};

/// The column that a term is counted in, and its sign.
struct HashedTerm {
  std::int32_t column = 0;
  int sign = 1;  ///< 1 or -1: what each occurrence adds

  friend bool operator==(const HashedTerm&, const HashedTerm&) = default;
};

/// A column, and the term in it that is in the most documents.
struct ColumnTerm {
  std::int32_t column = 0;
  std::string term;
  std::uint64_t documents = 0;
};

/// Turns texts into rows of counts without a vocabulary: the column of a term is a hash of its bytes
/// (Weinberger et al., Feature Hashing for Large Scale Multitask Learning, 2009). Nothing is fitted, so any
/// number of machines that share the options can read texts.
///
/// While it works, each thread holds 4 bytes per column, and remembers the terms that it met, as a tokenizer
/// does. The hash is part of the interface: the same key and bytes always give the same column, everywhere.
/// (The columns differ from those of scikit-learn's HashingVectorizer, which uses another hash.) Immutable;
/// const members may be called from many threads.
class TEMA_EXPORT HashingVectorizer {
 public:
  /// Throws std::invalid_argument for an option out of its range; the message names the field.
  explicit HashingVectorizer(AnyTokenSource source, const HashingOptions& options = {});

  /// A matrix of texts × columns. Counts that cancel out leave no entry. Throws Error{limit} beyond 2³¹ - 1
  /// nonzeros.
  [[nodiscard]] SparseMatrix transform(TextsView texts, const RunContext& run = {}) const {
    return to_matrix(matrix_writer(texts, run), run);
  }

  /// The column and the sign of a term.
  [[nodiscard]] HashedTerm place_of(std::string_view term) const;

  /// The way back from columns to terms. Of the `most` terms in the most documents (ties by bytes), it gives
  /// the first one of each column, by ascending column. The statistics must be of the same tokens and
  /// n-grams.
  [[nodiscard]] std::vector<ColumnTerm> terms(const TermStatistics& statistics, std::size_t most) const;

  [[nodiscard]] const AnyTokenSource& source() const { return source_; }
  [[nodiscard]] const HashingOptions& options() const { return options_; }

 private:
  [[nodiscard]] MatrixWriter matrix_writer(TextsView texts, const RunContext& run) const;

  AnyTokenSource source_;
  HashingOptions options_;
};

}}  // namespace tema::v0
