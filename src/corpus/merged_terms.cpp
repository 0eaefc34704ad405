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

constexpr std::size_t terms_per_chunk = 4096;

}  // namespace

MergedTerms::MergedTerms(std::span<const ThreadTerms> threads, Workers& workers)
    : first_(*threads.front().vocabulary), numbers_(threads.size()) {
  std::vector<std::vector<Missing>> missing;  // of each chunk of terms
  for (std::size_t thread = 1; thread < threads.size(); ++thread) {
    const auto& [vocabulary, used] = threads[thread];
    if (vocabulary == &first_) continue;  // the same numbers
    numbers_[thread].resize(vocabulary->size());
    const std::size_t before = missing.size();
    missing.resize(before + chunk_count(used.size(), terms_per_chunk));
    workers.for_chunks(used.size(), terms_per_chunk, [&, thread, before](const Chunk& chunk) {
      const std::span<const TermId> ids = threads[thread].used.subspan(chunk.begin, chunk.end - chunk.begin);
      find_in_first(*threads[thread].vocabulary, ids, numbers_[thread], [&](TermId id, std::uint32_t hash) {
        missing[before + chunk.index].push_back({thread, id, hash});
      });
    });
  }
  if (missing.empty()) return;
  if (threads.size() == 2) {  // then they are distinct
    for (const std::vector<Missing>& some : missing) {
      for (const auto& [thread, id, hash] : some) {
        numbers_[thread][id] = static_cast<TermId>(bound());
        rest_.push_back({threads[thread].vocabulary, id});
      }
    }
    return;
  }
  // At first, they are numbered within their parts.
  std::array<std::vector<Place>, shards> rest;
  workers.for_chunks(shards, 1, [&](const Chunk& chunk) {
    Vocabulary others = VocabularyParts::make(VocabularyParts::key(first_));
    for (const std::vector<Missing>& some : missing) {
      for (const auto& [thread, id, hash] : some) {
        if (hash % shards != chunk.index) continue;
        const Vocabulary& vocabulary = *threads[thread].vocabulary;
        const TermId place =
            VocabularyParts::intern(others, vocabulary.term(id), hash / std::uint32_t{shards});
        if (place == rest[chunk.index].size()) rest[chunk.index].push_back({&vocabulary, id});
        numbers_[thread][id] = place;
      }
    }
  });
  std::array<TermId, shards> first_numbers{};
  for (std::size_t shard = 0; shard < shards; ++shard) {
    first_numbers[shard] = static_cast<TermId>(bound());
    rest_.insert(rest_.end(), rest[shard].begin(), rest[shard].end());
  }
  for (const std::vector<Missing>& some : missing) {
    for (const auto& [thread, id, hash] : some) numbers_[thread][id] += first_numbers[hash % shards];
  }
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
