#include "corpus/merged_terms.hpp"

#include "corpus/vocabulary_parts.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace tema::inline v0::detail {

namespace {

/// Parts of the terms by their hashes, so that each is merged by one thread.
constexpr std::size_t shards = 64;

std::size_t shard_of(std::uint32_t hash) { return hash >> 26; }

/// A term of a thread beyond the first.
struct Candidate {
  std::size_t thread;
  TermId id;
  std::uint32_t hash;
};

/// Brings near, some steps ahead, where the terms are looked for.
constexpr std::size_t lead = 16;

}  // namespace

MergedTerms::MergedTerms(std::span<const ThreadTerms> threads, Workers& workers)
    : first_(*threads.front().vocabulary),
      first_hashes_(VocabularyParts::hashes(first_)),
      numbers_(threads.size()) {
  if (threads.size() == 1) return;
  std::array<std::vector<Candidate>, shards> candidates;
  for (std::size_t thread = 1; thread < threads.size(); ++thread) {
    if (threads[thread].vocabulary == &first_) continue;  // the same numbers
    const std::vector<std::uint32_t> hashes = VocabularyParts::hashes(*threads[thread].vocabulary);
    numbers_[thread].resize(threads[thread].vocabulary->size());
    for (const TermId id : threads[thread].used) {
      candidates[shard_of(hashes[id])].push_back({thread, id, hashes[id]});
    }
  }
  // What the first does not have is numbered within its part at first.
  std::array<std::vector<Place>, shards> rest;
  std::array<std::vector<Candidate>, shards> of_rest;
  workers.for_chunks(shards, 1, [&](const Chunk& chunk) {
    const std::vector<Candidate>& mine = candidates[chunk.index];
    Vocabulary others = VocabularyParts::make(VocabularyParts::key(first_));
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (i + lead < mine.size()) VocabularyParts::prefetch(first_, mine[i + lead].hash);
      const auto& [thread, id, hash] = mine[i];
      const Vocabulary& vocabulary = *threads[thread].vocabulary;
      const std::string_view term = vocabulary.term(id);
      if (const auto known = VocabularyParts::find(first_, term, hash)) {
        numbers_[thread][id] = *known;
        continue;
      }
      const TermId place = VocabularyParts::intern(others, term, hash);
      if (place == rest[chunk.index].size()) rest[chunk.index].push_back({&vocabulary, id, hash});
      numbers_[thread][id] = place;
      of_rest[chunk.index].push_back(mine[i]);
    }
  });
  for (std::size_t shard = 0; shard < shards; ++shard) {
    const auto before = static_cast<TermId>(bound());
    for (const Candidate& candidate : of_rest[shard]) numbers_[candidate.thread][candidate.id] += before;
    rest_.insert(rest_.end(), rest[shard].begin(), rest[shard].end());
  }
}

Vocabulary MergedTerms::vocabulary(std::span<const TermId> numbers) const {
  Vocabulary vocabulary = VocabularyParts::make(VocabularyParts::key(first_));
  std::size_t bytes = 0;
  for (const TermId number : numbers) bytes += term(number).size();
  VocabularyParts::reserve(vocabulary, numbers.size(), bytes);
  const auto hash_of = [&](TermId number) {
    return number < first_.size() ? first_hashes_[number] : rest_[number - first_.size()].hash;
  };
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i + lead < numbers.size()) VocabularyParts::prefetch(vocabulary, hash_of(numbers[i + lead]));
    VocabularyParts::add(vocabulary, term(numbers[i]), hash_of(numbers[i]));
  }
  return vocabulary;
}

}  // namespace tema::inline v0::detail
