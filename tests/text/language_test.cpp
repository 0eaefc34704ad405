#include "tema/text/language.hpp"

#include "tema/text/stemmer.hpp"
#include "tema/text/stop_words.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

using tema::canonical_language;

TEST_CASE("language: a tag is read as the shortest code of its language") {
  for (const char* tag :
       {"id", "ID", " id\n", "id-ID", "id_ID", "ind", "Ind", "ind_Latn", "in", "id_ID.UTF-8"}) {
    CAPTURE(tag);
    CHECK(canonical_language(tag) == "id");
  }
  const std::vector<std::pair<std::string, std::string>> others = {
      {"iw", "he"},        {"ji", "yi"},      {"jw", "jv"},       {"mo", "ro"},   {"zh-Hant", "zh"},
      {"zho", "zh"},       {"chi", "zh"},     {"cmn", "zh"},      {"deu", "de"},  {"ger", "de"},
      {"zsm_Latn", "ms"},  {"may", "ms"},     {"arb_Arab", "ar"}, {"nb", "no"},   {"nno", "no"},
      {"fil", "tl"},       {"swh", "sw"},     {"am", "am"},       {"amh", "am"},  {"pcm", "pcm"},
      {"yue-Hant", "yue"}, {"sr-Latn", "sr"}, {"scc", "sr"},      {"tir", "ti"},  {"und", "und"},
      {"tok", "tok"},      {"ber", "ber"},    {"sh", "sh"},       {"qaa", "qaa"}, {"aue", "ktz"}};
  for (const auto& other : others) {
    CAPTURE(other.first);
    CHECK(canonical_language(other.first) == other.second);
  }
}

TEST_CASE("language: what is no tag of a language is none") {
  for (const char* tag : {"",
                          " ",
                          "-",
                          "-id",
                          "i",
                          "x-id",
                          "i-klingon",
                          "xx",
                          "qq",
                          "klingon",
                          "Indonesian",
                          "english",
                          "auto",
                          "id ID",
                          "id,en",
                          "id/ID",
                          "1d",
                          "qua1",
                          "\xC3\xAD"
                          "d",
                          "id\xFF",
                          "zz"}) {
    CAPTURE(tag);
    CHECK_FALSE(canonical_language(tag));
  }
  CHECK_FALSE(canonical_language(std::string_view("id\0", 3)));
}

TEST_CASE(
    "language: of all codes of two and three letters, each that is known has one that stands for itself") {
  std::size_t known = 0;
  std::string code;
  const auto try_code = [&] {
    const auto canonical = canonical_language(code);
    if (!canonical) return;
    ++known;
    CAPTURE(code);
    REQUIRE(canonical_language(*canonical) == canonical);
    REQUIRE(canonical->size() <= std::max<std::size_t>(code.size(), 3));
  };
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      code = {a, b};
      try_code();
      for (char c = 'a'; c <= 'z'; ++c) {
        code = {a, b, c};
        try_code();
      }
    }
  }
  CHECK(known > 8'500);
  CHECK(known < 9'500);
  for (const std::string& language : tema::languages()) CHECK(canonical_language(language) == language);
}

TEST_CASE("language: what tema has for one") {
  const tema::LanguageSupport indonesian = tema::language_support("ind");
  CHECK(indonesian.stop_words);
  CHECK(indonesian.stemmer);
  CHECK(indonesian.reduplication);
  CHECK_FALSE(indonesian.folding);
  const tema::LanguageSupport amharic = tema::language_support("am-ET");
  CHECK_FALSE((amharic.stop_words || amharic.stemmer || amharic.reduplication || amharic.folding));
  CHECK(tema::language_support("azj").folding);
  CHECK_FALSE(tema::language_support("az").stop_words);
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::language_support("Indonesian")),
                       doctest::Contains("\"Indonesian\""), std::invalid_argument);
}

TEST_CASE("language: each tag of one gives its stop words, stems and rules") {
  CHECK(std::ranges::equal(tema::stop_words("ind").words(), tema::stop_words("id").words()));
  CHECK(tema::stop_words("am").empty());
  CHECK(tema::stem("membaca", "ind_Latn") == "baca");
  CHECK(tema::Tokenizer({.language = " IND "}).options().language == "id");
  CHECK(tema::Tokenizer({.language = "am"}).options().language == "am");
  CHECK_THROWS_AS(tema::Tokenizer({.language = "am", .stems = tema::Stems::of_language()}),
                  std::invalid_argument);
}

TEST_CASE(
    "language: a document's is used as its tag says, and one that no one understands leaves the "
    "tokenizer's") {
  std::vector<tema::Document> documents;
  for (const char* tag : {"", "ind", "id ", "Indonesian", "en", "am", "?"}) {
    documents.push_back({.id = tag, .text = "negara-negara yang", .language = tag});
  }
  const tema::Tokenizer tokenizer{{.language = "id", .language_stop_words = true}};
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(documents);
  const std::vector<std::size_t> tokens = {1, 1, 1, 1, 3, 3, 1};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    CAPTURE(i);
    CHECK(corpus.document(i).size() == tokens[i]);
  }
  CHECK(corpus.unknown_languages == 2);
  CHECK(corpus.languages == std::vector<tema::LanguageCount>{{"id", 5}, {"am", 1}, {"en", 1}});
}
