#include "tema/text/utf8.hpp"

#include "reference/naive_utf8.hpp"
#include "reference/random_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace {

/// A dot for each U+FFFD, so that the expected forms can be read.
std::string repaired_with_dots(std::string_view bytes) {
  const std::string repaired = tema::repair_utf8(bytes);
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string text;
  for (std::size_t i = 0; i < repaired.size();) {
    const bool found = std::string_view(repaired).substr(i).starts_with(replacement);
    text += found ? '.' : repaired[i];
    i += found ? replacement.size() : 1;
  }
  return text;
}

bool agrees_with_naive(std::string_view bytes) {
  return tema::repair_utf8(bytes) == reference::naive_repair(bytes) &&
         tema::count_ill_formed(bytes) == reference::naive_count_ill_formed(bytes) &&
         tema::count_code_points(bytes) == reference::naive_count_code_points(bytes);
}

}  // namespace

TEST_CASE("utf8: forms that are not the shortest are ill-formed byte by byte") {
  CHECK(repaired_with_dots("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") ==
        "........A");  // The Unicode Standard, table 3-8
  CHECK(repaired_with_dots("\xF0\x80\x80\x41") == "...A");
  CHECK(repaired_with_dots("\xC0\xAF") == "..");
  CHECK(repaired_with_dots("\xC1\xBF") == "..");
}

TEST_CASE("utf8: surrogates are ill-formed byte by byte") {
  CHECK(repaired_with_dots("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") == "........A");  // table 3-9
  CHECK(repaired_with_dots("\xED\xA0\x80") == "...");
}

TEST_CASE("utf8: what lies past U+10FFFF is ill-formed byte by byte") {
  CHECK(repaired_with_dots("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42") == ".....A..B");  // table 3-10
  CHECK(repaired_with_dots("\xF4\x90\x80\x80") == "....");
  CHECK(repaired_with_dots("\xF5\x80\x80\x80") == "....");
  CHECK(repaired_with_dots("\xF8\x88\x80\x80\x80") == ".....");
}

TEST_CASE("utf8: a truncated sequence is one ill-formed part") {
  CHECK(repaired_with_dots("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == "....A");  // table 3-11
  for (const std::string_view end : {"\xC3", "\xE2", "\xE2\x82", "\xF0", "\xF0\x9F", "\xF0\x9F\x98"}) {
    CHECK(repaired_with_dots(std::string("a").append(end)) == "a.");
    CHECK(repaired_with_dots(std::string("a").append(end).append("b")) == "a.b");
    CHECK(tema::count_ill_formed(end) == 1);
  }
}

TEST_CASE("utf8: well-formed text stays as it is") {
  using namespace std::string_view_literals;
  constexpr auto text = "caf\u00E9 \u0939\u093F \u4E2D\u6587 \U0001F600 \uFFFD \0 \x7F \U0010FFFF"sv;
  CHECK(tema::repair_utf8(text) == text);
  CHECK(tema::count_ill_formed(text) == 0);
  CHECK(tema::repair_utf8("").empty());
  CHECK(tema::count_ill_formed("") == 0);
  CHECK(tema::count_code_points("") == 0);
}

TEST_CASE("utf8: every scalar value is one code point and every surrogate none") {
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    const std::string bytes = reference::naive_encode(point);
    REQUIRE(tema::count_ill_formed(bytes) == (is_surrogate ? 3 : 0));
    REQUIRE(tema::count_code_points(bytes) == (is_surrogate ? 3 : 1));
  }
}

TEST_CASE("utf8: a fault is found at any place within ASCII") {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      std::string bytes(size, 'a');
      bytes[place] = '\xFF';
      std::string expected(size, 'a');
      expected[place] = '.';
      REQUIRE(tema::count_ill_formed(bytes) == 1);
      REQUIRE(repaired_with_dots(bytes) == expected);
    }
  }
}

TEST_CASE("utf8: agrees with a naive decoder on all sequences of two bytes") {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      REQUIRE(agrees_with_naive(std::string{static_cast<char>(first), static_cast<char>(second)}));
    }
  }
}

TEST_CASE("utf8: agrees with a naive decoder on random bytes") {
  tema::Random random(1);
  for (int i = 0; i < 20'000; ++i)
    REQUIRE(agrees_with_naive(reference::random_bytes(random, random.below(64))));
  for (int i = 0; i < 2'000; ++i) REQUIRE(agrees_with_naive(reference::random_mixed_text(random, 10)));
}

TEST_CASE("utf8: repair inserts what was counted and repairs for good") {
  tema::Random random(2);
  for (int i = 0; i < 2'000; ++i) {
    const std::string bytes = reference::random_bytes(random, random.below(64));
    const std::string repaired = tema::repair_utf8(bytes);
    REQUIRE(tema::count_ill_formed(repaired) == 0);
    REQUIRE(tema::repair_utf8(repaired) == repaired);
    REQUIRE(tema::count_code_points(repaired) == tema::count_code_points(bytes));
  }
}

TEST_CASE("utf8: the first code points are a prefix of just so many") {
  tema::Random random(3);
  for (int i = 0; i < 2'000; ++i) {
    const std::string bytes = reference::random_bytes(random, random.below(24));
    const std::size_t all = tema::count_code_points(bytes);
    for (std::size_t count = 0; count <= all + 1; ++count) {
      const std::string_view first = tema::first_code_points(bytes, count);
      REQUIRE(first.data() == bytes.data());
      REQUIRE(tema::count_code_points(first) == std::min(count, all));
    }
    REQUIRE(tema::first_code_points(bytes, all) == bytes);
  }
}

TEST_CASE("utf8: the first code points are not cut within a character") {
  CHECK(tema::first_code_points("a\u00E9\u4E2D\U0001F600b", 4) == "a\u00E9\u4E2D\U0001F600");
  CHECK(tema::first_code_points("a\xE2\x82"
                                "b",
                                2) == "a\xE2\x82");
  CHECK(tema::first_code_points("abc", static_cast<std::size_t>(-1)) == "abc");
}
