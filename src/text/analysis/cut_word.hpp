#pragma once

#include "tema/core/types.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The most bytes between the two parts of a word that a line's end cuts.
inline constexpr std::size_t longest_line_end = 64;

/// True if what stands between two words is a hyphen at a line's end, with white space around that: "-\n  ".
/// The hyphen may be a soft one, U+00AD, which is of the first word.
[[nodiscard]] bool is_line_end(std::string_view first, std::string_view between);

/// True if the two may be one word that was cut: the second goes on in small letters, or, behind
/// a capital, in capitals. False for an empty second one.
[[nodiscard]] bool is_cut_word(std::string_view first, std::string_view second);

/// A word without the ends of lines that cut it: "pemerin-\ntah" is "pemerintah". Where a hyphen belongs to
/// the word, it stays: "negara-\nnegara", "ke-\n4" in Indonesian.
class MendedWord {
 public:
  MendedWord(std::string_view word, bool is_indonesian);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// Where a span of text() stands in the word.
  [[nodiscard]] ByteSpan source(ByteSpan span) const;

 private:
  struct Cut {
    std::size_t at;    // in text_
    std::size_t gone;  // bytes that are not there, of this cut and those before it
  };

  std::string text_;
  std::vector<Cut> cuts_;
};

}}}  // namespace tema::v0::detail
