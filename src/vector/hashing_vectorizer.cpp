#include "tema/vector/hashing_vectorizer.hpp"

#include "core/check.hpp"
#include "core/keyed_hash.hpp"
#include "core/per_thread.hpp"
#include "tema/core/parallel.hpp"
#include "text/corpus_builder.hpp"
#include "text/document_reading.hpp"
#include "vector/document_counts.hpp"
#include "vector/ngram_reader.hpp"
#include "vector/row_parts.hpp"
#include "vector/sparse_accumulator.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t documents_per_chunk = 64;

/// The hash, which is part of the interface: words of eight bytes, least significant byte first, the last one
/// padded with zeros; then the number of bytes.
std::uint64_t hash_of(std::string_view term, std::uint64_t key) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
  std::uint64_t hash = key ^ odd;
  for (std::size_t begin = 0; begin < term.size(); begin += 8) {
    std::uint64_t word = 0;
    const std::string_view bytes = term.substr(begin, 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    hash = detail::folded_product(hash ^ word, 0xd6e8feb86659fd93U) + odd;
  }
  return detail::folded_product(hash ^ term.size(), 0xa0761d6478bd642fU);
}

/// The state of a thread that hashes documents.
class DocumentHasher {
 public:
  DocumentHasher(const HashingVectorizer& vectorizer, std::unique_ptr<detail::TokenReader> reader)
      : vectorizer_(vectorizer), reader_(std::move(reader)), accumulator_(vectorizer.options().columns) {}

  void append(TextsView texts, std::size_t i, detail::RowPart& part) {
    ids_.clear();
    detail::append_document(*reader_, detail::source_text(texts, i), ids_);
    detail::check_length(ids_.size());
    if (vectorizer_.options().binary) {
      std::sort(ids_.begin(), ids_.end());
      ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    }
    const Vocabulary& terms = reader_->terms();
    for (std::size_t id = places_.size(); id < terms.size(); ++id) {
      places_.push_back(vectorizer_.place_of(terms.term(static_cast<TermId>(id))));
    }
    // Unsigned numbers wrap around: a count below zero is read as a negative number at the end.
    for (const TermId id : ids_) {
      accumulator_.add(places_[id].column, static_cast<std::uint32_t>(places_[id].sign));
    }
    const std::size_t begin = part.values.size();
    double sum = 0.0;
    const auto [columns, counts] = accumulator_.drain();
    for (std::size_t j = 0; j < columns.size(); ++j) {
      if (counts[j] == 0) continue;
      const auto count = static_cast<std::int32_t>(counts[j]);
      part.columns.push_back(columns[j]);
      part.values.push_back(static_cast<float>(count));
      sum = added(sum, std::abs(static_cast<double>(count)));
    }
    const double by = vectorizer_.options().norm == Norm::l2 ? std::sqrt(sum) : sum;
    if (by > 0.0) {
      for (std::size_t j = begin; j < part.values.size(); ++j) {
        part.values[j] = static_cast<float>(static_cast<double>(part.values[j]) / by);
      }
    }
    part.end_row();
  }

 private:
  [[nodiscard]] double added(double sum, double weight) const {
    switch (vectorizer_.options().norm) {
      case Norm::none:
        return 1.0;
      case Norm::l1:
        return sum + weight;
      case Norm::l2:
        return sum + weight * weight;
      case Norm::max:
        break;
    }
    return std::max(sum, weight);
  }

  const HashingVectorizer& vectorizer_;
  std::unique_ptr<detail::TokenReader> reader_;
  detail::SparseAccumulator accumulator_;
  std::vector<HashedTerm> places_;  // by the reader's numbers of terms
  std::vector<TermId> ids_;
};

}  // namespace

HashingVectorizer::HashingVectorizer(AnyTokenSource source, const HashingOptions& options)
    : source_(std::move(source)), options_(options) {
  detail::check_range<std::size_t>("columns", options.columns, 2, std::size_t{1} << 30);
  if (!std::has_single_bit(options.columns)) {
    detail::throw_invalid("columns", std::to_string(options.columns), "a power of two");
  }
  detail::check_ngrams(options.ngrams);
}

HashedTerm HashingVectorizer::place_of(std::string_view term) const {
  const std::uint64_t hash = hash_of(term, options_.key);
  const auto column = static_cast<std::int32_t>(hash & (options_.columns - 1));
  return {column, options_.signs && (hash >> 63) != 0 ? -1 : 1};
}

std::vector<ColumnTerm> HashingVectorizer::terms(const TermStatistics& statistics, std::size_t most) const {
  std::vector<std::uint32_t> order(statistics.size());
  std::iota(order.begin(), order.end(), 0U);
  // Equal terms stay sorted by their bytes.
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return statistics[a].documents > statistics[b].documents;
  });
  std::vector<bool> is_taken(options_.columns, false);
  std::vector<ColumnTerm> result;
  for (const std::uint32_t i : order) {
    if (result.size() == most) break;
    const TermCount term = statistics[i];
    const std::int32_t column = place_of(term.term).column;
    if (is_taken[static_cast<std::size_t>(column)]) continue;
    is_taken[static_cast<std::size_t>(column)] = true;
    result.push_back({column, std::string(term.term), term.documents});
  }
  std::sort(result.begin(), result.end(),
            [](const ColumnTerm& a, const ColumnTerm& b) { return a.column < b.column; });
  return result;
}

MatrixWriter HashingVectorizer::matrix_writer(TextsView texts, const RunContext& run) const {
  const detail::MakeReader make = detail::ngram_readers(source_, options_.ngrams, run.stop);
  Workers workers(run);
  detail::PerThread<DocumentHasher> hashers([&](std::size_t) { return DocumentHasher(*this, make()); });
  std::vector<detail::RowPart> parts(chunk_count(texts.size(), documents_per_chunk));
  workers.for_chunks(
      texts.size(), documents_per_chunk,
      [&](const Chunk& chunk) {
        DocumentHasher& hasher = hashers.mine();
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          throw_if_stopped(run);
          hasher.append(texts, i, parts[chunk.index]);
        }
      },
      "vectorize");
  return MatrixWriter(std::make_unique<detail::RowParts>(std::move(parts), options_.columns));
}

}}  // namespace tema::v0
