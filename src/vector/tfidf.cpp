#include "tema/vector/tfidf.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/core/error.hpp"
#include "tema/core/parallel.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema::inline v0 {

namespace {

constexpr std::size_t documents_per_chunk = 256;
constexpr auto most_entries = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

void check_options(const TfidfOptions& options) {
  detail::check_range<std::uint64_t>("min_documents", options.min_documents, 1,
                                     std::numeric_limits<std::uint64_t>::max());
  detail::check_range("max_document_share", options.max_document_share, 0.0, 1.0);
  detail::check_range("idf_power", options.idf_power, 0.0, 16.0);
}

/// The terms that the options keep, by descending document frequency, ties by bytes.
std::vector<const TermCount*> prune(const TermStatistics& statistics, const TfidfOptions& options,
                                    const Run& run) {
  const auto documents = static_cast<double>(statistics.documents());
  std::vector<const TermCount*> kept;
  detail::StopCheck check_stop(run);
  const auto sort_by = [&](auto less) {
    std::stable_sort(kept.begin(), kept.end(), [&](const TermCount* a, const TermCount* b) {
      check_stop();
      return less(*a, *b);
    });
  };
  for (const TermCount& term : statistics.terms()) {
    check_stop();
    // The quotient is rounded as a share that the caller wrote is: 29 of 100 are 0.29, while 0.29 × 100 is
    // below 29.
    const double share = static_cast<double>(term.documents) / documents;
    if (term.documents < options.min_documents || share > options.max_document_share) continue;
    kept.push_back(&term);
  }
  // The statistics are sorted by bytes, and stable sorts keep that order among equals.
  if (options.max_features > 0 && kept.size() > options.max_features) {
    sort_by([](const TermCount& a, const TermCount& b) { return a.occurrences > b.occurrences; });
    kept.resize(options.max_features);
    sort_by([](const TermCount& a, const TermCount& b) { return a.term < b.term; });
  }
  sort_by([](const TermCount& a, const TermCount& b) { return a.documents > b.documents; });
  return kept;
}

double idf_of(double documents, double frequency, const TfidfOptions& options) {
  const double extra = options.smooth_idf ? 1.0 : 0.0;
  const double idf = detail::log((documents + extra) / (frequency + extra)) + 1.0;
  return detail::power(idf, options.idf_power);
}

/// Weighs one document after the other, with storage that is used again.
class RowWeigher {
 public:
  RowWeigher(const TfidfOptions& options, std::span<const double> idf, std::span<const std::int32_t> columns)
      : options_(options), idf_(idf), columns_(columns), counts_(idf.size(), 0) {}

  void append(std::span<const TermId> document, CsrMatrix& out) {
    seen_.clear();
    for (const TermId id : document) {
      const std::int32_t column = columns_[id];
      if (column >= 0 && counts_[static_cast<std::size_t>(column)]++ == 0) seen_.push_back(column);
    }
    std::sort(seen_.begin(), seen_.end());
    weights_.clear();
    double sum = 0.0;
    for (const std::int32_t column : seen_) {
      const auto at = static_cast<std::size_t>(column);
      const double count = static_cast<double>(std::exchange(counts_[at], 0));
      const double frequency = options_.sublinear_tf ? 1.0 + detail::log(count) : count;
      weights_.push_back(frequency * idf_[at]);
      sum += options_.norm == Norm::l2 ? weights_.back() * weights_.back() : std::abs(weights_.back());
    }
    const double length = options_.norm == Norm::l2 ? std::sqrt(sum) : sum;
    const double divisor = options_.norm == Norm::none || length == 0.0 ? 1.0 : length;
    for (const double weight : weights_) out.values.push_back(static_cast<float>(weight / divisor));
    out.columns.insert(out.columns.end(), seen_.begin(), seen_.end());
    out.offsets.push_back(static_cast<std::int32_t>(out.values.size()));
  }

 private:
  const TfidfOptions& options_;
  std::span<const double> idf_;
  std::span<const std::int32_t> columns_;  // by the corpus's term ids
  std::vector<std::uint64_t> counts_;
  std::vector<std::int32_t> seen_;
  std::vector<double> weights_;
};

/// Puts the rows of the parts below each other.
CsrMatrix join(std::vector<CsrMatrix> parts, std::size_t cols, const Run& run) {
  std::size_t nonzeros = 0;
  for (const CsrMatrix& part : parts) nonzeros += part.values.size();
  if (nonzeros > most_entries) {
    throw Error(ErrorKind::limit, "the matrix has " + std::to_string(nonzeros) +
                                      " nonzeros: the limit is 2147483647; transform the corpus in blocks");
  }
  CsrMatrix whole;
  whole.cols = cols;
  whole.columns.reserve(nonzeros);
  whole.values.reserve(nonzeros);
  for (CsrMatrix& part : parts) {
    throw_if_stopped(run);
    const std::int32_t before = whole.offsets.back();
    for (std::size_t i = 1; i < part.offsets.size(); ++i) whole.offsets.push_back(before + part.offsets[i]);
    whole.columns.insert(whole.columns.end(), part.columns.begin(), part.columns.end());
    whole.values.insert(whole.values.end(), part.values.begin(), part.values.end());
    part = CsrMatrix();
  }
  return whole;
}

}  // namespace

Tfidf Tfidf::fit(const TermStatistics& statistics, const TfidfOptions& options, const Run& run) {
  check_options(options);
  const std::vector<const TermCount*> kept = prune(statistics, options, run);
  if (kept.size() > most_entries) {
    throw Error(ErrorKind::limit,
                std::to_string(kept.size()) + " terms remain: the limit is 2147483647 columns");
  }
  Tfidf tfidf;
  tfidf.options_ = options;
  tfidf.documents_ = statistics.documents();
  auto vocabulary = std::make_shared<Vocabulary>();
  detail::StopCheck check_stop(run);
  for (const TermCount* term : kept) {
    check_stop();
    vocabulary->intern(term->term);
    tfidf.idf_.push_back(
        idf_of(static_cast<double>(statistics.documents()), static_cast<double>(term->documents), options));
  }
  tfidf.vocabulary_ = std::move(vocabulary);
  return tfidf;
}

std::vector<std::int32_t> Tfidf::columns_of(const Vocabulary& vocabulary, const Run& run) const {
  detail::StopCheck check_stop(run);
  std::vector<std::int32_t> columns(vocabulary.size());
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    check_stop();
    const auto column = vocabulary_->find(vocabulary.term(static_cast<TermId>(id)));
    columns[id] = column ? static_cast<std::int32_t>(*column) : -1;
  }
  return columns;
}

CsrMatrix Tfidf::transform_rows(const TokenizedCorpus& corpus, const Run& run) const {
  if (corpus.documents() == 0) return join({}, idf_.size(), run);
  if (!corpus.vocabulary) throw std::invalid_argument("the corpus has no vocabulary");
  const std::vector<std::int32_t> columns = columns_of(*corpus.vocabulary, run);
  Workers workers(run);
  std::vector<CsrMatrix> parts(chunk_count(corpus.documents(), documents_per_chunk));
  workers.for_chunks(
      corpus.documents(), documents_per_chunk,
      [&](const Chunk& chunk) {
        RowWeigher weigher(options_, idf_, columns);
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
          weigher.append(corpus.document(i), parts[chunk.index]);
      },
      "vectorize");
  return join(std::move(parts), idf_.size(), run);
}

}  // namespace tema::inline v0
