#include "tema/text/normalizer.hpp"

#include "reference/naive_utf8.hpp"
#include "reference/random_text.hpp"
#include "tema/text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("fold: letters of several scripts become small") {
  CHECK(tema::fold("JAKARTA 2021!") == "jakarta 2021!");
  CHECK(tema::fold("ÀÉÎÕÜ Œ Ø Đ") == "àéîõü œ ø đ");
  CHECK(tema::fold("ПРИВЕТ Ёж") == "привет ёж");
  CHECK(tema::fold("ԱԲԳ") == "աբգ");
  CHECK(tema::fold("𐐀𐐁") == "𐐨𐐩");
  CHECK(tema::fold("ＡＢＣ") == "ａｂｃ");
}

TEST_CASE("fold: scripts without case stay as they are") {
  for (const std::string text :
       {"東京都 ひらがな カタカナ", "नमस्ते", "ภาษาไทย", "العربية", "שלום", "한국어"}) {
    CHECK(tema::fold(text) == text);
  }
}

TEST_CASE("fold: the final sigma is a sigma") {
  CHECK(tema::fold("ΣΟΦΟΣ") == "σοφοσ");
  CHECK(tema::fold("σοφός") == tema::fold("ΣΟΦΌΣ"));
}

TEST_CASE("fold: letters that fold to several") {
  CHECK(tema::fold("Straße") == "strasse");
  CHECK(tema::fold("STRAẞE") == "strasse");
  CHECK(tema::fold("ﬁn ﬄ") == "fin ffl");
  CHECK(tema::fold("և") == "եւ");
}

TEST_CASE("fold: the Turkish letters fold as in no language") {
  CHECK(tema::fold("İ") == "i\u0307");
  CHECK(tema::fold("I") == "i");
  CHECK(tema::fold("ı") == "ı");
}

TEST_CASE("fold: Cherokee folds to its capitals") {
  CHECK(tema::fold("\uAB70\u13F8") == "\u13A0\u13F0");
  CHECK(tema::fold("\u13A0") == "\u13A0");
}

TEST_CASE("fold: the typographic apostrophe is an apostrophe") {
  CHECK(tema::fold("Jum’at") == tema::fold("JUM'AT"));
  CHECK(tema::fold("’") == "'");
  CHECK(tema::fold("’’a’") == "''a'");
  CHECK(tema::fold("‘a‛ʼ`") == "‘a‛ʼ`");
}

TEST_CASE("fold: many apostrophes in one long word") {
  std::string typographic;
  std::string plain;
  for (int i = 0; i < 500'000; ++i) {
    typographic += "A’";
    plain += "a'";
  }
  CHECK(tema::fold(typographic) == plain);
}

TEST_CASE("fold: twice is once for every code point") {
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const std::string folded = tema::fold(reference::naive_encode(point));
    CAPTURE(point);
    REQUIRE(tema::fold(folded) == folded);
  }
}

TEST_CASE("fold: ASCII folds alike alone and beside other letters") {
  // A text of ASCII alone takes a way of its own.
  std::string ascii;
  for (char c = 0; c < 127; ++c) ascii += c;
  CHECK(tema::fold(ascii + "é") == tema::fold(ascii) + "é");
}

TEST_CASE("fold: ill-formed parts become U+FFFD as in repair") {
  CHECK(tema::fold("A\xFF"
                   "B\xE2\x80") ==
        "a\uFFFD"
        "b\uFFFD");
  tema::Random random(1);
  for (int i = 0; i < 5'000; ++i) {
    const std::string bytes = reference::random_bytes(random, random.below(64));
    const std::string folded = tema::fold(bytes);
    REQUIRE(folded == tema::fold(tema::repair_utf8(bytes)));
    REQUIRE(tema::count_ill_formed(folded) == 0);
  }
}

TEST_CASE("fold: a fold of parts is the part of the fold") {
  // Folding looks beyond a code point only for joiners, emoji and apostrophes: not beyond a space.
  tema::Random random(2);
  for (int i = 0; i < 1'000; ++i) {
    const std::string first = tema::repair_utf8(reference::random_mixed_text(random, 5));
    const std::string second = tema::repair_utf8(reference::random_mixed_text(random, 5));
    REQUIRE(tema::fold(first + " " + second) == tema::fold(first) + " " + tema::fold(second));
  }
}

TEST_CASE("fold: nothing folds to nothing and zeros are kept") {
  CHECK(tema::fold("").empty());
  CHECK(tema::fold(std::string_view()).empty());
  CHECK(tema::fold(std::string("A\0É", 4)) == std::string("a\0é", 4));
}
