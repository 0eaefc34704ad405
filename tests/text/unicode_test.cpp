// Unicode's own test files, and ICU's properties.
#include "reference/append_utf8.hpp"
#include "reference/naive_words.hpp"
#include "tema/core/random.hpp"
#include "text/unicode/break_tables.hpp"
#include "text/unicode/grapheme_rules.hpp"
#include "text/unicode/sentence_rules.hpp"
#include "text/unicode/word_rules.hpp"

#include <doctest/doctest.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

/// A line of such a file: "÷ 0061 × 0308 ÷  # comment".
struct Case {
  std::string line;
  std::string text;
  std::vector<std::size_t> boundaries;  // in bytes, with the text's end and without its begin
};

std::vector<Case> read_cases(const std::string& name) {
  std::ifstream file(TEMA_UNICODE_DATA "/auxiliary/" + name);
  std::string line;
  std::getline(file, line);
  std::vector<Case> cases;
  if (line.find("-15.0.0.") == std::string::npos) {
    MESSAGE("skipped: ", name, " is of another version of Unicode: ", line);
    return cases;
  }
  while (std::getline(file, line)) {
    Case one{line.substr(0, line.find('#')), "", {}};
    std::istringstream fields(one.line);
    for (std::string field; fields >> field;) {
      if (field == "÷") {
        if (!one.text.empty()) one.boundaries.push_back(one.text.size());
      } else if (field != "×") {
        reference::append_utf8(one.text, static_cast<std::uint32_t>(std::stoul(field, nullptr, 16)));
      }
    }
    if (!one.text.empty()) cases.push_back(one);
  }
  CHECK(cases.size() > 400);
  return cases;
}

template <class EndAt>
void check_cases(const std::string& name, EndAt&& end_at) {
  for (const Case& one : read_cases(name)) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < one.text.size(); found.push_back(at)) at = end_at(one.text, at);
    CHECK_MESSAGE(found == one.boundaries, one.line);
  }
}

bool icu_has_our_unicode() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  const bool agrees = version[0] == 15 && version[1] == 0;
  if (!agrees) MESSAGE("skipped: ICU has another version of Unicode");
  return agrees;
}

}  // namespace

TEST_CASE("unicode: all cases of WordBreakTest") {
  check_cases("WordBreakTest.txt", [](const std::string& text, std::size_t at) {
    return tema::detail::WordRules::segment_at(text, at).end;
  });
}

TEST_CASE("unicode: all cases of WordBreakTest by the naive rules that others are held against") {
  for (const Case& one : read_cases("WordBreakTest.txt")) {
    std::vector<std::size_t> found = reference::NaiveWords(one.text).boundaries();
    found.erase(found.begin());
    CHECK_MESSAGE(found == one.boundaries, one.line);
  }
}

TEST_CASE("unicode: all cases of SentenceBreakTest") {
  check_cases("SentenceBreakTest.txt", [](const std::string& text, std::size_t at) {
    return tema::detail::SentenceRules(text).end_of(at);
  });
}

TEST_CASE("unicode: all cases of GraphemeBreakTest") {
  check_cases("GraphemeBreakTest.txt", tema::detail::GraphemeRules::end_at);
}

TEST_CASE("unicode: the tables are ICU's properties where the versions agree") {
  if (!icu_has_our_unicode()) return;
  using namespace tema::detail;
  // Each class of ours goes with one of ICU's, or with several of them.
  std::vector<std::vector<std::int32_t>> sentence(15);
  std::vector<std::vector<std::int32_t>> grapheme(15);
  std::size_t wrong = 0;
  const auto agrees = [](std::vector<std::int32_t>& of_class, std::int32_t value) {
    if (of_class.empty()) of_class.push_back(value);
    return of_class[0] == value;
  };
  constexpr std::int32_t narrow_space = 0x202F;  // which separates words here
  CHECK(word_class(narrow_space) == WordClass::other);
  for (std::int32_t c = 0; c < 0x110000; ++c) {
    if (c == narrow_space) continue;
    const auto code = static_cast<std::uint32_t>(c);
    const WordClass word = word_class(code);
    const std::int32_t icu = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
    wrong += is_letter(word) != (icu == U_WB_ALETTER || icu == U_WB_HEBREW_LETTER);
    wrong += (word == WordClass::hebrew_letter) != (icu == U_WB_HEBREW_LETTER);
    wrong += (word == WordClass::extend) != (icu == U_WB_EXTEND || icu == U_WB_FORMAT);
    wrong += (word == WordClass::joiner) != (icu == U_WB_ZWJ);
    wrong += (word == WordClass::numeric) != (icu == U_WB_NUMERIC);
    wrong += is_kana(word) != (icu == U_WB_KATAKANA);
    wrong += (word == WordClass::extendnumlet) != (icu == U_WB_EXTENDNUMLET);
    wrong += (word == WordClass::midletter) != (icu == U_WB_MIDLETTER);
    wrong += (word == WordClass::midnum) != (icu == U_WB_MIDNUM);
    wrong += (word == WordClass::midnumlet) != (icu == U_WB_MIDNUMLET);
    wrong += (word == WordClass::single_quote) != (icu == U_WB_SINGLE_QUOTE);
    wrong += (word == WordClass::double_quote) != (icu == U_WB_DOUBLE_QUOTE);
    wrong += (word == WordClass::regional_indicator) != (icu == U_WB_REGIONAL_INDICATOR);
    wrong += (word == WordClass::space) != (icu == U_WB_WSEGSPACE);
    wrong += (word == WordClass::line_end) != (icu == U_WB_CR || icu == U_WB_LF || icu == U_WB_NEWLINE);
    wrong += (word == WordClass::emoji) > (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) != 0);
    const bool is_extended = u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
    wrong += is_pictographic(word) && !is_extended;
    const auto of_sentence = static_cast<std::size_t>(sentence_class(code));
    wrong += !agrees(sentence[of_sentence], u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK));
    const auto of_grapheme = static_cast<std::size_t>(grapheme_class(code));
    const bool is_pictograph = grapheme_class(code) == GraphemeClass::pictographic;
    wrong += !agrees(grapheme[of_grapheme], u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK));
    wrong += is_pictograph !=
             (is_extended && u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_OTHER);
  }
  CHECK(wrong == 0);
}

TEST_CASE("unicode: grapheme clusters are ICU's on random text where the versions agree") {
  if (!icu_has_our_unicode()) return;
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator* rules = ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &code);
  REQUIRE(U_SUCCESS(code));
  tema::Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    constexpr std::uint32_t points[] = {'a',    '\r',   '\n',   0x301,  0x200D, 0x1F600, 0x1F1E6,
                                        0x600,  0x903,  0x1100, 0x1160, 0x11A8, 0xAC00,  0xAC01,
                                        0x2764, 0xFE0F, 0x0E01, 0x0E33, 0x00AD, 0x10FFFF};
    std::string text;
    for (std::size_t k = random.below(12); k > 0; --k) {
      reference::append_utf8(text, points[random.below(std::size(points))]);
    }
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < text.size(); found.push_back(at)) {
      at = tema::detail::GraphemeRules::end_at(text, at);
    }
    std::vector<std::size_t> expected;
    UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
    ubrk_setUText(rules, opened, &code);
    while (ubrk_next(rules) != UBRK_DONE) expected.push_back(static_cast<std::size_t>(ubrk_current(rules)));
    utext_close(opened);
    std::string codes;
    for (const char c : text) codes += std::to_string(static_cast<unsigned char>(c)) + ' ';
    REQUIRE_MESSAGE(found == expected, codes);
  }
  ubrk_close(rules);
}
