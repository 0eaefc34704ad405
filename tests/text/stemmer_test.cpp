#include "tema/text/stemmer.hpp"

#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

TEST_CASE("stemmer: Snowball's stems in several scripts") {
  CHECK(tema::stem("connected", "en") == tema::stem("connection", "en"));
  CHECK(tema::stem("membaca", "id") == "baca");
  CHECK(tema::stem("dibacakan", "id") == "baca");
  CHECK(tema::stem("домами", "ru") == tema::stem("домах", "ru"));
  CHECK(tema::stem("häusern", "de") == "haus");
  CHECK(tema::stem("", "en").empty());
}

TEST_CASE("stemmer: the languages that have one") {
  const auto known = tema::stemmed_languages();
  CHECK(std::is_sorted(known.begin(), known.end()));
  for (const char* code : {"ar", "de", "en", "id", "ta", "tr"}) {
    CHECK(std::find(known.begin(), known.end(), code) != known.end());
  }
  CHECK_THROWS_WITH_AS((void)tema::stem("kata", "ms"), doctest::Contains("\"ms\""), std::invalid_argument);
  CHECK_THROWS_AS(tema::Tokenizer({.stems = tema::Stems::of_language()}), std::invalid_argument);
  CHECK_THROWS_AS(tema::Tokenizer({.language = "zh", .stems = tema::Stems::of_language()}),
                  std::invalid_argument);
}

TEST_CASE("stemmer: a tokenizer gives stems of folded words, behind its stop words") {
  const tema::Tokenizer tokenizer{
      {.language = "en", .stop_words = {"is"}, .stems = tema::Stems::of_language()}};
  tema::TokenBuffer buffer;
  std::vector<std::string> stems;
  for (const tema::Token& token : tokenizer.tokens("Connecting is CONNECTED 2021", buffer)) {
    stems.emplace_back(token.text);
  }
  CHECK(stems == std::vector<std::string>{"connect", "connect", "2021"});
}

TEST_CASE("stemmer: threads do not disturb each other") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&wrong, t] {
      for (int i = 0; i < 2'000; ++i) wrong[t] += tema::stem("membaca", "id") != "baca" ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}
