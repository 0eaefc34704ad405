#pragma once

#include "tema/core/types.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Calls visit(begin, end) for the n-grams of `count` characters, as numbers of characters, shorter ones
/// first. `whole_if_shorter`: what is shorter than n is one n-gram, once.
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

/// For each code point of `form`, the bytes of `surface` that it was made of, as far as that can be told:
/// grapheme cluster by grapheme cluster where both have the same number of them, else all of the surface.
[[nodiscard]] std::vector<ByteSpan> character_sources(std::string_view form, std::string_view surface);

/// Where each code point of a text begins, and the text's size.
[[nodiscard]] std::vector<std::size_t> code_point_begins(std::string_view text);

}}}  // namespace tema::v0::detail
