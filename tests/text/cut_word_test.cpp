#include "text/analysis/cut_word.hpp"

#include "reference/random_text.hpp"
#include "reference/words_of_text.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using tema::detail::MendedWord;
using Words = std::vector<std::string>;

constexpr auto words = reference::words_of_text;

TEST_CASE("cut word: a hyphen at a line's end is what is between") {
  using tema::detail::is_line_end;
  for (const std::string between : {"-\n", "-\r\n", "- \n  ", "‐\n", "‑\n\t"})
    CHECK(is_line_end("kata", between));
  CHECK(is_line_end("kata\u00AD", "\n"));
  for (const std::string between : {"-", "\n", "-\n\n", "--\n", "–\n", "- ", "-\n-", ""}) {
    CHECK_FALSE_MESSAGE(is_line_end("kata", between), between);
  }
}

TEST_CASE("cut word: two parts that may be one word") {
  using tema::detail::is_cut_word;
  CHECK(is_cut_word("pemerin", "tah"));
  CHECK(is_cut_word("PEMERIN", "TAH"));
  CHECK(is_cut_word("ke", "ⲁⲃ"));
  CHECK_FALSE(is_cut_word("Jakarta", "Bandung"));
  CHECK_FALSE(is_cut_word("ke", ""));
  CHECK_FALSE(is_cut_word("KE", ""));
}

TEST_CASE("cut word: it is mended, and a hyphen of its own stays") {
  CHECK(MendedWord("pemerin-\ntah", true).text() == "pemerintah");
  CHECK(MendedWord("pemerin- \r\n  tah", false).text() == "pemerintah");
  CHECK(MendedWord("pe-\nmerin-\ntah", true).text() == "pemerintah");
  CHECK(MendedWord("pemerin\u00AD\ntah", true).text() == "pemerintah");
  CHECK(MendedWord("negara-\nnegara", true).text() == "negara-negara");
  CHECK(MendedWord("negara-\nnegara", false).text() == "negaranegara");
  CHECK(MendedWord("ke-\n4", true).text() == "ke-4");
  CHECK(MendedWord("se-\nIndonesia", true).text() == "se-Indonesia");
  CHECK(MendedWord("per-\nusahaan", true).text() == "perusahaan");
  CHECK(MendedWord("ke-\nⲁⲃ", true).text() == "keⲁⲃ");
  CHECK(MendedWord("ke-\nⴰⴱ", true).text() == "keⴰⴱ");
  CHECK(MendedWord("negara-\nnegara‐an", true).text() == "negara-negara‐an");
  const MendedWord word("pemerin-\ntah", true);
  CHECK(word.source({0, 10}) == tema::ByteSpan{0, 12});
  CHECK(word.source({0, 7}) == tema::ByteSpan{0, 7});
  CHECK(word.source({7, 10}) == tema::ByteSpan{9, 12});
  CHECK(MendedWord("negara-\nnegara", true).source({7, 13}) == tema::ByteSpan{8, 14});
}

TEST_CASE("cut word: a tokenizer joins what a line's end cuts if asked") {
  const tema::TokenizerOptions joins{.language = "id", .join_hyphens = true};
  const std::string text =
      "Pemerin-\ntah dan negara-\nnegara, Jakarta-\nBandung; PEMERIN-\nTAH ke-\n4\npe-\n\nsan";
  CHECK(words(text, joins) ==
        Words{"pemerintah", "dan", "negara-negara", "jakarta", "bandung", "pemerintah", "ke-4", "pe", "san"});
  CHECK(words("ke-\nⲁⲃ", joins) == Words{"keⲁⲃ"});
  CHECK(words("inter-\nnational", {.language = "en", .join_hyphens = true}) == Words{"international"});
  CHECK(words("Pemerin-\ntah", {.fold = false, .join_hyphens = true}) == Words{"Pemerintah"});
  CHECK(words("pemerin-\ntah negara-\nnegara", {.language = "id"}) ==
        Words{"pemerin", "tah", "negara", "negara"});
  CHECK(words("pemerin-\ntah", {.join_hyphens = true, .stop_words = {"pemerintah"}}).empty());
  tema::TokenBuffer buffer;
  const auto tokens = tema::Tokenizer(joins).tokens("oleh pemerin-\ntah", buffer);
  REQUIRE(tokens.size() == 2);
  CHECK(tokens[1].span == tema::ByteSpan{5, 17});
}

TEST_CASE("cut word: any text with lines cut has its tokens in order") {
  tema::Random random(5);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    for (int k = 0; k < 6; ++k)
      text += reference::random_mixed_text(random, 1) + (random.below(2) == 0 ? "-\n" : "\u00AD\n");
    for (const char* language : {"id", "en"}) {
      tema::TokenBuffer buffer;
      std::size_t last = 0;
      const tema::Tokenizer tokenizer(
          {.language = language, .join_hyphens = true, .indonesian = {.split_clitics = true}});
      for (const tema::Token& token : tokenizer.tokens(text, buffer)) {
        REQUIRE(token.span.begin >= last);
        REQUIRE(token.span.size() > 0);
        REQUIRE(token.text.find('\n') == std::string_view::npos);
        last = token.span.end;
      }
      REQUIRE(last <= text.size());
    }
  }
}
