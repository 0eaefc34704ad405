#include "text/corpus_builder.hpp"

#include "core/per_thread.hpp"
#include "corpus/merged_terms.hpp"
#include "corpus/vocabulary_parts.hpp"
#include "tema/core/parallel.hpp"
#include "text/document_reading.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t documents_per_chunk = 32;
constexpr std::size_t max_reserved = std::size_t{1} << 16;  // ids: one huge document is no measure of others

constexpr TermId none = std::numeric_limits<TermId>::max();

/// The working state of a thread.
struct ThreadWork {
  std::unique_ptr<TokenReader> reader;
  std::size_t number = 0;           // of the thread
  std::vector<TermId> places = {};  // by term of the reader: its place in `used`, or none
  std::vector<TermId> used = {};    // the terms that this corpus has, in the order in which they came
  std::size_t max_ids = 0;          // of a part, so that the next need not grow
};

/// A part, the thread that read it, and the number of terms that this thread had used before and after.
struct NumberedPart {
  CorpusPart part;
  const ThreadWork* work = nullptr;
  std::size_t used_before = 0;
  std::size_t used_after = 0;
};

/// Replaces the reader's number of each term by its place among those that the thread has used.
void number_by_use(std::span<TermId> ids, ThreadWork& work) {
  work.places.resize(work.reader->terms().size(), none);
  TermId* const places = work.places.data();
  for (TermId& id : ids) {
    TermId& place = places[id];
    if (place == none) {
      place = static_cast<TermId>(work.used.size());
      work.used.push_back(id);
    }
    id = place;
  }
}

/// Appends the ids of some documents to `ids`. The part that is returned has all else.
NumberedPart tokenize_chunk(ThreadWork& work, TextsView texts, const Chunk& chunk, const RunContext& run,
                            std::vector<TermId>& ids) {
  NumberedPart result;
  result.work = &work;
  result.used_before = work.used.size();
  const std::size_t first = ids.size();
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    throw_if_stopped(run);
    const std::size_t before = ids.size();
    const SourceText text = source_text(texts, i);
    read_document(*work.reader, text, ids, [&](const SourceText& part, bool is_main) {
      work.reader->append(part, ids);
      result.part.notes.add(*work.reader, part, is_main);
    });
    result.part.lengths.push_back(ids.size() - before);
  }
  work.max_ids = std::max(work.max_ids, ids.size() - first);
  number_by_use(std::span(ids).subspan(first), work);
  result.used_after = work.used.size();
  return result;
}

/// Reserves space for the ids of all documents, as many as the first `done` of them make likely, but no more
/// than four times what there is: a few huge documents are no measure of the others.
void reserve_ids(std::vector<TermId>& ids, std::size_t done, std::size_t documents) {
  const double likely =
      static_cast<double>(ids.size()) / static_cast<double>(done) * static_cast<double>(documents);
  const auto size = static_cast<double>(ids.size());
  ids.reserve(static_cast<std::size_t>(std::clamp(likely * 1.05, size * 1.5, size * 4.0)));
}

/// The numbers that terms have in the corpus, by thread and place among those that it used; and the terms. A
/// single thread has no list, because it met the terms in the order of these numbers.
struct Numbered {
  std::vector<std::vector<TermId>> numbers;
  Vocabulary vocabulary;
};

/// Each thread processes its chunks in their order. So a term that first appears in a chunk is new to the
/// thread there, too. Going through the new terms, chunk by chunk, therefore numbers the terms as they first
/// appear.
Numbered number_terms(std::span<const NumberedPart> parts, const std::vector<ThreadWork*>& works,
                      Workers& workers) {
  if (works.size() == 1) {
    const ThreadWork& alone = *works.front();
    const auto term_at = [&](std::size_t place) { return alone.reader->terms().term(alone.used[place]); };
    return {{}, VocabularyParts::of(alone.used.size(), term_at, workers)};
  }
  std::vector<ThreadTerms> terms;
  terms.reserve(works.size());
  works.front()->reader->index_terms();
  for (const ThreadWork* work : works) terms.push_back({&work->reader->terms(), work->used});
  const MergedTerms merged(terms, workers);
  std::vector<TermId> corpus_numbers(merged.bound(), none);
  std::vector<TermId> order;
  Numbered result{std::vector<std::vector<TermId>>(works.size()), {}};
  for (const ThreadWork* work : works) result.numbers[work->number].resize(work->used.size());
  for (const NumberedPart& part : parts) {
    const std::span<const TermId> to_merged = merged.numbers(part.work->number);
    std::vector<TermId>& numbers = result.numbers[part.work->number];
    for (std::size_t place = part.used_before; place < part.used_after; ++place) {
      const TermId own = part.work->used[place];
      const TermId in_merged = to_merged.empty() ? own : to_merged[own];
      TermId& number = corpus_numbers[in_merged];
      if (number == none) {
        number = static_cast<TermId>(order.size());
        order.push_back(in_merged);
      }
      numbers[place] = number;
    }
  }
  result.vocabulary = VocabularyParts::of(
      order.size(), [&](std::size_t i) { return merged.term(order[i]); }, workers);
  return result;
}

/// Adds all that is known of the documents, besides their ids.
void add_documents(TokenizedCorpus& corpus, std::span<const NumberedPart> parts, std::size_t documents) {
  corpus.offsets.reserve(documents + 1);
  ReadingNotes notes;
  for (const NumberedPart& of_chunk : parts) {
    const CorpusPart& part = of_chunk.part;
    for (const std::uint64_t length : part.lengths) corpus.offsets.push_back(corpus.offsets.back() + length);
    notes.add(part.notes);
  }
  corpus.ill_formed = notes.ill_formed;
  corpus.truncated_words = notes.truncated_words;
  corpus.unknown_languages = notes.unknown_languages;
  corpus.languages = sorted_by_documents(notes.languages);
}

/// Moves the ids from the parts to the corpus, where they are numbered as the terms are.
void move_ids(TokenizedCorpus& corpus, std::vector<NumberedPart>& parts, const Numbered& numbered,
              Workers& workers) {
  std::vector<std::size_t> begins = {0};
  for (const NumberedPart& part : parts) begins.push_back(begins.back() + part.part.ids.size());
  corpus.ids.resize(begins.back());
  workers.for_chunks(parts.size(), 1, [&](const Chunk& chunk) {
    const NumberedPart part = std::exchange(parts[chunk.index], {});
    const std::vector<TermId>& ids = part.part.ids;
    TermId* const to = corpus.ids.data() + begins[chunk.index];
    if (numbered.numbers.empty()) {
      std::copy(ids.begin(), ids.end(), to);
    } else {
      const std::vector<TermId>& numbers = numbered.numbers[part.work->number];
      std::transform(ids.begin(), ids.end(), to, [&](TermId place) { return numbers[place]; });
    }
  });
}

}  // namespace

TokenizedCorpus build_corpus(TextsView texts, const MakeReader& make, const RunContext& run) {
  const std::size_t documents = texts.size();
  Workers workers(run);
  PerThread<ThreadWork> works([&](std::size_t number) { return ThreadWork{make(), number}; });
  std::vector<NumberedPart> parts(chunk_count(documents, documents_per_chunk));
  TokenizedCorpus corpus;
  const bool is_alone = workers.threads() == 1;  // then all ids are directly where they belong
  workers.for_chunks(
      documents, documents_per_chunk,
      [&](const Chunk& chunk) {
        ThreadWork& work = works.mine();
        if (is_alone) {
          const bool has_room = corpus.ids.capacity() - corpus.ids.size() >= work.max_ids;
          if (!has_room) reserve_ids(corpus.ids, chunk.begin, documents);
          parts[chunk.index] = tokenize_chunk(work, texts, chunk, run, corpus.ids);
        } else {
          std::vector<TermId> ids;
          ids.reserve(std::min(work.max_ids, max_reserved));
          parts[chunk.index] = tokenize_chunk(work, texts, chunk, run, ids);
          parts[chunk.index].part.ids = std::move(ids);
        }
      },
      "tokenize");

  Numbered numbered;
  throw_if_stopped(run);
  if (!parts.empty()) numbered = number_terms(parts, works.all(), workers);
  corpus.vocabulary = std::make_shared<const Vocabulary>(std::move(numbered.vocabulary));
  add_documents(corpus, parts, documents);
  if (!is_alone) move_ids(corpus, parts, numbered, workers);
  return corpus;
}

}}}  // namespace tema::v0::detail
