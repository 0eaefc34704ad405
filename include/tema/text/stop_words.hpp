#pragma once

#include "tema/core/export.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// A set of words that tell nothing about the subject of a text. Words are compared in folded form (see
/// fold()), so case does not matter. Const members may be called from many threads.
class TEMA_EXPORT StopWords {
 public:
  StopWords() = default;
  StopWords(std::initializer_list<std::string_view> words);
  explicit StopWords(std::span<const std::string> words);

  void insert(std::string_view word);
  void insert(const StopWords& others);

  /// True if the set contains the word, which must be folded.
  [[nodiscard]] bool contains(std::string_view folded_word) const {
    return index_.find(folded_word).has_value();
  }

  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] bool empty() const { return words_.empty(); }

  /// The folded words, sorted by their bytes. On a temporary, words() moves them out, so that no span is left
  /// dangling.
  [[nodiscard]] std::span<const std::string> words() const& { return words_; }
  [[nodiscard]] std::vector<std::string> words() && { return std::move(words_); }

 private:
  void sort_and_index();

  std::vector<std::string> words_;
  Vocabulary index_;  // the same words
};

/// The stop words of a language, given by a tag that canonical_language() can read ("id", "ind", "en-GB").
/// The set is empty where tema has no list. Throws std::invalid_argument for a tag that names no language.
[[nodiscard]] TEMA_EXPORT StopWords stop_words(std::string_view language);

/// The languages that tema has something for: "und", and the codes of all languages with stop words, a
/// stemmer or rules for folding; sorted.
[[nodiscard]] TEMA_EXPORT std::span<const std::string> languages();

}}  // namespace tema::v0
