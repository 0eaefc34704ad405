#pragma once

#include "tema/corpus/token_source.hpp"

#include <algorithm>
#include <cstddef>

namespace reference {

/// A token source: words between single spaces, as they stand, of at least `least` bytes.
inline void words_at_spaces(const tema::SourceText& text, tema::TokenSink& sink, std::size_t least) {
  for (std::size_t begin = 0; begin < text.text.size();) {
    const std::size_t end = std::min(text.text.find(' ', begin), text.text.size());
    if (end >= begin + least) sink(text.text.substr(begin, end - begin), {begin, end});
    begin = end + 1;
  }
}

}  // namespace reference
