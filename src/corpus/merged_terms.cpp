#include "corpus/merged_terms.hpp"

#include "corpus/vocabulary_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The terms are divided by their hashes, so that each part is merged by one thread.
constexpr std::size_t shards = 16;

/// A term that the first vocabulary does not have.
struct Missing {
  std::size_t thread;
  TermId id;
  std::uint32_t hash;
};

using MissingByShard = std::array<std::vector<Missing>, shards>;

constexpr std::size_t terms_per_chunk = 4096;

}  // namespace

MergedTerms::MergedTerms(std::span<const ThreadTerms> threads, Workers& workers)
    : first_(*threads.front().vocabulary), numbers_(threads.size()) {
  std::vector<MissingByShard> missing;  // of each chunk of terms
  for (std::size_t thread = 1; thread < threads.size(); ++thread) {
    const auto& [vocabulary, used] = threads[thread];
    if (vocabulary == &first_) continue;  // the same numbers
    numbers_[thread].resize(vocabulary->size());
    const std::size_t before = missing.size();
    missing.resize(before + chunk_count(used.size(), terms_per_chunk));
    workers.for_chunks(used.size(), terms_per_chunk, [&, thread, before](const Chunk& chunk) {
      const std::span<const TermId> ids = threads[thread].used.subspan(chunk.begin, chunk.end - chunk.begin);
      find_in_first(*threads[thread].vocabulary, ids, numbers_[thread], [&](TermId id, std::uint32_t hash) {
        missing[before + chunk.index][hash % shards].push_back({thread, id, hash});
      });
    });
  }
  if (missing.empty()) return;
  // At first, they are numbered within their shards. What one thread misses is distinct.
  const bool are_distinct = threads.size() == 2;
  std::array<std::vector<Place>, shards> rest;
  workers.for_chunks(shards, 1, [&](const Chunk& chunk) {
    Vocabulary others = VocabularyParts::make(VocabularyParts::key(first_));
    std::vector<Place>& places = rest[chunk.index];
    for (const MissingByShard& some : missing) {
      for (const auto& [thread, id, hash] : some[chunk.index]) {
        const Vocabulary& vocabulary = *threads[thread].vocabulary;
        const std::size_t place =
            are_distinct ? places.size()
                         : VocabularyParts::intern(others, vocabulary.term(id), hash / std::uint32_t{shards});
        if (place == places.size()) places.push_back({&vocabulary, id});
        numbers_[thread][id] = static_cast<TermId>(place);
      }
    }
  });
  std::array<std::size_t, shards + 1> begins{};
  for (std::size_t shard = 0; shard < shards; ++shard) begins[shard + 1] = begins[shard] + rest[shard].size();
  rest_.resize(begins.back());
  workers.for_chunks(shards, 1, [&](const Chunk& chunk) {
    const std::size_t shard = chunk.index;
    std::copy(rest[shard].begin(), rest[shard].end(), rest_.data() + begins[shard]);
    for (const MissingByShard& some : missing) {
      for (const auto& [thread, id, hash] : some[shard])
        numbers_[thread][id] += static_cast<TermId>(first_.size() + begins[shard]);
    }
  });
}

/// Writes the numbers that the first vocabulary has for these terms into `numbers`. Calls missing(id, hash)
/// for terms that it does not have.
template <class Missing>
void MergedTerms::find_in_first(const Vocabulary& vocabulary, std::span<const TermId> ids,
                                std::vector<TermId>& numbers, Missing&& missing) const {
  const auto term_at = [&](std::size_t i) { return vocabulary.term(ids[i]); };
  VocabularyParts::find_all(first_, ids.size(), term_at,
                            [&](std::size_t i, std::optional<TermId> known, std::uint32_t hash) {
                              if (known) {
                                numbers[ids[i]] = *known;
                              } else {
                                missing(ids[i], hash);
                              }
                            });
}

}}}  // namespace tema::v0::detail
