#include "tema/vector/vectorizer.hpp"

#include "vector/column_of.hpp"
#include "vector/document_counts.hpp"
#include "vector/ngram_reader.hpp"
#include "vector/row_builder.hpp"

#include <algorithm>
#include <stop_token>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

using detail::DocumentCounts;

TermStatistics term_statistics(const AnyTokenSource& source, TextsView texts, const WordNgrams& ngrams,
                               const RunContext& run) {
  return detail::count_texts(texts, source, ngrams, DocumentCounts::Keep::totals, run)->statistics();
}

Vectorizer::Vectorizer(AnyTokenSource source, Tfidf tfidf, const WordNgrams& ngrams)
    : source_(std::move(source)), ngrams_(ngrams), tfidf_(std::move(tfidf)) {
  detail::check_ngrams(ngrams);
}

Vectorizer Vectorizer::fit(const AnyTokenSource& source, TextsView texts, const VectorizerOptions& options,
                           const RunContext& run) {
  DocumentCounts::check(options.weights);
  const auto counts = detail::count_texts(texts, source, options.ngrams, DocumentCounts::Keep::totals, run,
                                          options.memory_limit);
  return {source, counts->fit(options.weights), options.ngrams};
}

std::pair<Vectorizer, MatrixWriter> Vectorizer::fit_rows(const AnyTokenSource& source, TextsView texts,
                                                         const VectorizerOptions& options,
                                                         const RunContext& run) {
  DocumentCounts::check(options.weights);
  const auto counts = detail::count_texts(texts, source, options.ngrams,
                                          DocumentCounts::Keep::totals_and_rows, run, options.memory_limit);
  Vectorizer vectorizer(source, counts->fit(options.weights), options.ngrams);
  return {std::move(vectorizer), counts->take_rows()};
}

MatrixWriter Vectorizer::matrix_writer(TextsView texts, const RunContext& run) const {
  return detail::count_texts(texts, source_, ngrams_, DocumentCounts::Keep::rows, run)->take_rows(tfidf_);
}

/// The state for reading and weighting one text after the other.
struct RowBuffer::State {
  explicit State(const Vectorizer& vectorizer)
      : source(vectorizer.source()),
        tfidf(vectorizer.tfidf()),
        ngrams(vectorizer.ngrams()),
        reader(detail::ngram_reader(source.make_reader(stop), ngrams, stop)),
        builder(tfidf) {}

  [[nodiscard]] bool is_for(const Vectorizer& vectorizer) const {
    return source.is_same(vectorizer.source()) && ngrams == vectorizer.ngrams() &&
           &tfidf.vocabulary() == &vectorizer.tfidf().vocabulary() &&
           tfidf.idf().data() == vectorizer.tfidf().idf().data();
  }

  /// Looks up the columns of new terms.
  void extend_columns() {
    const Vocabulary& terms = reader->terms();
    for (std::size_t id = columns_of.size(); id < terms.size(); ++id) {
      columns_of.push_back(detail::column_of(tfidf.vocabulary(), terms.term(static_cast<TermId>(id))));
    }
  }

  std::stop_token stop;
  AnyTokenSource source;
  Tfidf tfidf;
  WordNgrams ngrams;
  std::unique_ptr<detail::TokenReader> reader;
  detail::RowBuilder builder;
  std::vector<std::int32_t> columns_of;  // by the numbers of terms
  std::vector<TermId> ids;
  std::vector<std::int32_t> columns;
  std::vector<float> values;
};

RowBuffer::RowBuffer() = default;
RowBuffer::~RowBuffer() = default;
RowBuffer::RowBuffer(RowBuffer&&) noexcept = default;
RowBuffer& RowBuffer::operator=(RowBuffer&&) noexcept = default;

RowsView::Row Vectorizer::transform(std::string_view text, RowBuffer& buffer,
                                    std::string_view language) const {
  constexpr std::size_t max_bytes = std::size_t{1} << 27;  // what is remembered beyond them is forgotten
  // It is put back at the end, because after an exception its content must not be used.
  std::unique_ptr<RowBuffer::State> own = std::move(buffer.state_);
  if (!own || !own->is_for(*this) || own->reader->memory() > max_bytes) {
    own.reset();  // so that what it remembers can be used by the next
    own = std::make_unique<RowBuffer::State>(*this);
  }
  RowBuffer::State& state = *own;
  state.ids.clear();
  state.reader->append({text, language}, state.ids);
  state.extend_columns();
  for (const TermId id : state.ids) state.builder.add(state.columns_of[id], 1);
  const std::size_t length = state.ids.size();
  state.columns.resize(std::max(state.columns.size(), length));
  state.values.resize(state.columns.size());
  const std::size_t size = state.builder.write(length, state.columns.data(), state.values.data());
  buffer.state_ = std::move(own);
  return {state.values.data(), state.columns.data(), size};
}

}}  // namespace tema::v0
