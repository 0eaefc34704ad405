#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/types.hpp"
#include "tema/vector/term_statistics.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tema::inline v0 {

/// What a row is divided by.
enum class Norm {
  none,
  l1,  ///< the sum of the absolute weights
  l2,  ///< the Euclidean length
};

struct TfidfOptions {
  std::uint64_t min_documents = 1;  ///< terms in fewer documents are left out; at least 1
  double max_document_share = 1.0;  ///< terms in a larger share of the documents are left out; 0 to 1
  std::size_t max_features = 0;     ///< keep so many terms, those that occur most (ties: by bytes); 0: all
  bool sublinear_tf = false;        ///< 1 + ln tf in place of tf
  bool smooth_idf = true;           ///< ln((1 + n) / (1 + df)) + 1, else ln(n / df) + 1
  double idf_power = 1.0;           ///< the idf is raised to this power; 0 leaves it out; 0 to 16
  Norm norm = Norm::l2;
};

/// Weighs the terms of documents: term frequency times inverse document frequency.
///
/// With the defaults, the weights are those of scikit-learn's TfidfVectorizer on the same tokens (SMART: nfc,
/// its idf smoothed). Columns are numbered by descending document frequency, ties by the bytes of the terms.
/// Immutable; const members may be called from many threads, and a row depends on nothing but its document.
class TEMA_EXPORT Tfidf {
 public:
  /// Throws std::invalid_argument for an option out of its range, Error{limit} if more than 2³¹ - 1 terms
  /// remain, and Cancelled on a stop. No term may remain: every row is empty then.
  static Tfidf fit(const TermStatistics& statistics, const TfidfOptions& options = {}, const Run& run = {});
  static Tfidf fit(const TokenizedCorpus& corpus, const TfidfOptions& options = {}, const Run& run = {}) {
    return fit(TermStatistics::of(corpus, run), options, run);
  }

  /// Documents × terms. Tokens that are no term are ignored. Throws Error{limit} beyond 2³¹ - 1 nonzeros.
  [[nodiscard]] SparseMatrix transform(const TokenizedCorpus& corpus, const Run& run = {}) const {
    const CsrMatrix rows = transform_rows(corpus, run);
    SparseMatrix x(static_cast<Eigen::Index>(rows.rows()), static_cast<Eigen::Index>(rows.cols));
    x.resizeNonZeros(static_cast<Eigen::Index>(rows.values.size()));
    std::copy(rows.offsets.begin(), rows.offsets.end(), x.outerIndexPtr());
    std::copy(rows.columns.begin(), rows.columns.end(), x.innerIndexPtr());
    std::copy(rows.values.begin(), rows.values.end(), x.valuePtr());
    return x;
  }

  /// The same in plain arrays.
  [[nodiscard]] CsrMatrix transform_rows(const TokenizedCorpus& corpus, const Run& run = {}) const;

  /// The terms by their columns.
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }

  /// The inverse document frequencies by column, raised to idf_power.
  [[nodiscard]] std::span<const double> idf() const { return idf_; }

  /// The number of documents that it was fitted to.
  [[nodiscard]] std::uint64_t documents() const { return documents_; }

  [[nodiscard]] const TfidfOptions& options() const { return options_; }

  /// The column of each term of another vocabulary, -1 for those that have none.
  [[nodiscard]] std::vector<std::int32_t> columns_of(const Vocabulary& vocabulary, const Run& run = {}) const;

 private:
  Tfidf() = default;

  TfidfOptions options_;
  std::uint64_t documents_ = 0;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::vector<double> idf_;
};

}  // namespace tema::inline v0
