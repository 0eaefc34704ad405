#pragma once

#include "tema/core/types.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Finds sequences of words by a trie over the numbers of words.
class PhraseMatcher {
 public:
  static constexpr TermId no_word = static_cast<TermId>(-1);

  /// Adds a phrase, given as the words that the analysis produces. A single word is no phrase, and is left
  /// out.
  void add(std::string_view phrase, std::span<const std::string> words);

  [[nodiscard]] bool empty() const { return phrases_.empty(); }

  /// The number of a word that is in some phrase, or no_word.
  [[nodiscard]] TermId word(std::string_view form) const { return words_.find(form).value_or(no_word); }

  struct Match {
    std::size_t words = 0;  // 0: no phrase
    std::string_view phrase;
  };

  /// The longest phrase that begins with word(0). word(i) is called for ascending i, until no phrase
  /// continues.
  template <class WordAt>
  [[nodiscard]] Match longest(WordAt&& word_at) const {
    Match best;
    State state = 0;
    for (std::size_t i = 0; follow(state, word_at(i)); ++i) {
      if (endings_[state] != 0) best = {i + 1, phrases_[endings_[state] - 1]};
    }
    return best;
  }

 private:
  using State = std::uint32_t;

  [[nodiscard]] bool follow(State& state, TermId word) const {
    if (word == no_word) return false;
    const auto place = transitions_.find(key_of(state, word));
    if (place == transitions_.end()) return false;
    state = place->second;
    return true;
  }
  static std::uint64_t key_of(State state, TermId word) { return std::uint64_t{state} << 32 | word; }

  std::vector<std::string> phrases_;
  Vocabulary words_;
  std::vector<std::uint32_t> endings_ = {0};  // by state: the number of the phrase that ends there, from 1 on
  std::unordered_map<std::uint64_t, State> transitions_;
};

}}}  // namespace tema::v0::detail
