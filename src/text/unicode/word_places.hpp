#pragma once

#include "tema/text/word_segmenter.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// Where the words of 64 bytes of a text begin and end: bit i stands for byte i.
struct WordPlaces {
  std::uint64_t starts = 0;
  std::uint64_t ends = 0;     // the bytes after the words, as many as there are starts
  std::uint64_t numbers = 0;  // the ends of words that are numbers
  std::size_t position = 0;   // of byte 0 in the text
};

/// The largest number of words in 64 bytes, each of which is followed by another byte.
constexpr std::size_t most_words_of_places = 32;

/// Writes the words to `out` in order, and returns their number. `out` must have room for
/// most_words_of_places for each of `places`, because more may be written than there are.
std::size_t put_words(std::span<const WordPlaces> places, Word* out);

/// The same by the instructions that each CPU has, for tests.
std::size_t put_words_one_by_one(std::span<const WordPlaces> places, Word* out);

}}}  // namespace tema::v0::detail
