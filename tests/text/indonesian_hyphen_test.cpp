#include "reference/words_of_text.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/languages/indonesian/hyphen.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using tema::detail::is_hyphenated_word;
using tema::detail::is_number_word;
using Words = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

namespace {

Words words(std::string_view text, const tema::TokenizerOptions& options = {.language = "id"}) {
  return reference::words_of_text(text, options);
}

}  // namespace

TEST_CASE("indonesian hyphen: what the spelling writes as one word") {
  const Pairs pairs = {{"ke", "4"},        {"Ke", "21"},     {"ke", "XX"},        {"ke", "Indonesiaan"},
                       {"1960", "an"},     {"60", "an"},     {"anti", "gerilya"}, {"Anti", "Korupsi"},
                       {"non", "migas"},   {"pro", "Rusia"}, {"se", "Indonesia"}, {"ber", "KTP"},
                       {"di", "PHK"},      {"di", "smash"},  {"mem", "PHK"},      {"eks", "PKI"},
                       {"e", "KTP"},       {"sinar", "X"},   {"hari", "H"},       {"F", "16"},
                       {"ciptaan", "Nya"}, {"KTP", "nya"},   {"hamba", "Ku"},     {"play", "off"},
                       {"Check", "In"},    {"al", "Qur'an"}, {"Al", "Qaeda"},     {"ad", "Dhuha"}};
  for (const auto& pair : pairs) {
    CAPTURE(pair.first + "-" + pair.second);
    CHECK(is_hyphenated_word(pair.first, pair.second));
  }
}

TEST_CASE("indonesian hyphen: what are two words") {
  const Pairs pairs = {{"Jakarta", "Bandung"},
                       {"capres", "cawapres"},
                       {"Israel", "Hamas"},
                       {"PAN", "PKS"},
                       {"AS", "China"},
                       {"2", "1"},
                       {"covid", "19"},
                       {"19", "4"},
                       {"di", "Jakarta"},
                       {"di", "rumah"},
                       {"ke", "Bandung"},
                       {"suami", "istri"},
                       {"Chelsea", "MU"},
                       {"A", "B"},
                       {"I", "2018"},
                       {"a", "Lago"},
                       {"Eka", "Mira"},
                       {"2", "B"},
                       {"", "an"},
                       {"anti", ""}};
  for (const auto& pair : pairs) {
    CAPTURE(pair.first + "-" + pair.second);
    CHECK_FALSE(is_hyphenated_word(pair.first, pair.second));
  }
}

TEST_CASE("indonesian hyphen: one token each, where they stand") {
  const std::string text =
      "Abad ke-4, tahun 1960-an dan ke-60-an; di-PHK-kan, anti-gerilya se-Indonesia (km² 10cm³)";
  CHECK(words(text) == Words{"abad", "ke-4", "tahun", "1960-an", "dan", "ke-60-an", "di-phk-kan",
                             "anti-gerilya", "se-indonesia", "km²", "10cm³"});
  CHECK(words(text, {.language = "ms"}).size() == 11);
  CHECK(words("ke-4 anti-gerilya km²", {.language = "en"}) == Words{"ke", "4", "anti", "gerilya", "km"});
  CHECK(words("year-on-year one-on-two") == Words{"year-on-year", "one-on", "two"});
  CHECK(words("ke‑4 ke – 4 ke--4") == Words{"ke-4", "ke", "4", "ke", "4"});
  CHECK(words("Jakarta² kata³") == Words{"jakarta", "kata"});
  tema::TokenBuffer buffer;
  const std::string land = "luas 5 km² itu";
  const auto tokens = tema::Tokenizer({.language = "id"}).tokens(land, buffer);
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[2].span == tema::ByteSpan{7, 11});
}

TEST_CASE("indonesian hyphen: clitics behind a hyphen are split with it") {
  const tema::TokenizerOptions clitics{.language = "id", .indonesian = {.split_clitics = true}};
  CHECK(words("Tuhan-Nya KTP-nya ciptaan-Nyalah", clitics) ==
        Words{"tuhan", "nya", "ktp", "nya", "ciptaan", "nya", "lah"});
  tema::TokenBuffer buffer;
  const auto tokens = tema::Tokenizer(clitics).tokens("KTP-nya", buffer);
  REQUIRE(tokens.size() == 2);
  CHECK(tokens[0].span == tema::ByteSpan{0, 3});
  CHECK(tokens[1].span == tema::ByteSpan{4, 7});
}

TEST_CASE("indonesian hyphen: words that say a number") {
  for (const std::string word :
       {"Rp1,5", "Rp1.500.000,00", "rp5000", "Rp5jt", "Rp10T", "RM50", "USD100", "10km", "5jt", "2,5juta",
        "10.30WIB", "100m", "18x", "50kg", "ke-4", "1960-an", "60an", "ke-60-an", "10km²"}) {
    CHECK_MESSAGE(is_number_word(word), word);
  }
  for (const std::string word : {"covid19", "5G", "3M", "1st", "G20", "MP3", "4a", "Rp", "RpX", "km", "an",
                                 "-an", "ke-", "2-1", "Moto2", "anak2", "B2B", "4x4", ""}) {
    CHECK_FALSE_MESSAGE(is_number_word(word), word);
  }
}

TEST_CASE("indonesian hyphen: amounts are numbers for what becomes of numbers") {
  const std::string text = "harga Rp1,5 dan Rp1.500.000,00 sejauh 10km untuk 5jt orang ke-4";
  CHECK(words(text, {.language = "id", .filter = {.numbers = tema::Numbers::drop}}) ==
        Words{"harga", "dan", "sejauh", "untuk", "orang"});
  CHECK(words(text, {.language = "id", .filter = {.numbers = tema::Numbers::fold}}) ==
        Words{"harga", "#", "dan", "#", "sejauh", "#", "untuk", "#", "orang", "#"});
  CHECK(words("10km Rp5", {.filter = {.numbers = tema::Numbers::drop}}) == Words{"10km", "rp5"});
}
