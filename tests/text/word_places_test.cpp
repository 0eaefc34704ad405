#include "text/unicode/word_places.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace {

using tema::TokenKind;
using tema::Word;
using tema::detail::most_words_of_places;
using tema::detail::WordPlaces;

/// Bits of 64 that are set with this probability, in percent.
std::uint64_t random_bits(std::size_t percent, tema::Random& random) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 64; ++i) bits |= std::uint64_t{random.below(100) < percent ? 1U : 0U} << i;
  return bits;
}

/// Runs of bits as words, some of which are numbers. The last byte is in no word.
WordPlaces places_of(std::uint64_t bits, std::size_t position, tema::Random& random) {
  const std::uint64_t words = bits & ~(std::uint64_t{1} << 63);
  WordPlaces places{words & ~(words << 1), ~words & (words << 1), 0, position};
  places.numbers = random.below(3) == 0 ? places.ends & random_bits(50, random) : 0;
  return places;
}

/// Bit by bit.
std::vector<Word> naive(const std::vector<WordPlaces>& all) {
  std::vector<Word> words;
  for (const WordPlaces& places : all) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < 64; ++i) {
      const auto has = [&](std::uint64_t bits) { return (bits >> i & 1) != 0; };
      if (has(places.starts)) begin = i;
      if (!has(places.ends)) continue;
      const TokenKind kind = has(places.numbers) ? TokenKind::number : TokenKind::word;
      words.push_back({{places.position + begin, places.position + i}, kind});
    }
  }
  return words;
}

template <class PutWords>
void check(PutWords put_words, const std::vector<WordPlaces>& places) {
  const std::vector<Word> expected = naive(places);
  std::vector<Word> found(places.size() * most_words_of_places);
  REQUIRE(put_words(places, found.data()) == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    CHECK(found[i].span.begin == expected[i].span.begin);
    CHECK(found[i].span.end == expected[i].span.end);
    CHECK(found[i].kind == expected[i].kind);
  }
}

}  // namespace

TEST_CASE("word places: words are the same by each set of instructions as bit by bit") {
  tema::Random random(1);
  for (std::size_t round = 0; round < 2000; ++round) {
    CAPTURE(round);
    std::vector<WordPlaces> places;
    std::size_t position = random.below(5) == 0 ? std::size_t{1} << 40 : 0;
    for (std::size_t i = random.below(9); i > 0; --i, position += random.below(64))
      places.push_back(places_of(random_bits(random.below(101), random), position, random));
    check(tema::detail::put_words, places);
    check(tema::detail::put_words_one_by_one, places);
  }
}

TEST_CASE("word places: as many words as there can be") {
  tema::Random random(2);
  const std::vector<WordPlaces> places(8, places_of(0x5555'5555'5555'5555, 7, random));
  check(tema::detail::put_words, places);
  check(tema::detail::put_words_one_by_one, places);
}
