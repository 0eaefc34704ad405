#include "tema/text/language_choice.hpp"

#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <string_view>

using tema::LanguageChoice;

TEST_CASE("language choice: a string is a tag, and \"auto\" is the language of each text") {
  const LanguageChoice of_literal = "id";
  const LanguageChoice of_string = std::string("id");
  const LanguageChoice of_view = std::string_view("id");
  CHECK(of_literal == of_string);
  CHECK(of_literal == of_view);
  CHECK(of_literal.tag() == "id");
  CHECK_FALSE(of_literal.is_automatic());
  CHECK(LanguageChoice("auto") == LanguageChoice::automatic());
  CHECK(LanguageChoice("auto").is_automatic());
  CHECK(LanguageChoice::automatic().tag() == "auto");
  CHECK_FALSE(LanguageChoice("id") == LanguageChoice::automatic());
}

TEST_CASE("language choice: the default is no language in particular") {
  CHECK(LanguageChoice() == "und");
  CHECK(tema::TokenizerOptions().language == "und");
}

TEST_CASE("language choice: one language where only one can be used") {
  CHECK(LanguageChoice("en").tag_or("id") == "en");
  CHECK(LanguageChoice::automatic().tag_or("id") == "id");
  CHECK(LanguageChoice().tag_or("id") == "und");
}

TEST_CASE("language choice: a tokenizer keeps the code, and refuses what names no language") {
  CHECK(tema::Tokenizer({.language = "ind_Latn"}).options().language == "id");
  CHECK_THROWS_WITH_AS(tema::Tokenizer({.language = "AUTO"}), doctest::Contains("language is \"AUTO\""),
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(tema::Tokenizer({.language = "auto", .corpus_language = "auto"}),
                       doctest::Contains("corpus_language is \"auto\""), std::invalid_argument);
}
