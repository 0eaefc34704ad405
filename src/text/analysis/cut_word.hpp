#pragma once

#include "tema/core/types.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The largest number of bytes between the two parts of a word that the end of a line cuts.
inline constexpr std::size_t longest_line_end = 64;

/// True if the bytes between two words are a hyphen at the end of a line, with white space around the line
/// end: "-\n  ". The hyphen may be a soft one, U+00AD, which belongs to the first word.
[[nodiscard]] bool is_line_end(std::string_view first, std::string_view between);

/// True if the two may be one word that was cut: the second continues in small letters or, after a capital,
/// in capitals. False if the second one is empty.
[[nodiscard]] bool is_cut_word(std::string_view first, std::string_view second);

/// A word without the line ends that cut it: "pemerin-\ntah" becomes "pemerintah". A hyphen that belongs to
/// the word is kept: "negara-\nnegara", and in Indonesian "ke-\n4".
class MendedWord {
 public:
  MendedWord(std::string_view word, bool is_indonesian);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// The span of the original word that a span of text() came from.
  [[nodiscard]] ByteSpan source(ByteSpan span) const;

 private:
  struct Cut {
    std::size_t at;    // in text_
    std::size_t gone;  // bytes removed by this cut and those before it
  };

  std::string text_;
  std::vector<Cut> cuts_;
};

}}}  // namespace tema::v0::detail
