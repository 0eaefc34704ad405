#pragma once

#include "tema/text/word_segmenter.hpp"

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The words found so far, in a buffer with room for `capacity` of them.
struct WordScan {
  std::string_view text;
  std::size_t limit;     // the scan may stop once `position` is beyond this
  std::size_t position;  // a boundary after an ASCII character that joins nothing there, or 0
  Word* words;
  std::size_t count;
  std::size_t capacity;
  bool backticks;  // as WordSegmenterOptions::backticks
};

/// Finds words, many bytes at a time, and advances `position`. It stops when `position` is beyond the limit,
/// or when the buffer has room for fewer than 32 words. It returns false where what follows has to be cut
/// carefully: a script that a dictionary cuts, emoji, a long word.
bool scan_words(WordScan& scan);

}}}  // namespace tema::v0::detail
