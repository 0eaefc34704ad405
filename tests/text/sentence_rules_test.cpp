#include "text/unicode/sentence_rules.hpp"

#include "every_target.hpp"
#include "reference/append_utf8.hpp"
#include "reference/naive_sentences.hpp"
#include "reference/random_text.hpp"
#include "tema/core/random.hpp"
#include "tema/text/utf8.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace {

std::vector<std::size_t> ends(std::string_view text) {
  std::vector<std::size_t> all;
  tema::detail::SentenceRules rules(text);
  for (std::size_t at = 0; at < text.size();) all.push_back(at = rules.end_of(at));
  return all;
}

constexpr std::array<std::uint32_t, 26> tricky = {
    'a', 'B',   '1',  '.',  '!',    '?',    ' ',   ' ',    '\n',   '\r',   ')',  '"',   ',',
    '-', 0x301, 0xAD, 0x85, 0x2029, 0x3002, 0x964, 0x4E00, 0x2024, 0x201D, 0xC9, 0x661, 0x2D};

std::string tricky_text(tema::Random& random, std::size_t length) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t times = random.below(50) == 0 ? random.below(90) : 1;
    const std::uint32_t c = tricky[random.below(tricky.size())];
    for (std::size_t k = 0; k < times; ++k) reference::append_utf8(text, c);
    if (random.below(100) == 0) text += static_cast<char>(random.below(256));
  }
  return text;
}

}  // namespace

TEST_CASE("sentence rules: every instruction set agrees with the naive rules on random text") {
  EveryTarget().run([] {
    tema::Random random(1);
    for (int i = 0; i < 3'000; ++i) {
      const std::string text = tricky_text(random, random.below(60));
      REQUIRE_MESSAGE(ends(text) == reference::NaiveSentences(text).ends(), text);
    }
  });
}

TEST_CASE("sentence rules: agree with the naive rules on text of many scripts and on any bytes") {
  tema::Random random(2);
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = i % 2 == 0 ? reference::random_mixed_text(random, 20)
                                        : reference::random_bytes(random, random.below(150));
    REQUIRE(ends(text) == reference::NaiveSentences(text).ends());
  }
}

TEST_CASE("sentence rules: no character that can end a sentence is passed over") {
  EveryTarget().run([] {
    using tema::detail::SentenceClass;
    for (std::uint32_t c = 0; c < 0x110000; ++c) {
      const SentenceClass value = tema::detail::sentence_class(c);
      const bool is_stop = value == SentenceClass::aterm || value == SentenceClass::sterm ||
                           value == SentenceClass::sep || value == SentenceClass::cr ||
                           value == SentenceClass::lf;
      if (!is_stop) continue;
      for (const std::size_t offset : {0U, 1U, 31U, 60U, 63U, 64U}) {
        std::string text(offset, 'x');
        reference::append_utf8(text, c);
        REQUIRE(tema::detail::SentenceStops(text + " yz").next(0) == offset);
      }
    }
  });
}
