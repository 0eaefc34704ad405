#pragma once

#include "tema/corpus/vocabulary.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tema::inline v0::detail {

/// A way into vocabularies for who makes one of others. Those by one key have the same hash for a term.
struct VocabularyParts {
  using Key = std::array<std::uint64_t, 2>;

  [[nodiscard]] static Key random_key();

  [[nodiscard]] static Vocabulary make(const Key& key) { return Vocabulary(key); }
  [[nodiscard]] static const Key& key(const Vocabulary& vocabulary) { return vocabulary.key_; }

  [[nodiscard]] static std::uint32_t hash_of(const Vocabulary& vocabulary, std::string_view term) {
    return vocabulary.hash_of(term);
  }

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

  /// Adds a term that is known not to be there. It can be found after index_appended(), without which nothing
  /// may be looked for or interned.
  static TermId append(Vocabulary& vocabulary, std::string_view term) {
    vocabulary.append(term);
    return static_cast<TermId>(vocabulary.size() - 1);
  }
  static void index_appended(Vocabulary& vocabulary) { vocabulary.index_appended(); }

  /// Makes room for so many terms of so many bytes.
  static void reserve(Vocabulary& vocabulary, std::size_t terms, std::size_t bytes) {
    vocabulary.ends_.reserve(terms + 1);
    vocabulary.bytes_.reserve(bytes);
  }
};

}  // namespace tema::inline v0::detail
