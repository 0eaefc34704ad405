#include "text/corpus_builder.hpp"

#include "tema/core/parallel.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

namespace tema::inline v0::detail {

namespace {

constexpr std::size_t documents_per_chunk = 32;
constexpr std::size_t most_reserved = std::size_t{1} << 16;  // ids: one huge document is no measure of others

/// What one thread has done.
struct ThreadWork {
  std::unique_ptr<PartTokenizer> tokenizer;
  std::vector<std::uint8_t> seen;  // of the tokenizer's terms, those of this corpus
  TermId all_seen_below = 0;       // most are, and need no look into memory
  std::size_t most_ids = 0;        // of a part, so that the next need not grow
  std::vector<TermId> numbers;     // by the tokenizer's number of a term, the corpus's; empty: the same
};

/// A part, whose it is, and the terms that were new to that thread.
struct NumberedPart {
  CorpusPart part;
  ThreadWork* work = nullptr;
  std::vector<TermId> new_terms;
};

/// A ThreadWork for each thread that asks.
class ThreadWorks {
 public:
  explicit ThreadWorks(const std::function<std::unique_ptr<PartTokenizer>()>& make) : make_(make) {}

  /// This thread's one, made at the first call.
  ThreadWork& mine() {
    const std::scoped_lock lock(mutex_);
    std::unique_ptr<ThreadWork>& work = all_[std::this_thread::get_id()];
    if (!work) work = std::make_unique<ThreadWork>(ThreadWork{make_(), {}, 0, 0, {}});
    return *work;
  }

 private:
  const std::function<std::unique_ptr<PartTokenizer>()>& make_;
  std::mutex mutex_;
  std::map<std::thread::id, std::unique_ptr<ThreadWork>> all_;
};

void find_new_terms(NumberedPart& part) {
  std::vector<std::uint8_t>& seen = part.work->seen;
  TermId& all_seen_below = part.work->all_seen_below;
  seen.resize(part.work->tokenizer->terms().size());
  for (const TermId id : part.part.ids) {
    if (id < all_seen_below || seen[id] != 0) continue;
    seen[id] = 1;
    part.new_terms.push_back(id);
    while (all_seen_below < seen.size() && seen[all_seen_below] != 0) ++all_seen_below;
  }
}

NumberedPart tokenize_chunk(ThreadWorks& works, TextsView texts, const Chunk& chunk, const Run& run) {
  NumberedPart result;
  result.work = &works.mine();
  CorpusPart& part = result.part;
  part.ids.reserve(std::min(result.work->most_ids, most_reserved));
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    throw_if_stopped(run);
    const std::size_t before = part.ids.size();
    result.work->tokenizer->append(texts, i, part);
    part.lengths.push_back(part.ids.size() - before);
  }
  result.work->most_ids = std::max(result.work->most_ids, part.ids.size());
  find_new_terms(result);
  return result;
}

/// True if the parts, all of one thread, were the first to use its terms: then they are numbered already.
bool are_in_order(std::span<const NumberedPart> parts) {
  TermId next = 0;
  for (const NumberedPart& part : parts) {
    if (part.work != parts.front().work) return false;
    for (const TermId id : part.new_terms) {
      if (id != next++) return false;
    }
  }
  return !parts.empty() && next == parts.front().work->tokenizer->terms().size();
}

/// Each thread takes its chunks in their order. So a term that first appears in a chunk is new there to the
/// thread, too: to go through what was new, chunk by chunk, numbers the terms as they first appear.
Vocabulary number_terms(std::span<NumberedPart> parts, const Run& run) {
  if (are_in_order(parts)) return parts.front().work->tokenizer->terms();
  Vocabulary vocabulary;
  std::size_t most = 0;  // terms; what two threads found counts twice
  for (const NumberedPart& part : parts) most += part.new_terms.size();
  vocabulary.reserve(most);
  for (NumberedPart& part : parts) {
    throw_if_stopped(run);
    const Vocabulary& terms = part.work->tokenizer->terms();
    std::vector<TermId>& numbers = part.work->numbers;
    if (numbers.empty()) numbers.resize(terms.size());
    const std::vector<TermId> found = vocabulary.intern_all(terms, part.new_terms);
    for (std::size_t i = 0; i < found.size(); ++i) numbers[part.new_terms[i]] = found[i];
  }
  return vocabulary;
}

}  // namespace

TokenizedCorpus build_corpus(TextsView texts, const std::function<std::unique_ptr<PartTokenizer>()>& make,
                             const Run& run) {
  Workers workers(run);
  ThreadWorks works(make);
  std::vector<NumberedPart> parts(chunk_count(texts.size(), documents_per_chunk));
  workers.for_chunks(
      texts.size(), documents_per_chunk,
      [&](const Chunk& chunk) { parts[chunk.index] = tokenize_chunk(works, texts, chunk, run); }, "tokenize");

  TokenizedCorpus corpus;
  corpus.vocabulary = std::make_shared<const Vocabulary>(number_terms(parts, run));
  corpus.offsets.reserve(texts.size() + 1);
  std::vector<std::size_t> begins;
  DocumentsOfLanguage languages;
  for (const NumberedPart& numbered : parts) {
    const CorpusPart& part = numbered.part;
    begins.push_back(static_cast<std::size_t>(corpus.offsets.back()));
    for (const std::uint64_t length : part.lengths) corpus.offsets.push_back(corpus.offsets.back() + length);
    corpus.ill_formed += part.ill_formed;
    corpus.cut += part.cut;
    for (const auto& [language, documents] : part.languages) languages[language] += documents;
  }
  corpus.languages = most_first(languages);
  corpus.ids.resize(static_cast<std::size_t>(corpus.offsets.back()));
  workers.for_chunks(parts.size(), 1, [&](const Chunk& chunk) {
    NumberedPart& part = parts[chunk.index];
    const std::vector<TermId>& numbers = part.work->numbers;
    const auto to = corpus.ids.begin() + static_cast<std::ptrdiff_t>(begins[chunk.index]);
    const std::vector<TermId>& ids = part.part.ids;
    if (numbers.empty()) {
      std::copy(ids.begin(), ids.end(), to);
    } else {
      std::transform(ids.begin(), ids.end(), to, [&](TermId id) { return numbers[id]; });
    }
    part = NumberedPart();
  });
  return corpus;
}

}  // namespace tema::inline v0::detail
