#include "text/corpus_builder.hpp"

#include "core/per_thread.hpp"
#include "corpus/merged_terms.hpp"
#include "corpus/vocabulary_parts.hpp"
#include "tema/core/parallel.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t documents_per_chunk = 32;
constexpr std::size_t max_reserved = std::size_t{1} << 16;  // ids: one huge document is no measure of others

/// The working state of a thread.
struct ThreadWork {
  std::unique_ptr<TokenReader> reader;
  std::size_t number = 0;          // of the thread
  std::vector<std::uint8_t> seen;  // by term of the reader: 1 if this corpus has it
  std::vector<TermId> used;        // the same, in the order in which they came
  std::size_t max_ids = 0;         // of a part, so that the next need not grow
};

/// A part, the thread that read it, and the number of terms that this thread had used before and after.
struct NumberedPart {
  CorpusPart part;
  const ThreadWork* work = nullptr;
  std::size_t used_before = 0;
  std::size_t used_after = 0;
};

/// Records the terms that the thread has not used before.
void note_new_terms(std::span<const TermId> ids, ThreadWork& work) {
  work.seen.resize(work.reader->terms().size());
  std::uint8_t* const seen = work.seen.data();
  for (const TermId id : ids) {
    if (seen[id] != 0) continue;
    seen[id] = 1;
    work.used.push_back(id);
  }
}

NumberedPart tokenize_chunk(ThreadWork& work, TextsView texts, const Chunk& chunk, const RunContext& run) {
  NumberedPart result;
  result.work = &work;
  result.used_before = work.used.size();
  CorpusPart& part = result.part;
  part.ids.reserve(std::min(work.max_ids, max_reserved));
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    throw_if_stopped(run);
    const std::size_t before = part.ids.size();
    const SourceText text = source_text(texts, i);
    work.reader->append(text, part.ids);
    part.notes.add(*work.reader, text);
    part.lengths.push_back(part.ids.size() - before);
  }
  work.max_ids = std::max(work.max_ids, part.ids.size());
  note_new_terms(part.ids, work);
  result.used_after = work.used.size();
  return result;
}

/// The numbers that terms have in the corpus, by thread and its number of a term; and the terms.
struct Numbered {
  std::vector<std::vector<TermId>> numbers;
  Vocabulary vocabulary;
};

/// Each thread processes its chunks in their order. So a term that first appears in a chunk is new to the
/// thread there, too. Going through the new terms, chunk by chunk, therefore numbers the terms as they first
/// appear.
Numbered number_terms(std::span<const NumberedPart> parts, const std::vector<ThreadWork*>& works,
                      Workers& workers) {
  std::vector<ThreadTerms> terms;
  terms.reserve(works.size());
  works.front()->reader->index_terms();
  for (const ThreadWork* work : works) terms.push_back({&work->reader->terms(), work->used});
  const MergedTerms merged(terms, workers);
  constexpr TermId none = std::numeric_limits<TermId>::max();
  std::vector<TermId> corpus_numbers(merged.bound(), none);
  std::vector<TermId> order;
  for (const NumberedPart& part : parts) {
    const std::span<const TermId> to_merged = merged.numbers(part.work->number);
    for (std::size_t i = part.used_before; i < part.used_after; ++i) {
      const TermId own = part.work->used[i];
      TermId& number = corpus_numbers[to_merged.empty() ? own : to_merged[own]];
      if (number != none) continue;
      number = static_cast<TermId>(order.size());
      order.push_back(to_merged.empty() ? own : to_merged[own]);
    }
  }
  const auto term_at = [&](std::size_t i) { return merged.term(order[i]); };
  Numbered result{std::vector<std::vector<TermId>>(works.size()),
                  VocabularyParts::of(order.size(), term_at, workers)};
  for (std::size_t thread = 1; thread < works.size(); ++thread) {
    const std::span<const TermId> to_merged = merged.numbers(thread);
    result.numbers[thread].resize(works[thread]->reader->terms().size());
    for (const TermId own : works[thread]->used) {
      result.numbers[thread][own] = corpus_numbers[to_merged.empty() ? own : to_merged[own]];
    }
  }
  result.numbers.front() = std::move(corpus_numbers);
  return result;
}

}  // namespace

TokenizedCorpus build_corpus(TextsView texts, const MakeReader& make, const RunContext& run) {
  const std::size_t documents = texts.size();
  Workers workers(run);
  PerThread<ThreadWork> works([&](std::size_t number) { return ThreadWork{make(), number, {}, {}, 0}; });
  std::vector<NumberedPart> parts(chunk_count(documents, documents_per_chunk));
  workers.for_chunks(
      documents, documents_per_chunk,
      [&](const Chunk& chunk) { parts[chunk.index] = tokenize_chunk(works.mine(), texts, chunk, run); },
      "tokenize");

  TokenizedCorpus corpus;
  Numbered numbered;
  throw_if_stopped(run);
  if (!parts.empty()) numbered = number_terms(parts, works.all(), workers);
  corpus.vocabulary = std::make_shared<const Vocabulary>(std::move(numbered.vocabulary));
  corpus.offsets.reserve(documents + 1);
  std::vector<std::size_t> begins;
  ReadingNotes notes;
  for (const NumberedPart& of_chunk : parts) {
    const CorpusPart& part = of_chunk.part;
    begins.push_back(static_cast<std::size_t>(corpus.offsets.back()));
    for (const std::uint64_t length : part.lengths) corpus.offsets.push_back(corpus.offsets.back() + length);
    notes.add(part.notes);
  }
  corpus.ill_formed = notes.ill_formed;
  corpus.truncated_words = notes.truncated_words;
  corpus.unknown_languages = notes.unknown_languages;
  corpus.languages = sorted_by_documents(notes.languages);
  corpus.ids.resize(static_cast<std::size_t>(corpus.offsets.back()));
  workers.for_chunks(parts.size(), 1, [&](const Chunk& chunk) {
    NumberedPart& part = parts[chunk.index];
    const std::vector<TermId>& numbers = numbered.numbers[part.work->number];
    const auto to = corpus.ids.begin() + static_cast<std::ptrdiff_t>(begins[chunk.index]);
    std::transform(part.part.ids.begin(), part.part.ids.end(), to, [&](TermId id) { return numbers[id]; });
    part = NumberedPart();
  });
  return corpus;
}

}}}  // namespace tema::v0::detail
