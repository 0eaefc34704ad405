#pragma once

#include "tema/core/export.hpp"

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// Terms of several words, such as "kereta cepat" and "luar negeri". They are your own, or found in a corpus
/// (find_collocations).
///
/// A tokenizer makes one token of the words of a phrase where they follow each other with nothing in between
/// but ASCII white space, one U+00A0 or one hyphen. Of the phrases that begin at the same word, it takes the
/// longest. Words are compared in folded form (give Turkish phrases in lower case), before stop words are
/// dropped and words are stemmed. Numbers can be words of a phrase only where they are kept. The text of the
/// token is the phrase as it is listed here; its span reaches from its first word to its last. Const members
/// may be called from many threads.
class TEMA_EXPORT Phrases {
 public:
  Phrases() = default;

  /// Throws std::invalid_argument for a phrase of fewer than two words; the message names it.
  Phrases(std::initializer_list<std::string_view> phrases);
  explicit Phrases(std::span<const std::string> phrases);

  [[nodiscard]] std::size_t size() const { return phrases_.size(); }
  [[nodiscard]] bool empty() const { return phrases_.empty(); }

  /// The distinct phrases, sorted by their bytes. They are folded, with one space between words.
  [[nodiscard]] std::span<const std::string> phrases() const { return phrases_; }

 private:
  std::vector<std::string> phrases_;
};

}}  // namespace tema::v0
