#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/types.hpp"
#include "tema/vector/matrix_writer.hpp"
#include "tema/vector/term_statistics.hpp"
#include "tema/vector/weighting.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// Which terms get a column, and how they are weighted. A term is kept if both the number and the share of
/// its documents are within the limits.
///
/// In SMART's notation, ltc is {.term_frequency = log, .idf = plain}, lnc {.term_frequency = log, .idf =
/// none}, ntc {.idf = plain}, bnn {.term_frequency = binary, .idf = none, .norm = none}; atc, npn and so on
/// likewise. In scikit-learn's, TfidfVectorizer is {}, CountVectorizer is {.idf = none, .norm = none},
/// sublinear_tf is TermFrequency::log, and smooth_idf=False is IdfFormula::plus_one.
struct TfidfOptions {
  std::uint64_t min_documents = 1;  ///< terms in fewer documents are left out; at least 1
  std::uint64_t max_documents = 0;  ///< terms in more documents are left out; 0: no limit
  double min_document_share = 0.0;  ///< terms in a smaller share of the documents are left out; 0 to 1
  double max_document_share = 1.0;  ///< terms in a larger share of the documents are left out; 0 to 1
  /// The number of terms to keep: those that occur most often (ties: by bytes). 0: all.
  std::size_t max_features = 0;
  TermFrequency term_frequency = TermFrequency::count;
  IdfFormula idf = IdfFormula::smooth;
  double idf_power = 1.0;  ///< the idf is raised to this power; 0 leaves it out; 0 to 16
  double bm25_k1 = 1.2;    ///< TermFrequency::bm25: how slowly repetition saturates; 0 to 10⁶
  double bm25_b = 0.75;    ///< TermFrequency::bm25: how much the length of a document matters; 0 to 1
  Norm norm = Norm::l2;
  /// The terms of this vocabulary, usually that of an earlier Tfidf, keep their columns, whatever the limits;
  /// the columns of other terms come after them. Only fit() reads it; it is not kept.
  std::shared_ptr<const Vocabulary> base_vocabulary = nullptr;
};

/// A term of a document and its weight there.
struct WeightedTerm {
  std::string_view term;
  float weight = 0.0F;

  friend bool operator==(const WeightedTerm&, const WeightedTerm&) = default;
};

namespace detail {
class DocumentCounts;
struct TermTotals;
}  // namespace detail

/// Weights the terms of documents: term frequency times inverse document frequency.
///
/// With the defaults, the weights are those of scikit-learn's TfidfVectorizer on the same tokens. Columns are
/// numbered by descending document frequency, ties by the bytes of the terms. This also decides ties at
/// max_features, where scikit-learn takes the terms that sort first, or those that numpy happens to give.
/// Immutable; const members may be called from many threads. A row depends only on its document.
class TEMA_EXPORT Tfidf {
 public:
  /// Fits weights to statistics. Throws std::invalid_argument for an option out of its range, for a lower
  /// limit above its upper limit, and for limits that leave no term; Error{limit} if more than 2³¹ - 1 terms
  /// remain; Cancelled on a stop. Statistics without any terms can be fitted: every row is then empty.
  static Tfidf fit(const TermStatistics& statistics, const TfidfOptions& options = {},
                   const RunContext& run = {});

  /// The same as for the TermStatistics of the corpus, without making them.
  static Tfidf fit(const TokenizedCorpus& corpus, const TfidfOptions& options = {},
                   const RunContext& run = {});

  /// Uses the given terms as columns, in their order, whatever the limits of the options; their idf comes
  /// from the statistics. A term that is in no document gets the idf that the formula gives or, where the
  /// formula gives none (plus_one, plain, probabilistic), the idf of a term in one document. Throws
  /// std::invalid_argument for a term that is empty or given twice; the message names it.
  static Tfidf fit_terms(std::span<const std::string> terms, const TermStatistics& statistics,
                         const TfidfOptions& options = {}, const RunContext& run = {});

  /// Uses the given terms with the given idf, to which idf_power is not applied. For TermFrequency::bm25,
  /// `mean_length` is the mean number of tokens of a document. Throws std::invalid_argument as above, for
  /// spans of different sizes, and for an idf that is not from 0 to 10³⁰, naming the term.
  static Tfidf from_idf(std::span<const std::string> terms, std::span<const double> idf,
                        const TfidfOptions& options = {}, double mean_length = 0.0);

  /// A matrix of documents × terms. Tokens without a column are ignored. Throws Error{limit} beyond 2³¹ - 1
  /// nonzeros.
  [[nodiscard]] SparseMatrix transform(const TokenizedCorpus& corpus, const RunContext& run = {}) const {
    return to_matrix(matrix_writer(corpus, run), run);
  }

  /// The same matrix in plain arrays.
  [[nodiscard]] CsrMatrix transform_rows(const TokenizedCorpus& corpus, const RunContext& run = {}) const;

  /// The terms of a row (of a SparseMatrix, for example) with their weights, in the order of the columns.
  /// Their texts point into the vocabulary. Throws std::invalid_argument for a column that does not exist.
  [[nodiscard]] std::vector<WeightedTerm> inverse_transform(const RowsView::Row& row) const;

  /// The terms, numbered by their columns.
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }
  [[nodiscard]] const std::shared_ptr<const Vocabulary>& shared_vocabulary() const { return vocabulary_; }

  /// The inverse document frequency of each column, raised to idf_power.
  [[nodiscard]] std::span<const double> idf() const { return *idf_; }

  /// The number of documents that the weights were fitted to.
  [[nodiscard]] std::uint64_t documents() const { return documents_; }

  /// The mean number of tokens of these documents.
  [[nodiscard]] double mean_length() const { return mean_length_; }

  [[nodiscard]] const TfidfOptions& options() const { return options_; }

  /// The column of each term of another vocabulary; -1 for a term without a column.
  [[nodiscard]] std::vector<std::int32_t> columns_of(const Vocabulary& vocabulary,
                                                     const RunContext& run = {}) const;

 private:
  friend class detail::DocumentCounts;

  /// From terms that were chosen, in the order of their columns, and their vocabulary. `tokens` is the number
  /// of tokens of all documents.
  Tfidf(const TfidfOptions& options, std::uint64_t documents, std::uint64_t tokens,
        std::span<const detail::TermTotals> terms, std::shared_ptr<const Vocabulary> vocabulary);
  Tfidf() = default;

  static void check(const TfidfOptions& options);
  [[nodiscard]] MatrixWriter matrix_writer(const TokenizedCorpus& corpus, const RunContext& run) const;

  TfidfOptions options_;
  std::uint64_t documents_ = 0;
  double mean_length_ = 0.0;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::shared_ptr<const std::vector<double>> idf_;
};

}}  // namespace tema::v0
