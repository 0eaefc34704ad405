#include "tema/text/segmenter.hpp"

#include "reference/random_text.hpp"
#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace {

using tema::ByteSpan;
using tema::Unit;
using Pieces = std::vector<std::string>;

constexpr Unit all_units[] = {Unit::word, Unit::sentence, Unit::paragraph, Unit::line};

Pieces pieces(std::string_view text, Unit unit) {
  Pieces all;
  for (const ByteSpan& span : tema::segment(text, unit))
    all.emplace_back(text.substr(span.begin, span.size()));
  return all;
}

bool in_order_and_never_empty(const std::vector<ByteSpan>& spans, std::size_t size) {
  std::size_t last = 0;
  for (const ByteSpan& span : spans) {
    if (span.begin < last || span.end <= span.begin || span.end > size) return false;
    last = span.end;
  }
  return true;
}

/// White space by Unicode's White_Space, without the library's ICU.
bool begins_or_ends_with_space(std::string_view text) {
  constexpr std::string_view spaces[] = {" ",      "\t",     "\n",     "\v",     "\f",     "\r",
                                         "\u0085", "\u00A0", "\u1680", "\u2000", "\u2003", "\u200A",
                                         "\u2028", "\u2029", "\u202F", "\u3000"};
  return std::any_of(std::begin(spaces), std::end(spaces), [&](std::string_view space) {
    return text.starts_with(space) || text.ends_with(space);
  });
}

/// Lines of a text in which LF alone ends a line and spaces alone are white.
Pieces naive_lines(std::string_view text) {
  Pieces lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  for (std::string& line : lines) {
    line.erase(0, line.find_first_not_of(' '));
    line.erase(line.find_last_not_of(' ') + 1);
  }
  return lines;
}

/// Paragraphs of such a text, each as its lines joined by bars: the lines between blank ones, or each by
/// itself.
Pieces naive_paragraphs(std::string_view text) {
  Pieces paragraphs;
  Pieces nonblank;
  bool is_open = false;
  for (const std::string& line : naive_lines(text)) {
    if (line.empty()) {
      is_open = false;
      continue;
    }
    nonblank.push_back(line);
    if (is_open) {
      paragraphs.back() += '|' + line;
    } else {
      paragraphs.push_back(line);
    }
    is_open = true;
  }
  return paragraphs.size() > 1 ? paragraphs : nonblank;
}

}  // namespace

TEST_CASE("segmenter: words are what holds a letter or a digit or an ideograph") {
  CHECK(pieces("Harga naik 6,5% (Rp 2.000), kata \"dia\"!", Unit::word) ==
        Pieces{"Harga", "naik", "6,5", "Rp", "2.000", "kata", "dia"});
  CHECK(pieces("can't U.S. snake_case e\u0301t\u00E9", Unit::word) ==
        Pieces{"can't", "U.S", "snake_case", "e\u0301t\u00E9"});
  CHECK(pieces("Привет, мир! שלום नमस्ते", Unit::word) == Pieces{"Привет", "мир", "שלום", "नमस्ते"});
  CHECK(pieces("... -- !? \U0001F600", Unit::word).empty());
}

TEST_CASE("segmenter: scripts without spaces are cut by a dictionary") {
  CHECK(pieces("ภาษาไทย", Unit::word) == Pieces{"ภาษา", "ไทย"});
  const Pieces japanese = pieces("私は東京に住む。", Unit::word);
  CHECK(japanese.size() > 3);
  CHECK(std::find(japanese.begin(), japanese.end(), "東京") != japanese.end());
}

TEST_CASE("segmenter: sentences come without the white space around them") {
  CHECK(pieces("  Dia datang. Lalu pergi!\n\nKe mana?  ", Unit::sentence) ==
        Pieces{"Dia datang.", "Lalu pergi!", "Ke mana?"});
  CHECK(pieces("彼は来た。そして去った。", Unit::sentence) == Pieces{"彼は来た。", "そして去った。"});
  CHECK(pieces("Harga 6.5 persen naik", Unit::sentence) == Pieces{"Harga 6.5 persen naik"});
}

TEST_CASE("segmenter: lines end at every mandatory break") {
  CHECK(pieces("a\nb\rc\r\nd\ve\ff\u0085g\u2028h\u2029i", Unit::line) ==
        Pieces{"a", "b", "c", "d", "e", "f", "g", "h", "i"});
  CHECK(pieces(" a b \n\n \t\n\u3000c\u00A0\r\n", Unit::line) == Pieces{"a b", "c"});
  CHECK(pieces("\n\r a", Unit::line) == Pieces{"a"});
}

TEST_CASE("segmenter: blank lines separate paragraphs") {
  CHECK(pieces("a\n\nb\nc", Unit::paragraph) == Pieces{"a", "b\nc"});
  CHECK(pieces("a\n \t\u00A0\nb\nc\n\n\n\nd", Unit::paragraph) == Pieces{"a", "b\nc", "d"});
  CHECK(pieces("a\r\n\r\nb\r\nc", Unit::paragraph) == Pieces{"a", "b\r\nc"});
  CHECK(pieces("a\r\rb\rc", Unit::paragraph) == Pieces{"a", "b\rc"});
}

TEST_CASE("segmenter: the paragraph separator separates paragraphs") {
  CHECK(pieces("a\u2029b\nc\n\nd", Unit::paragraph) == Pieces{"a", "b\nc", "d"});
  CHECK(pieces("a\nb\u2029\u2029c", Unit::paragraph) == Pieces{"a\nb", "c"});
  CHECK(pieces("a\u2029b\u2029", Unit::paragraph) == Pieces{"a", "b"});
}

TEST_CASE("segmenter: without a blank line each line is a paragraph") {
  CHECK(pieces("a\nb\nc", Unit::paragraph) == Pieces{"a", "b", "c"});
  CHECK(pieces("a\r\nb\r\nc\r\n", Unit::paragraph) == Pieces{"a", "b", "c"});
  CHECK(pieces("a b", Unit::paragraph) == Pieces{"a b"});
  CHECK(pieces("a\u2029b\nc\u2029\n", Unit::paragraph) == Pieces{"a", "b", "c"});
}

TEST_CASE("segmenter: blank lines before and after all text separate nothing") {
  CHECK(pieces("\na\nb\n", Unit::paragraph) == Pieces{"a", "b"});
  CHECK(pieces("\n\n \n a\nb\n\n\n", Unit::paragraph) == Pieces{"a", "b"});
  CHECK(pieces("\n\na\n\nb\nc\n\n", Unit::paragraph) == Pieces{"a", "b\nc"});
}

TEST_CASE("segmenter: paragraphs and lines agree with a naive cut of short texts") {
  tema::Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random.below(12), '\0');
    for (char& c : text) c = "a\n b"[random.below(4)];
    Pieces lines = naive_lines(text);
    std::erase(lines, "");
    REQUIRE(pieces(text, Unit::line) == lines);
    Pieces paragraphs;
    for (const std::string& paragraph : pieces(text, Unit::paragraph)) {
      std::string joined;
      for (const std::string& line : naive_lines(paragraph)) joined += (joined.empty() ? "" : "|") + line;
      paragraphs.push_back(joined);
    }
    REQUIRE(paragraphs == naive_paragraphs(text));
  }
}

TEST_CASE("segmenter: nothing and white space have no parts") {
  for (const Unit unit : all_units) {
    CHECK(tema::segment("", unit).empty());
    CHECK(tema::segment(std::string_view(), unit).empty());
    CHECK(tema::segment(" \t\r\n\n \u3000\u2029\u00A0\u0085", unit).empty());
  }
}

TEST_CASE("segmenter: spans are in order and trimmed on random text") {
  tema::Random random(2);
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = i % 2 == 0 ? reference::random_mixed_text(random, 20)
                                        : reference::random_bytes(random, random.below(100));
    for (const Unit unit : all_units) {
      const std::vector<ByteSpan> spans = tema::segment(text, unit);
      REQUIRE(in_order_and_never_empty(spans, text.size()));
      for (const ByteSpan& span : spans) {
        REQUIRE_FALSE(begins_or_ends_with_space(std::string_view(text).substr(span.begin, span.size())));
      }
    }
  }
}

TEST_CASE("segmenter: a stop ends it while it works") {
  std::string text;
  for (int i = 0; i < 6'000'000; ++i) text += "Satu dua.\n";
  const auto check_stop = [](const std::string& content, Unit unit) {
    std::stop_source source;
    std::thread other([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      source.request_stop();
    });
    CHECK_THROWS_AS((void)tema::segment(content, unit, {.stop = source.get_token()}), tema::Cancelled);
    other.join();
  };
  for (const Unit unit : all_units) check_stop(text, unit);
  // One line without an end, and nothing in it.
  text.assign(text.size(), ' ');
  for (const Unit unit : {Unit::line, Unit::paragraph}) check_stop(text, unit);
}

TEST_CASE("segmenter: sentences and paragraphs and lines lose nothing but white space") {
  tema::Random random(3);
  for (int i = 0; i < 1'000; ++i) {
    const std::string text = reference::random_mixed_text(random, 20);
    for (const Unit unit : {Unit::sentence, Unit::paragraph, Unit::line}) {
      std::size_t last = 0;
      for (const ByteSpan& span : tema::segment(text, unit)) {
        REQUIRE(tema::segment(text.substr(last, span.begin - last), Unit::line).empty());
        last = span.end;
      }
      REQUIRE(tema::segment(text.substr(last), Unit::line).empty());
    }
  }
}

TEST_CASE("segmenter: an ill-formed part is read as U+FFFD and is in no word") {
  CHECK(pieces("kata\xFFkata \xE2\x80kata", Unit::word) == Pieces{"kata", "kata", "kata"});
  CHECK(pieces("a\xFF\n\xC0\n", Unit::line) == Pieces{"a\xFF", "\xC0"});
  tema::Random random(4);
  for (int i = 0; i < 2'000; ++i) {
    const std::string bytes = i % 2 == 0 ? reference::random_bytes(random, random.below(100))
                                         : reference::random_mixed_text(random, 20);
    const std::string repaired = tema::repair_utf8(bytes);
    for (const Unit unit : all_units) {
      Pieces expected = pieces(bytes, unit);
      for (std::string& piece : expected) {
        if (unit == Unit::word) REQUIRE(tema::count_ill_formed(piece) == 0);
        piece = tema::repair_utf8(piece);
      }
      REQUIRE(pieces(repaired, unit) == expected);
    }
  }
}
