#include "tema/vector/tfidf.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "tema/core/error.hpp"
#include "tema/core/parallel.hpp"
#include "vector/column_of.hpp"
#include "vector/document_counts.hpp"
#include "vector/row_weigher.hpp"
#include "vector/term_order.hpp"
#include "vector/tokenized_corpus_reader.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

constexpr auto max_columns = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

void check_columns(std::size_t terms) {
  if (terms <= max_columns) return;
  throw Error(ErrorKind::limit, std::to_string(terms) + " terms remain: the limit is 2147483647 columns");
}

std::vector<double> idf_of_terms(std::span<const detail::TermTotals> terms, std::uint64_t documents,
                                 const TfidfOptions& options) {
  std::vector<double> idf;
  idf.reserve(terms.size());
  // Most terms are in as few documents as the term before.
  std::uint64_t last = 0;
  for (const detail::TermTotals& term : terms) {
    idf.push_back(
        !idf.empty() && term.documents == last
            ? idf.back()
            : detail::idf_of(static_cast<double>(documents), static_cast<double>(term.documents), options));
    last = term.documents;
  }
  return idf;
}

std::shared_ptr<const Vocabulary> checked_terms(std::span<const std::string> terms) {
  check_columns(terms.size());
  auto vocabulary = std::make_shared<Vocabulary>();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].empty()) throw std::invalid_argument("term " + std::to_string(i) + " is empty");
    if (vocabulary->intern(terms[i]) != i) {
      throw std::invalid_argument("the term \"" + terms[i] + "\" is given twice");
    }
  }
  return vocabulary;
}

}  // namespace

void Tfidf::check(const TfidfOptions& options) {
  constexpr double max_k1 = 1e6;  // from there on, tf counts as it is
  detail::check_range<std::uint64_t>("min_documents", options.min_documents, 1,
                                     std::numeric_limits<std::uint64_t>::max());
  detail::check_range("min_document_share", options.min_document_share, 0.0, 1.0);
  detail::check_range("max_document_share", options.max_document_share, 0.0, 1.0);
  detail::check_range("idf_power", options.idf_power, 0.0, 16.0);
  detail::check_range("bm25_k1", options.bm25_k1, 0.0, max_k1);
  detail::check_range("bm25_b", options.bm25_b, 0.0, 1.0);
}

Tfidf::Tfidf(const TfidfOptions& options, std::uint64_t documents, std::uint64_t tokens,
             std::span<const detail::TermTotals> terms, std::shared_ptr<const Vocabulary> vocabulary)
    : options_(options),
      documents_(documents),
      mean_length_(documents == 0 ? 0.0 : static_cast<double>(tokens) / static_cast<double>(documents)),
      vocabulary_(std::move(vocabulary)),
      idf_(std::make_shared<const std::vector<double>>(idf_of_terms(terms, documents, options))) {
  check_columns(terms.size());
  options_.base_vocabulary = nullptr;
}

Tfidf Tfidf::fit(const TermStatistics& statistics, const TfidfOptions& options, const RunContext& run) {
  check(options);
  Workers workers(run);
  std::vector<detail::TermTotals> terms;
  terms.reserve(statistics.size());
  for (std::size_t i = 0; i < statistics.size(); ++i) {
    const TermCount term = statistics[i];
    terms.push_back({static_cast<TermId>(i), term.documents, term.occurrences});
  }
  const auto term_of = [&](TermId number) { return statistics[number].term; };
  terms = detail::choose_terms(std::move(terms), term_of, statistics.documents(), options, workers);
  return {options, statistics.documents(), statistics.tokens(), terms,
          detail::vocabulary_of(terms, term_of, options.base_vocabulary.get(), workers)};
}

Tfidf Tfidf::fit(const TokenizedCorpus& corpus, const TfidfOptions& options, const RunContext& run) {
  detail::DocumentCounts counts(detail::readers_of(corpus), detail::DocumentCounts::Keep::totals, run);
  counts.add(TextsView::without_text(corpus.documents()), {});
  return counts.fit(options);
}

Tfidf Tfidf::fit_terms(std::span<const std::string> terms, const TermStatistics& statistics,
                       const TfidfOptions& options, const RunContext& run) {
  check(options);
  std::shared_ptr<const Vocabulary> vocabulary = checked_terms(terms);
  std::vector<detail::TermTotals> totals(terms.size());
  detail::StopCheck check_stop(run);
  for (std::size_t i = 0; i < statistics.size(); ++i) {
    check_stop();
    const TermCount term = statistics[i];
    const auto column = vocabulary->find(term.term);
    if (column) totals[*column] = {*column, term.documents, term.occurrences};
  }
  return {options, statistics.documents(), statistics.tokens(), totals, std::move(vocabulary)};
}

Tfidf Tfidf::from_idf(std::span<const std::string> terms, std::span<const double> idf,
                      const TfidfOptions& options, double mean_length) {
  check(options);
  if (idf.size() != terms.size()) {
    detail::throw_invalid("the number of idf values", std::to_string(idf.size()),
                          std::to_string(terms.size()) + ", the number of terms");
  }
  for (std::size_t i = 0; i < idf.size(); ++i) {
    constexpr double most = 1e30;  // so that a row's squares have a sum, and floats hold its weights
    if (idf[i] >= 0.0 && idf[i] <= most) continue;
    detail::throw_invalid("the idf of \"" + terms[i] + "\"", detail::text_of(idf[i]), "from 0 to 1e30");
  }
  detail::check_range("mean_length", mean_length, 0.0, std::numeric_limits<double>::max());
  Tfidf tfidf;
  tfidf.options_ = options;
  tfidf.options_.base_vocabulary = nullptr;
  tfidf.mean_length_ = mean_length;
  tfidf.vocabulary_ = checked_terms(terms);
  tfidf.idf_ = std::make_shared<const std::vector<double>>(idf.begin(), idf.end());
  return tfidf;
}

MatrixWriter Tfidf::matrix_writer(const TokenizedCorpus& corpus, const RunContext& run) const {
  detail::DocumentCounts counts(detail::readers_of(corpus), detail::DocumentCounts::Keep::rows, run);
  counts.add(TextsView::without_text(corpus.documents()), {});
  return counts.take_rows(*this);
}

CsrMatrix Tfidf::transform_rows(const TokenizedCorpus& corpus, const RunContext& run) const {
  return to_csr(matrix_writer(corpus, run), run);
}

std::vector<WeightedTerm> Tfidf::inverse_transform(const RowsView::Row& row) const {
  std::vector<WeightedTerm> terms;
  terms.reserve(row.size);
  for (std::size_t j = 0; j < row.size; ++j) {
    const std::size_t column = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
    if (column >= vocabulary_->size()) {
      detail::throw_invalid("a column", std::to_string(column),
                            "below " + std::to_string(vocabulary_->size()));
    }
    if (row.columns == nullptr && row.values[j] == 0.0F) continue;
    terms.push_back({vocabulary_->term(static_cast<TermId>(column)), row.values[j]});
  }
  return terms;
}

std::vector<std::int32_t> Tfidf::columns_of(const Vocabulary& vocabulary, const RunContext& run) const {
  detail::StopCheck check_stop(run);
  std::vector<std::int32_t> columns(vocabulary.size());
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    check_stop();
    columns[id] = detail::column_of(*vocabulary_, vocabulary.term(static_cast<TermId>(id)));
  }
  return columns;
}

}}  // namespace tema::v0
