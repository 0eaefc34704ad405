#include "tema/vector/vectorizer.hpp"

#include "core/per_thread.hpp"
#include "tema/core/parallel.hpp"
#include "text/document_reading.hpp"
#include "vector/column_of.hpp"
#include "vector/document_counts.hpp"
#include "vector/ngram_reader.hpp"
#include "vector/row_buffers.hpp"
#include "vector/row_builder.hpp"
#include "vector/row_parts.hpp"

#include <algorithm>
#include <stop_token>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

using detail::DocumentCounts;

namespace {

constexpr std::size_t texts_per_chunk = 64;

/// What a thread uses that makes the rows of texts.
struct RowThread {
  RowBuffer buffer;
  detail::RowPart part;  // of the texts at hand

  void add(const RowsView::Row& row) {
    part.columns.insert(part.columns.end(), row.columns, row.columns + row.size);
    part.values.insert(part.values.end(), row.values, row.values + row.size);
    part.end_row();
  }
};

}  // namespace

TermStatistics term_statistics(const AnyTokenSource& source, TextsView texts, const WordNgrams& ngrams,
                               const RunContext& run) {
  return detail::count_texts(texts, source, ngrams, DocumentCounts::Keep::totals, run)->statistics();
}

Vectorizer::Vectorizer(AnyTokenSource source, Tfidf tfidf, const WordNgrams& ngrams)
    : source_(std::move(source)),
      ngrams_(ngrams),
      tfidf_(std::move(tfidf)),
      idle_buffers_(std::make_shared<detail::RowBuffers>()) {
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

/// The state for reading and weighting one text after the other.
struct RowBuffer::State {
  explicit State(const Vectorizer& vectorizer)
      : source(vectorizer.source()),
        tfidf(vectorizer.tfidf()),
        ngrams(vectorizer.ngrams()),
        reader(detail::ngram_reader(source.make_reader(stop), ngrams, stop)),
        builder(tfidf),
        most_bytes(reader->memory() + room) {}

  [[nodiscard]] bool is_for(const Vectorizer& vectorizer) const {
    return source.is_same(vectorizer.source()) && ngrams == vectorizer.ngrams() &&
           &tfidf.vocabulary() == &vectorizer.tfidf().vocabulary() &&
           tfidf.idf().data() == vectorizer.tfidf().idf().data();
  }

  /// True if it has come to remember so much that it should begin anew.
  [[nodiscard]] bool has_excess() const { return reader->memory() > most_bytes; }

  /// Looks up the columns of new terms.
  void extend_columns() {
    const Vocabulary& terms = reader->terms();
    for (std::size_t id = columns_of.size(); id < terms.size(); ++id) {
      columns_of.push_back(detail::column_of(tfidf.vocabulary(), terms.term(static_cast<TermId>(id))));
    }
  }

  static constexpr std::size_t room = std::size_t{1} << 27;  // bytes for what it will remember

  std::stop_token stop;  // of the call at hand
  AnyTokenSource source;
  Tfidf tfidf;
  WordNgrams ngrams;
  std::unique_ptr<detail::TokenReader> reader;
  detail::RowBuilder builder;
  std::size_t most_bytes;                // what its reader brought along counts, too
  std::vector<std::int32_t> columns_of;  // by the numbers of terms
  std::vector<TermId> ids;
  std::vector<std::int32_t> columns;
  std::vector<float> values;
};

RowBuffer::RowBuffer() = default;
RowBuffer::~RowBuffer() = default;
RowBuffer::RowBuffer(RowBuffer&&) noexcept = default;
RowBuffer& RowBuffer::operator=(RowBuffer&&) noexcept = default;

RowsView::Row Vectorizer::transform(std::string_view text, RowBuffer& buffer, std::string_view language,
                                    std::string_view title) const {
  return row_of({text, language, 0, title}, buffer, {});
}

RowsView::Row Vectorizer::row_of(const SourceText& text, RowBuffer& buffer,
                                 const std::stop_token& stop) const {
  // It is put back at the end, because after an exception its content must not be used.
  std::unique_ptr<RowBuffer::State> own = std::move(buffer.state_);
  if (!own || !own->is_for(*this) || own->has_excess()) {
    own.reset();  // so that what it remembers can be used by the next
    own = std::make_unique<RowBuffer::State>(*this);
  }
  RowBuffer::State& state = *own;
  state.stop = stop;
  state.ids.clear();
  detail::append_document(*state.reader, text, state.ids);
  detail::check_length(state.ids.size());
  state.extend_columns();
  for (const TermId id : state.ids) state.builder.add(state.columns_of[id], 1);
  const std::size_t length = state.ids.size();
  state.columns.resize(std::max(state.columns.size(), length));
  state.values.resize(state.columns.size());
  const std::size_t size = state.builder.write(length, state.columns.data(), state.values.data());
  state.stop = {};
  buffer.state_ = std::move(own);
  return {state.values.data(), state.columns.data(), size};
}

MatrixWriter Vectorizer::matrix_writer(TextsView texts, const RunContext& run) const {
  Workers workers(run);
  detail::PerThread<RowThread> threads([&](std::size_t) { return RowThread{idle_buffers_->borrow(), {}}; });
  std::vector<detail::RowPart> parts(chunk_count(texts.size(), texts_per_chunk));
  workers.for_chunks(
      texts.size(), texts_per_chunk,
      [&](const Chunk& chunk) {
        RowThread& thread = threads.mine();
        thread.part.clear();
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          throw_if_stopped(run);
          thread.add(row_of(detail::source_text(texts, i), thread.buffer, run.stop));
        }
        parts[chunk.index] = thread.part;  // a copy takes no more memory than it needs
      },
      "tokenize");
  for (RowThread* const thread : threads.all()) idle_buffers_->give_back(std::move(thread->buffer));
  return MatrixWriter(
      std::make_unique<detail::RowParts>(std::move(parts), tfidf_.vocabulary().size(), "vectorize"));
}

}}  // namespace tema::v0
