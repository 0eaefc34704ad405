#pragma once

#include "tema/core/parallel.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Access to the inside of vocabularies, for code that makes one from others. Vocabularies with the same key
/// give a term the same hash.
struct VocabularyParts {
  using Key = std::array<std::uint64_t, 2>;

  [[nodiscard]] static Key random_key();

  [[nodiscard]] static Vocabulary make(const Key& key) { return Vocabulary(key); }
  [[nodiscard]] static const Key& key(const Vocabulary& vocabulary) { return vocabulary.key_; }

  /// Looks up term_at(0) to term_at(size - 1): calls found(i, number if it is there, hash) for each. The
  /// slots of several terms are prefetched before the first one is read.
  template <class TermAt, class Found>
  static void find_all(const Vocabulary& vocabulary, std::size_t size, const TermAt& term_at, Found&& found) {
    constexpr std::size_t batch = 32;
    std::array<std::uint32_t, batch> hashes{};
    for (std::size_t begin = 0; begin < size; begin += batch) {
      const std::size_t count = std::min(batch, size - begin);
      for (std::size_t i = 0; i < count; ++i) {
        hashes[i] = vocabulary.hash_of(term_at(begin + i));
        __builtin_prefetch(&vocabulary.slots_[hashes[i] & (vocabulary.slots_.size() - 1)]);
      }
      for (std::size_t i = 0; i < count; ++i)
        found(begin + i, vocabulary.find(term_at(begin + i), hashes[i]), hashes[i]);
    }
  }

  static TermId intern(Vocabulary& vocabulary, std::string_view term, std::uint32_t hash) {
    return vocabulary.intern(term, hash);
  }

  /// Adds a term that is certainly not there yet. Before anything is looked up or interned again,
  /// index_appended() must be called.
  static TermId append(Vocabulary& vocabulary, std::string_view term) {
    vocabulary.append(term);
    return static_cast<TermId>(vocabulary.size() - 1);
  }

  /// As intern(), for a term that certainly differs from all those that were appended. It costs no index of
  /// these.
  static TermId intern_apart(Vocabulary& vocabulary, std::string_view term) {
    return vocabulary.intern_apart(term);
  }
  static void index_appended(Vocabulary& vocabulary) { vocabulary.index_appended(); }

  /// A vocabulary of distinct terms, term_at(0) to term_at(size - 1), which is built on all threads.
  template <class TermAt>
  [[nodiscard]] static Vocabulary of(std::size_t size, const TermAt& term_at, Workers& workers) {
    constexpr std::size_t terms_per_chunk = 4096;
    Vocabulary vocabulary;
    vocabulary.ends_.resize(size + 1);
    workers.for_chunks(size, terms_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) vocabulary.ends_[i + 1] = term_at(i).size();
    });
    std::partial_sum(vocabulary.ends_.begin(), vocabulary.ends_.end(), vocabulary.ends_.begin());
    vocabulary.bytes_.resize(vocabulary.ends_.back());
    std::vector<std::uint32_t> hashes(size);
    workers.for_chunks(size, terms_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        const std::string_view term = term_at(i);
        std::copy(term.begin(), term.end(), vocabulary.bytes_.data() + vocabulary.ends_[i]);
        hashes[i] = vocabulary.hash_of(term);
      }
    });
    vocabulary.index(hashes);
    return vocabulary;
  }
};

}}}  // namespace tema::v0::detail
