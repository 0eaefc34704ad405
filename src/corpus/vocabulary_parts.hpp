#pragma once

#include "tema/corpus/vocabulary.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tema::inline v0::detail {

/// A way into vocabularies for who makes one of others. Those by one key have the same hash for a term, which
/// so need not be computed again.
struct VocabularyParts {
  using Key = std::array<std::uint64_t, 2>;

  [[nodiscard]] static Key random_key();

  [[nodiscard]] static Vocabulary make(const Key& key) { return Vocabulary(key); }
  [[nodiscard]] static const Key& key(const Vocabulary& vocabulary) { return vocabulary.key_; }

  /// The hashes of all terms, by their numbers.
  [[nodiscard]] static std::vector<std::uint32_t> hashes(const Vocabulary& vocabulary);

  /// Has the place brought near where find() and intern() look for a hash.
  static void prefetch(const Vocabulary& vocabulary, std::uint32_t hash) {
    __builtin_prefetch(&vocabulary.slots_[hash & (vocabulary.slots_.size() - 1)]);
  }

  [[nodiscard]] static std::optional<TermId> find(const Vocabulary& vocabulary, std::string_view term,
                                                  std::uint32_t hash) {
    return vocabulary.find(term, hash);
  }

  static TermId intern(Vocabulary& vocabulary, std::string_view term, std::uint32_t hash) {
    return vocabulary.intern(term, hash);
  }

  /// Adds a term that is not there yet.
  static void add(Vocabulary& vocabulary, std::string_view term, std::uint32_t hash) {
    vocabulary.add(term, hash);
  }

  /// Makes room for so many terms of so many bytes.
  static void reserve(Vocabulary& vocabulary, std::size_t terms, std::size_t bytes) {
    vocabulary.reserve(terms);
    vocabulary.bytes_.reserve(bytes);
  }
};

}  // namespace tema::inline v0::detail
