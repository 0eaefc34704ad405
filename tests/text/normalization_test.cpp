#include "reference/random_text.hpp"
#include "tema/core/random.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using tema::Normalization;

std::vector<std::string> words(std::string_view text, tema::TokenizerOptions options) {
  const tema::Tokenizer tokenizer(std::move(options));
  tema::TokenBuffer buffer;
  std::vector<std::string> all;
  for (const tema::Token& token : tokenizer.tokens(text, buffer)) all.emplace_back(token.text);
  return all;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("normalization: one character however it was typed") {
  CHECK(tema::normalized("e\u0301 \u212B \u1100\u1161", Normalization::nfc) == "é Å 가");
  CHECK(tema::normalized("ﬁ １ Ａ ㎏", Normalization::nfkc) == "fi 1 A kg");
  CHECK(tema::normalized("ﬁ １", Normalization::nfc) == "ﬁ １");
  CHECK(tema::normalized("e\u0301", Normalization::none) == "e\u0301");
  CHECK(tema::normalized("a\xFF\u0301", Normalization::nfc) == "a\uFFFD\u0301");
  CHECK(tema::normalized("plain", Normalization::nfkc) == "plain");
}

TEST_CASE("normalization: accents go, letters stay") {
  CHECK(tema::without_accents("Crème Brûlée Ñandú ÉTÉ") == "Creme Brulee Nandu ETE");
  CHECK(tema::without_accents("ёлка й") == "елка и");
  CHECK(tema::without_accents("كِتَاب") == "كتاب");
  CHECK(tema::without_accents("नमस्ते") == "नमस्ते");
  CHECK(tema::without_accents("がパ") == "がパ");
  CHECK(tema::without_accents("ภาษาไทย 한국어 Ø ß") == "ภาษาไทย 한국어 Ø ß");
}

TEST_CASE("normalization: what Unicode 15.0 has not assigned stays as it is") {
  const std::string unassigned = "\U000105D2\U000105DA";  // of Unicode 16: would become another letter
  for (const Normalization form : {Normalization::nfc, Normalization::nfkc}) {
    CHECK(tema::normalized(unassigned, form) == unassigned);
  }
}

TEST_CASE("normalization: twice is once, on any bytes") {
  tema::Random random(1);
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = i % 2 == 0 ? reference::random_mixed_text(random, 10)
                                        : reference::random_bytes(random, random.below(60));
    for (const Normalization form : {Normalization::nfc, Normalization::nfkc}) {
      const std::string once = tema::normalized(text, form);
      REQUIRE(tema::count_ill_formed(once) == 0);
      REQUIRE(tema::normalized(once, form) == once);
    }
    const std::string bare = tema::without_accents(text);
    REQUIRE(tema::without_accents(bare) == bare);
  }
}

TEST_CASE("normalization: a long run of marks is made safe, and takes linear time") {
  std::string marks = "a";
  for (int i = 0; i < 160'000; ++i)
    marks += i % 2 == 0 ? "\u0301" : "\u0323";  // unsafe, it takes ICU seconds
  const std::string safe = tema::normalized(marks, Normalization::nfc);
  CHECK(safe.find("\u034F") != std::string::npos);
  CHECK(tema::normalized(safe, Normalization::nfc) == safe);
  CHECK(tema::without_accents(marks) == "a");
}

TEST_CASE("normalization: tokens are normalised, folded and stripped as asked") {
  CHECK(words("e\u0301te\u0301 \u00C9T\u00C9", {}) == Words{"été", "été"});
  CHECK(words("e\u0301te\u0301", {.normalization = Normalization::none}) == Words{"e\u0301te\u0301"});
  CHECK(words("ＴＶ １２", {.normalization = Normalization::nfkc}) == Words{"tv", "12"});
  CHECK(words("Crème", {.fold = false, .strip_accents = true}) == Words{"Creme"});
  CHECK(words("K\u00C9 x", {.strip_accents = true, .stop_words = {"ké"}}) == Words{"x"});
  CHECK(words("E\u0301 x", {.fold = false, .stop_words = {"é"}}) == Words{"x"});
}
