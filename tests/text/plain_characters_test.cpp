#include "text/unicode/plain_characters.hpp"

#include "reference/append_utf8.hpp"
#include "reference/naive_fold.hpp"
#include "reference/random_text.hpp"
#include "tema/core/random.hpp"
#include "tema/text/normalizer.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>

namespace {

std::string encoded(std::uint32_t c) {
  std::string text;
  reference::append_utf8(text, c);
  return text;
}

/// Characters on which a rule looks, or that it looks past.
constexpr std::array<std::uint32_t, 48> telling = {
    'a',    'b',    '1',    ' ',    '-',    '\'',   '`',    0xAD,   0x34F,   0x61C,   0x180E, 0x200C,
    0x200D, 0x200C, 0x200D, 0x200E, 0x2060, 0xFE0F, 0xFEFF, 0x3164, 0x115F,  0x2018,  0x2019, 0x2BB,
    0x2BC,  0xFF07, 0x2010, 0x301,  0x64B,  0x6CC,  0x62E,  0x631,  0x627,   0x915,   0x94D,  0x93C,
    0x93F,  0x9B0,  0x9CD,  0x9AF,  0xD4D,  0xD28,  0x182F, 0x5D0,  0x1F469, 0x1F3FD, 0x2764, 0x2139};

std::string telling_text(tema::Random& random) {
  std::string text;
  const std::size_t length = random.below(24);
  for (std::size_t i = 0; i < length; ++i)
    reference::append_utf8(text, telling[random.below(telling.size())]);
  return text;
}

}  // namespace

TEST_CASE("fold: each default-ignorable character inside a word goes") {
  for (const std::uint32_t c : {0xADU,   0x34FU,  0x61CU,  0x115FU, 0x180BU, 0x180EU,  0x200CU, 0x200DU,
                                0x200EU, 0x200FU, 0x2060U, 0x2061U, 0x2062U, 0x2063U,  0x2064U, 0x206AU,
                                0x3164U, 0xFE00U, 0xFE0FU, 0xFEFFU, 0xFFA0U, 0xE0020U, 0xE0100U}) {
    CAPTURE(c);
    CHECK(tema::fold("Pemerin" + encoded(c) + "TAH") == "pemerintah");
    CHECK(tema::fold("пра" + encoded(c) + encoded(c) + "во") == "право");
    CHECK(tema::fold("кни́" + encoded(c) + "га" + encoded(c)) == "кни́га");
  }
  CHECK(tema::fold("\u3164").empty());
}

TEST_CASE(
    "fold: a non-joiner stays where Persian and its kin need it, and goes where nothing is seen of it") {
  for (const std::string word : {"می\u200Cخواهم", "کتاب\u200Cها", "خانه\u200Cای", "نمی\u200Cشود"}) {
    CHECK(tema::fold(word) == word);
  }
  CHECK(tema::fold("می\u200C\u200Cخواهم") == "می\u200Cخواهم");
  CHECK(tema::fold("می\u00AD\u200C\u200Fخواهم") == "می\u200Cخواهم");
  CHECK(tema::fold("مِ\u200Cخ") == "مِ\u200Cخ");          // a mark stands between
  CHECK(tema::fold("کشور\u200Cها") == "کشورها");        // a reh joins nothing behind it
  CHECK(tema::fold("می\u200C") == "می");                // at the end of a word
  CHECK(tema::fold("مي\u200Dخ") == "ميخ");              // they join as it is
  CHECK(tema::fold("ᠮᠣᠩ\u200Cᠭᠣᠯ") == "ᠮᠣᠩ\u200Cᠭᠣᠯ");  // Mongolian is joined, too
}

TEST_CASE("fold: joiners stay where Indic scripts need them") {
  for (const std::string word : {"क्\u200Dष", "र्\u200Dय", "ന്\u200D", "ශ්\u200Dරී", "র\u200D্য", "রাজ্\u200Cকুমার",
                                 "ರಾಜ್\u200Cಕುಮಾರ್", "पद्\u200Cम"}) {
    CHECK(tema::fold(word) == word);
  }
  CHECK(tema::fold("क\u200Dम") == "कम");  // no virama: nothing is seen of it
  CHECK(tema::fold("क\u200Cम") == "कम");
  CHECK(tema::fold("राम्\u200C") == "राम्");  // and at the end of a word
  CHECK(tema::fold("क्\u200D\u200Dष") == "क्\u200Dष");
}

TEST_CASE("fold: an emoji keeps what it is made of") {
  for (const std::string emoji :
       {"👩\u200D👩\u200D👧", "❤\uFE0F", "👩🏽\u200D💻", "🏳\uFE0F\u200D🌈"}) {
    CHECK(tema::fold(emoji) == emoji);
  }
  CHECK(tema::fold("1\uFE0F\u20E3") == "1\u20E3");
}

TEST_CASE("fold: all apostrophes are one inside a word") {
  for (const std::string mark : {"'", "`", "‘", "’", "ʼ", "ʻ", "＇"}) {
    CHECK(tema::fold("Jum" + mark + "at") == "jum'at");
    CHECK(tema::fold("пам" + mark + "ять") == "пам'ять");
    CHECK(tema::fold("é" + mark + "\u00AD1") == "é'1");
  }
  for (const std::string text : {"ʻokina", "‘dia", "kata`", "`kata`", "dia ‘ dia", "ʼ"}) {
    CHECK(tema::fold(text) == text);
  }
}

TEST_CASE("fold: plain characters are those of the naive way, and stay as they are") {
  tema::Random random(11);
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = i % 8 == 0 ? reference::random_mixed_text(random, 8) : telling_text(random);
    const std::string well_formed = tema::normalized(text + "é", tema::Normalization::nfc);
    const std::string plain = tema::detail::with_plain_characters(well_formed);
    REQUIRE(plain == reference::NaivePlain(well_formed).made());
    REQUIRE(tema::detail::with_plain_characters(plain) == plain);
  }
}

TEST_CASE("fold: every code point but those named stays between letters") {
  for (std::uint32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const bool ignorable =
        u_hasBinaryProperty(static_cast<std::int32_t>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    const bool apostrophe = c == '`' || c == 0x2018 || c == 0x2019 || c == 0x2BB || c == 0x2BC || c == 0xFF07;
    const bool hyphen = c == 0x2010 || c == 0x2011;
    const std::string kept = ignorable ? "" : apostrophe ? "'" : hyphen ? "-" : encoded(c);
    CAPTURE(c);
    REQUIRE(tema::detail::with_plain_characters("é" + encoded(c) + "é") == "é" + kept + "é");
  }
}
