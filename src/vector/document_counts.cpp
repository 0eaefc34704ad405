#include "vector/document_counts.hpp"

#include "corpus/vocabulary_parts.hpp"
#include "tema/core/error.hpp"
#include "text/document_reading.hpp"
#include "vector/ngram_reader.hpp"
#include "vector/term_order.hpp"
#include "vector/tfidf_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t documents_per_chunk = 64;
constexpr std::size_t terms_per_chunk = 4096;

/// Of equal counts, the first by bytes; nothing if there are none.
std::optional<std::string> most_frequent(const SpellingCounts::Counts& counts) {
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::nullopt : std::optional(most->first);
}

}  // namespace

void check_length(std::size_t tokens) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (tokens <= most) return;
  throw Error(ErrorKind::limit,
              "a document has " + std::to_string(tokens) + " tokens: the limit is 2147483647");
}

/// The terms of all threads, and their counts.
struct DocumentCounts::Merged {
  MergedTerms terms;
  std::vector<TermTotals> totals;  // of those that occur
  std::uint64_t tokens = 0;

  void add_totals(std::span<const Totals> sums, Workers& workers);
};

/// Takes over the sums, by the numbers of terms, of the terms that occur.
void DocumentCounts::Merged::add_totals(std::span<const Totals> sums, Workers& workers) {
  std::vector<std::size_t> begins(chunk_count(sums.size(), terms_per_chunk) + 1, 0);
  std::vector<std::uint64_t> occurrences(begins.size(), 0);
  workers.for_chunks(sums.size(), terms_per_chunk, [&](const Chunk& chunk) {
    for (const Totals& sum : sums.subspan(chunk.begin, chunk.end - chunk.begin)) {
      begins[chunk.index + 1] += sum.documents > 0 ? 1U : 0U;
      occurrences[chunk.index] += sum.occurrences;
    }
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  tokens = std::accumulate(occurrences.begin(), occurrences.end(), std::uint64_t{0});
  totals.resize(begins.back());
  workers.for_chunks(sums.size(), terms_per_chunk, [&](const Chunk& chunk) {
    std::size_t place = begins[chunk.index];
    for (std::size_t number = chunk.begin; number < chunk.end; ++number) {
      const Totals& sum = sums[number];
      if (sum.documents > 0) totals[place++] = {static_cast<TermId>(number), sum.documents, sum.occurrences};
    }
  });
}

DocumentCounts::DocumentCounts(MakeReader make, Keep keep, const RunContext& run, std::uint64_t memory_limit)
    : keep_(keep),
      memory_limit_(memory_limit),
      workers_(run),
      threads_([make = std::move(make)](std::size_t number) {
        Thread thread{make(), number};
        thread.part.thread = number;
        return thread;
      }) {}

void DocumentCounts::add(TextsView texts, std::string_view stage) {
  const std::size_t documents = texts.size();
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
  if (documents > most - std::min(most, documents_)) {
    throw Error(ErrorKind::limit, "more than 4294967295 documents cannot be counted at once");
  }
  const std::size_t before = parts_->size();
  if (keeps_rows()) parts_->resize(before + chunk_count(documents, documents_per_chunk));
  workers_.for_chunks(
      documents, documents_per_chunk,
      [&](const Chunk& chunk) {
        Thread& thread = threads_.mine();
        thread.part.clear();
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          throw_if_stopped(workers_.run());
          count(thread, source_text(texts, i));
        }
        if (keep_ != Keep::rows) add_totals(thread);
        if (keeps_rows()) {
          CountedPart& part = (*parts_)[before + chunk.index];
          part = thread.part;  // a copy takes no more memory than it needs
          bytes_ += part.memory();
        }
        if (memory_limit_ > 0) {
          const std::uint64_t now = thread.memory();
          check_memory(bytes_ += now - std::exchange(thread.known_memory, now));
        }
      },
      stage);
  documents_ += documents;
}

void DocumentCounts::check_memory(std::uint64_t bytes) const {
  if (memory_limit_ == 0 || bytes <= memory_limit_) return;
  throw Error(ErrorKind::limit, "at least " + std::to_string(bytes) +
                                    " bytes are needed, but memory_limit is " +
                                    std::to_string(memory_limit_));
}

/// Reads the tokens of a document.
void DocumentCounts::read(Thread& thread, const SourceText& text) const {
  std::vector<TermId>& ids = thread.tokens;
  ids.clear();
  if (keep_ != Keep::everything) {
    append_document(*thread.reader, text, ids);
    return;
  }
  read_document(*thread.reader, text, ids, [&](const SourceText& part, bool is_main) {
    const std::size_t before = ids.size();
    thread.spans.clear();
    thread.reader->append(part, ids, thread.spans);
    thread.spellings.add(part.text, std::span(ids).subspan(before), thread.spans);
    thread.notes.add(*thread.reader, part, is_main);
  });
}

void DocumentCounts::count(Thread& thread, const SourceText& text) const {
  read(thread, text);
  check_length(thread.tokens.size());
  constexpr std::uint32_t was_met = std::uint32_t{1} << 31;  // in an earlier document; a count has 31 bits
  thread.in_document.resize(thread.reader->terms().size());
  std::uint32_t* const in_document = thread.in_document.data();
  CountedPart& part = thread.part;
  const std::size_t before = part.ids.size();
  part.ids.resize(before + thread.tokens.size() + 1);
  TermId* const distinct = part.ids.data() + before;
  std::size_t size = 0;
  for (const TermId id : thread.tokens) {
    distinct[size] = id;
    size += (in_document[id]++ & ~was_met) == 0 ? 1U : 0U;
  }
  part.ids.resize(before + size);
  part.counts.resize(before + size);
  std::uint8_t* const counts = part.counts.data() + before;
  for (std::size_t j = 0; j < size; ++j) {
    const std::uint32_t value = std::exchange(in_document[distinct[j]], was_met);
    const std::uint32_t count = value & ~was_met;
    if (count == value) thread.used.push_back(distinct[j]);
    counts[j] = static_cast<std::uint8_t>(std::min<std::uint32_t>(count, CountedPart::large_count));
    if (count >= CountedPart::large_count) part.large.push_back(count);
  }
  part.distinct.push_back(static_cast<std::uint32_t>(size));
  part.lengths.push_back(static_cast<std::uint32_t>(thread.tokens.size()));
}

/// Adds the counts of the part at hand to those of all documents.
void DocumentCounts::add_totals(Thread& thread) {
  const CountedPart& part = thread.part;
  thread.totals.resize(thread.reader->terms().size());
  Totals* const totals = thread.totals.data();
  const std::uint32_t* large = part.large.data();
  for (std::size_t j = 0; j < part.ids.size(); ++j) {
    const std::uint8_t count = part.counts[j];
    Totals& term = totals[part.ids[j]];
    ++term.documents;
    term.occurrences += count == CountedPart::large_count ? *large++ : count;
  }
}

std::uint64_t DocumentCounts::Thread::memory() const {
  return reader->memory() + part.memory() + totals.capacity() * sizeof(Totals) +
         (used.capacity() + tokens.capacity()) * sizeof(TermId) +
         in_document.capacity() * sizeof(std::uint32_t) + spans.capacity() * sizeof(ByteSpan) +
         spellings.memory();
}

std::uint64_t DocumentCounts::memory() const {
  std::uint64_t bytes = 0;
  for (const Thread* thread : threads_.all()) bytes += thread->memory();
  for (const CountedPart& part : *parts_) bytes += part.memory();
  return bytes;
}

DocumentCounts::Merged DocumentCounts::merge() {
  const std::vector<Thread*> threads = threads_.all();
  std::vector<ThreadTerms> terms;
  terms.reserve(threads.size());
  if (threads.size() > 1) threads.front()->reader->index_terms();
  for (const Thread* thread : threads) terms.push_back({&thread->reader->terms(), thread->used});
  Merged merged{MergedTerms(terms, workers_), {}};
  PageVector<Totals> sums = std::exchange(threads.front()->totals, {});
  sums.resize(merged.terms.bound());
  for (const Thread* thread : std::span(threads).subspan(1)) {
    const std::span<const TermId> numbers = merged.terms.numbers(thread->number);
    workers_.for_chunks(thread->used.size(), terms_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        const TermId id = thread->used[i];
        Totals& sum = sums[numbers.empty() ? id : numbers[id]];
        sum.documents += thread->totals[id].documents;
        sum.occurrences += thread->totals[id].occurrences;
      }
    });
  }
  merged.add_totals(sums, workers_);
  return merged;
}

TermStatistics DocumentCounts::statistics() {
  if (threads_.all().empty()) return TermStatistics(documents_);
  const Merged merged = merge();
  const auto term_of = [&](TermId number) { return merged.terms.term(number); };
  TermStatistics statistics(documents_);
  for (const TermTotals& term : sorted_by_bytes(merged.totals, term_of, workers_)) {
    statistics.append({term_of(term.number), term.documents, term.occurrences});
  }
  return statistics;
}

void DocumentCounts::check(const TfidfOptions& options) { Tfidf::check(options); }

Tfidf DocumentCounts::fit(const TfidfOptions& options) {
  if (threads_.all().empty()) {
    fitted_ = std::make_unique<Tfidf>(Tfidf::fit(TermStatistics(documents_), options, workers_.run()));
    return *fitted_;
  }
  // Rows come next. What is remembered of words takes about as much memory as they do.
  if (keeps_rows()) {
    for (const Thread* thread : threads_.all()) thread->reader->keep_terms_alone();
  }
  Merged merged = merge();
  const auto term_of = [&](TermId number) { return merged.terms.term(number); };
  const std::vector<TermTotals> chosen =
      choose_terms(std::move(merged.totals), term_of, documents_, options, workers_);
  Tfidf tfidf(options, documents_, merged.tokens, chosen,
              vocabulary_of(chosen, term_of, options.base_vocabulary.get(), workers_));

  if (keep_ == Keep::totals_and_rows) {
    find_columns(merged, chosen);
    fitted_ = std::make_unique<Tfidf>(tfidf);
  }
  return tfidf;
}

/// The columns of each thread's terms.
void DocumentCounts::find_columns(const Merged& merged, std::span<const TermTotals> chosen) {
  std::vector<std::int32_t> columns(merged.terms.bound(), -1);
  workers_.for_chunks(chosen.size(), terms_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t column = chunk.begin; column < chunk.end; ++column) {
      const TermId number = chosen[column].number;
      if (number != unseen_number) columns[number] = static_cast<std::int32_t>(column);
    }
  });
  const std::vector<Thread*> threads = threads_.all();
  fitted_columns_.assign(threads.size(), {});
  workers_.for_chunks(threads.size(), 1, [&](const Chunk& chunk) {
    const Thread& thread = *threads[chunk.index];
    const std::span<const TermId> to_merged = merged.terms.numbers(thread.number);
    std::vector<std::int32_t>& own = fitted_columns_[thread.number];
    own.assign(thread.reader->terms().size(), -1);
    for (const TermId id : thread.used) own[id] = columns[to_merged.empty() ? id : to_merged[id]];
  });
}

/// The same for a Tfidf that was not fitted to these counts.
std::vector<std::vector<std::int32_t>> DocumentCounts::columns_by_thread(const Tfidf& tfidf) {
  std::vector<std::vector<std::int32_t>> columns;
  for (const Thread* thread : threads_.all()) {
    const Vocabulary& terms = thread->reader->terms();
    std::vector<std::int32_t> own(terms.size(), -1);
    workers_.for_chunks(thread->used.size(), terms_per_chunk, [&](const Chunk& chunk) {
      const std::span<const TermId> ids =
          std::span(thread->used).subspan(chunk.begin, chunk.end - chunk.begin);
      const auto term_at = [&](std::size_t i) { return terms.term(ids[i]); };
      VocabularyParts::find_all(tfidf.vocabulary(), ids.size(), term_at,
                                [&](std::size_t i, std::optional<TermId> column, std::uint32_t /*hash*/) {
                                  if (column) own[ids[i]] = static_cast<std::int32_t>(*column);
                                });
    });
    columns.push_back(std::move(own));
  }
  return columns;
}

MatrixWriter DocumentCounts::rows(const Tfidf& tfidf) {
  return MatrixWriter(std::make_unique<TfidfRows>(tfidf, columns_by_thread(tfidf), parts_,
                                                  TfidfRows::Counts::stay, workers_));
}

MatrixWriter DocumentCounts::take_rows() { return take_rows(*fitted_, std::move(fitted_columns_)); }

MatrixWriter DocumentCounts::take_rows(const Tfidf& tfidf) {
  return take_rows(tfidf, columns_by_thread(tfidf));
}

MatrixWriter DocumentCounts::take_rows(const Tfidf& tfidf, std::vector<std::vector<std::int32_t>> columns) {
  constexpr std::uint64_t bytes_of_entry = sizeof(std::int32_t) + sizeof(float);
  const std::uint64_t counted = memory_limit_ > 0 ? memory() : 0;
  auto rows = std::make_unique<TfidfRows>(tfidf, std::move(columns), std::move(parts_),
                                          TfidfRows::Counts::are_freed, workers_);
  check_memory(counted + rows->nonzeros() * bytes_of_entry);
  return MatrixWriter(std::move(rows));
}

std::vector<std::string> DocumentCounts::spellings(std::span<const std::string> terms) const {
  const std::vector<Thread*> threads = threads_.all();
  for (const Thread* thread : threads) thread->reader->index_terms();
  std::vector<std::string> result;
  result.reserve(terms.size());
  for (const std::string& term : terms) {
    SpellingCounts::Counts counts;
    for (const Thread* thread : threads) {
      if (const auto id = thread->reader->terms().find(term)) thread->spellings.add_to(*id, counts);
    }
    result.push_back(most_frequent(counts).value_or(term));
  }
  return result;
}

ReadingNotes DocumentCounts::notes() const {
  ReadingNotes notes;
  for (const Thread* thread : threads_.all()) notes.add(thread->notes);
  return notes;
}

std::unique_ptr<DocumentCounts> count_texts(TextsView texts, const AnyTokenSource& source,
                                            const WordNgrams& ngrams, DocumentCounts::Keep keep,
                                            const RunContext& run, std::uint64_t memory_limit) {
  auto counts =
      std::make_unique<DocumentCounts>(ngram_readers(source, ngrams, run.stop), keep, run, memory_limit);
  counts->add(texts);
  return counts;
}

}}}  // namespace tema::v0::detail
