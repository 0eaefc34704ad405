#pragma once

#include "tema/core/export.hpp"

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// Terms of several words, such as "kereta cepat" and "luar negeri": a user's own, or learnt from a corpus
/// (find_collocations).
///
/// A tokenizer makes one token of the words of a phrase where they follow each other with nothing between
/// them but white space of ASCII, one U+00A0 or one hyphen; of phrases that begin at the same word, it takes
/// the longest. Words are compared as folded (Turkish ones are best given in small letters), before stop
/// words are dropped and stems taken; numbers are words of a phrase only where they are kept. The token is
/// the phrase as it is listed here, and its span reaches from its first word to its last. Const members may
/// be called from many threads.
class TEMA_EXPORT Phrases {
 public:
  Phrases() = default;

  /// Throws std::invalid_argument for a phrase of fewer than two words, naming it.
  Phrases(std::initializer_list<std::string_view> phrases);
  explicit Phrases(std::span<const std::string> phrases);

  [[nodiscard]] std::size_t size() const { return phrases_.size(); }
  [[nodiscard]] bool empty() const { return phrases_.empty(); }

  /// The distinct phrases, folded, white space between words read as one space, sorted by their bytes.
  [[nodiscard]] std::span<const std::string> phrases() const { return phrases_; }

 private:
  std::vector<std::string> phrases_;
};

}}  // namespace tema::v0
