#include "tema/text/word_segmenter.hpp"

#include "every_target.hpp"
#include "reference/append_utf8.hpp"
#include "reference/naive_words.hpp"
#include "reference/random_text.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace {

using tema::TokenKind;
using tema::Word;

std::vector<Word> words(std::string_view text, bool dictionary, bool backticks = false) {
  std::vector<Word> all;
  tema::WordSegmenter segmenter(text, {.dictionary = dictionary, .backticks = backticks});
  for (auto batch = segmenter.next(); !batch.empty(); batch = segmenter.next()) {
    all.insert(all.end(), batch.begin(), batch.end());
  }
  return all;
}

std::vector<std::string> shown(std::string_view text, bool dictionary = true, bool backticks = false) {
  constexpr std::string_view kinds = "wnkie";
  std::vector<std::string> all;
  for (const Word& word : words(text, dictionary, backticks)) {
    all.push_back(kinds[static_cast<std::size_t>(word.kind)] +
                  (':' + std::string(text.substr(word.span.begin, word.span.size()))));
  }
  return all;
}

using Shown = std::vector<std::string>;

/// What a person would have to compare: nothing if the two are equal.
std::string difference(std::string_view text, const std::vector<Word>& found,
                       const std::vector<Word>& expected) {
  for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
    const auto name = [&](const std::vector<Word>& all) {
      return i < all.size() ? std::to_string(all[i].span.begin) + '-' + std::to_string(all[i].span.end) +
                                  '/' + std::to_string(static_cast<int>(all[i].kind))
                            : "none";
    };
    if (name(found) == name(expected)) continue;
    std::string bytes;
    for (const char c : text) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      bytes += digits[static_cast<unsigned char>(c) / 16];
      bytes += digits[static_cast<unsigned char>(c) % 16];
      bytes += ' ';
    }
    return "word " + std::to_string(i) + " is " + name(found) + ", but must be " + name(expected) + " in " +
           bytes;
  }
  return "";
}

/// Characters of each class, of each length that the class has: what rules and windows can stumble over.
constexpr std::array<std::uint32_t, 58> tricky = {
    '`',    0x2060, 'a',    'Z',    '7',     '0',     '_',     ' ',     ' ',     ' ',    '\n',   '\r',
    '-',    '.',    ',',    ':',    ';',     '\'',    '"',     '\0',    0x7F,    0xA0,   0xB7,   0xE9,
    0x301,  0x37E,  0x387,  0x5D0,  0x5F4,   0x60C,   0x661,   0x905,   0x93E,   0xAD,   0x200C, 0x200D,
    0x2019, 0x201D, 0x2013, 0x202F, 0x2028,  0x3000,  0x3042,  0x30A2,  0x309B,  0x4E00, 0xE01,  0xE31,
    0xAC00, 0xFE0F, 0xA9,   0x24C2, 0x1F600, 0x1F1E6, 0x1F1E9, 0xE0001, 0x10400, 0x1980};

std::string tricky_text(tema::Random& random, std::size_t length) {
  std::string text;
  // A few classes at a time meet each other more often.
  std::array<std::uint32_t, 5> few{};
  for (std::uint32_t& c : few) c = tricky[random.below(tricky.size())];
  const bool narrow = random.below(2) == 0;
  for (std::size_t i = 0; i < length; ++i) {
    const std::uint32_t c = narrow ? few[random.below(few.size())] : tricky[random.below(tricky.size())];
    const std::size_t times = random.below(40) == 0 ? 1 + random.below(80) : 1;
    for (std::size_t k = 0; k < times; ++k) reference::append_utf8(text, c);
    if (random.below(200) == 0) text += static_cast<char>(random.below(256));
  }
  return text;
}

std::string check(std::string_view text) {
  std::string found = difference(text, words(text, false), reference::NaiveWords(text).words());
  if (!found.empty()) return found;
  return difference(text, words(text, false, true), reference::NaiveWords(text, true).words());
}

}  // namespace

TEST_CASE("word segmenter: words, numbers, kana, ideographs and emoji") {
  CHECK(shown("Harga naik 6,5% (Rp 2.000), kata \"dia\" covid19") ==
        Shown{"w:Harga", "w:naik", "n:6,5", "w:Rp", "n:2.000", "w:kata", "w:dia", "w:covid19"});
  CHECK(shown("can’t don't U.S. snake_case __ e\u0301t\u00E9 a:b 1:2") ==
        Shown{"w:can’t", "w:don't", "w:U.S", "w:snake_case", "w:e\u0301t\u00E9", "w:a:b", "n:1", "n:2"});
  CHECK(shown("“isu-isu” – “negara‑negara”…") == Shown{"w:isu", "w:isu", "w:negara", "w:negara"});
  CHECK(shown("😀 ❤️ © 🇮🇩🇲🇾 👩‍👩‍👧 1️⃣") ==
        Shown{"e:😀", "e:❤️", "e:🇮🇩", "e:🇲🇾", "e:👩‍👩‍👧", "n:1️⃣"});
  CHECK(shown("Привет, мир! שלום צה\"ל ג' नमस्ते ٣٤") ==
        Shown{"w:Привет", "w:мир", "w:שלום", "w:צה\"ל", "w:ג'", "w:नमस्ते", "n:٣٤"});
}

TEST_CASE("word segmenter: a backtick joins letters if asked, and nothing else") {
  CHECK(shown("Jum`at `kata` a``b 1`2 x`1 `") ==
        Shown{"w:Jum", "w:at", "w:kata", "w:a", "w:b", "n:1", "n:2", "w:x", "n:1"});
  CHECK(shown("Jum`at `kata` a``b 1`2 x`1 `", true, true) ==
        Shown{"w:Jum`at", "w:kata", "w:a", "w:b", "n:1", "n:2", "w:x", "n:1"});
  CHECK(shown("e\u0301`\u00ADn タ`a", true, true) == Shown{"w:e\u0301`\u00ADn", "k:タ", "w:a"});
}

TEST_CASE("word segmenter: a narrow space that does not break separates words, as others do") {
  for (const std::string space : {" ", "\u00A0", "\u2007", "\u2009", "\u202F"}) {
    CHECK(shown("mot" + space + "suivant" + space + "10" + space + "000") ==
          Shown{"w:mot", "w:suivant", "n:10", "n:000"});
  }
}

TEST_CASE("word segmenter: dictionaries cut what is written without spaces") {
  CHECK(shown("ภาษาไทย") == Shown{"w:ภาษา", "w:ไทย"});
  CHECK(shown("abcภาษา 2021") == Shown{"w:abc", "w:ภาษา", "n:2021"});
  CHECK(shown("東京タワー、東京へ") == Shown{"i:東京タワー", "i:東京", "k:へ"});
  CHECK(shown("カ_a1") == Shown{"w:カ_a1"});
  CHECK(shown("ภา", false).size() == 2);
  CHECK(shown("日本", false) == Shown{"i:日", "i:本"});
  CHECK(shown("カタカナ", false) == Shown{"k:カタカナ"});
}

TEST_CASE("word segmenter: every instruction set agrees with the rules on random text") {
  EveryTarget().run([] {
    tema::Random random(1);
    std::string failure;
    for (int i = 0; i < 10'000 && failure.empty(); ++i)
      failure = check(tricky_text(random, random.below(120)));
    CHECK(failure == "");
  });
}

TEST_CASE("word segmenter: agrees with the rules at every offset of a window") {
  EveryTarget().run([] {
    std::string failure;
    for (const std::uint32_t first : tricky) {
      for (const std::uint32_t second : tricky) {
        // Where the two stand moves over the border of a window by the letters before them.
        for (std::size_t offset = 0; offset < 72 && failure.empty(); offset += second % 5 + 1) {
          std::string text = "kata " + std::string(offset, 'x');
          reference::append_utf8(text, first);
          reference::append_utf8(text, second);
          text += "1a kata";
          failure = check(text);
        }
      }
    }
    CHECK(failure == "");
  });
}

TEST_CASE("word segmenter: agrees with the rules on text of many scripts and on any bytes") {
  tema::Random random(2);
  std::string failure;
  for (int i = 0; i < 20'000 && failure.empty(); ++i) {
    failure = check(i % 2 == 0 ? reference::random_mixed_text(random, 40)
                               : reference::random_bytes(random, random.below(200)));
  }
  CHECK(failure == "");
}

TEST_CASE("word segmenter: more words than a batch holds, in one run of a dictionary or not") {
  for (const std::string_view piece : {"kata ", "ภาษาไทย", "a\u0301.b\u0301 😀"}) {
    std::string text;
    for (int i = 0; i < 2'000; ++i) text += piece;
    const auto once = words(std::string(piece), true).size();
    CHECK(words(text, true).size() == 2'000 * once);
  }
}

TEST_CASE("word segmenter: two at a time do not disturb each other") {
  const std::string text(3'000, 'x');
  std::string thai;
  for (int i = 0; i < 500; ++i) thai += "ภาษาไทย";
  tema::WordSegmenter first(thai);
  std::size_t count = first.next().size();
  tema::WordSegmenter second("東京都");
  CHECK(second.next().size() == 2);
  for (auto batch = first.next(); !batch.empty(); batch = first.next()) count += batch.size();
  CHECK(count == 1'000);
}

TEST_CASE("word segmenter: its Unicode is not ICU's") { CHECK(tema::unicode_version() == "15.0.0"); }
