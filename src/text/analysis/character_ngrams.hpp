#pragma once

#include "tema/core/types.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Calls visit(begin, end) for the n-grams of `count` characters, as indices of characters, shorter n-grams
/// first. With `whole_if_shorter`, a text that is shorter than n is given once, as a whole.
template <class Visit>
void for_each_ngram(std::size_t count, const CharacterNgrams& ngrams, bool whole_if_shorter, Visit&& visit) {
  for (std::size_t n = ngrams.min; n <= ngrams.max; ++n) {
    if (count <= n) {
      if (count == n || whole_if_shorter) visit(std::size_t{0}, count);
      return;
    }
    for (std::size_t begin = 0; begin + n <= count; ++begin) visit(begin, begin + n);
  }
}

/// For each code point of `form`, the bytes of `surface` that it came from, as far as that can be told: if
/// both have the same number of grapheme clusters, cluster by cluster; otherwise, the whole surface.
[[nodiscard]] std::vector<ByteSpan> character_sources(std::string_view form, std::string_view surface);

/// The position where each code point of a text begins, and then the size of the text.
[[nodiscard]] std::vector<std::size_t> code_point_begins(std::string_view text);

}}}  // namespace tema::v0::detail
