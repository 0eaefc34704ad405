#include "tema/text/tokenizer.hpp"

#include "reference/naive_tokenizer.hpp"
#include "reference/random_text.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/utf8.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using tema::Tokenizer;
using Words = std::vector<std::string>;

Words words(std::string_view text, const tema::TokenizerOptions& options = {}) {
  tema::TokenBuffer buffer;
  Words all;
  for (const tema::Token& token : Tokenizer(options).tokens(text, buffer)) all.emplace_back(token.text);
  return all;
}

/// The kinds of a text's tokens, a letter each.
std::string kinds(std::string_view text) {
  tema::TokenBuffer buffer;
  std::string all;
  for (const tema::Token& token : Tokenizer().tokens(text, buffer))
    all += "wnki"[static_cast<std::size_t>(token.kind)];
  return all;
}

}  // namespace

TEST_CASE("tokenizer: agrees with a naive one on letters of ASCII") {
  tema::Random random(1);
  constexpr std::string_view alphabet = "abcdeXYZzQ -,!?()\n\t+";
  for (int i = 0; i < 5'000; ++i) {
    std::string text(random.below(60), '\0');
    for (char& c : text) c = alphabet[random.below(alphabet.size())];
    REQUIRE(words(text) == reference::naive_ascii_tokens(text));
  }
}

TEST_CASE("tokenizer: a reduplication is one token in Indonesian and Malay") {
  for (const std::string text : {"negara-negara", "isu-isu", "bersama-sama", "saudara-saudaranya",
                                 "meniru-nirukan", "tolong-menolong"}) {
    for (const char* language : {"id", "ms", "id-ID"})
      CHECK(words(text, {.language = language}) == Words{text});
  }
  CHECK(words("Negara-negara dan ISU-ISU.", {.language = "id"}) == Words{"negara-negara", "dan", "isu-isu"});
}

TEST_CASE("tokenizer: a reduplication is two tokens in other languages") {
  for (const char* language : {"und", "en", "tl"}) {
    CHECK(words("negara-negara", {.language = language}) == Words{"negara", "negara"});
  }
}

TEST_CASE("tokenizer: words that a hyphen joins otherwise are tokens of their own") {
  CHECK(words("capres-cawapres Jakarta-Bandung Israel-Hamas PAN-PKS 2-1 2-2 covid-19", {.language = "id"}) ==
        Words{"capres", "cawapres", "jakarta", "bandung", "israel", "hamas", "pan", "pks", "2", "1", "2", "2",
              "covid", "19"});
}

TEST_CASE("tokenizer: any of the hyphens joins a reduplication and nothing else does") {
  const tema::TokenizerOptions indonesian{.language = "id"};
  CHECK(words("isu\u2010isu", indonesian).size() == 1);
  CHECK(words("isu\u2011isu", indonesian).size() == 1);
  for (const std::string gap :
       {"\u2013", "\u2014", "--", " - ", " -", "- ", "/", "\n", " ", "\xFF", "-\xFF"}) {
    CHECK(words("isu" + gap + "isu", indonesian) == Words{"isu", "isu"});
  }
}

TEST_CASE("tokenizer: a reduplication takes two words and no third") {
  CHECK(words("ha-ha-ha", {.language = "id"}) == Words{"ha-ha", "ha"});
  CHECK(words("ha-ha-ha-ha", {.language = "id"}) == Words{"ha-ha", "ha-ha"});
  CHECK(words("isu-isu-", {.language = "id"}) == Words{"isu-isu"});
  CHECK(words("-isu-isu", {.language = "id"}) == Words{"isu-isu"});
}

TEST_CASE("tokenizer: spans are where the tokens stand") {
  tema::Random random(2);
  tema::TokenBuffer buffer;
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = reference::random_mixed_text(random, 20);
    for (const bool folds : {true, false}) {
      std::size_t last = 0;
      for (const tema::Token& token : Tokenizer({.language = "id", .fold = folds}).tokens(text, buffer)) {
        REQUIRE(token.span.begin >= last);
        REQUIRE(token.span.size() > 0);
        const std::string surface = text.substr(token.span.begin, token.span.size());
        const std::string form = tema::normalized(surface, tema::Normalization::nfc);
        REQUIRE(token.text == (folds ? tema::normalized(tema::fold(form), tema::Normalization::nfc) : form));
        last = token.span.end;
      }
      REQUIRE(last <= text.size());
    }
  }
}

TEST_CASE("tokenizer: quotes and dashes and brackets are no part of a word") {
  CHECK(words("“kata” ‘dia’ —lalu– (pergi) «ke» „sana“ rock’n’roll’") ==
        Words{"kata", "dia", "lalu", "pergi", "ke", "sana", "rock'n'roll"});
  CHECK(words("2019–2021 Jakarta–Bandung") == Words{"2019", "2021", "jakarta", "bandung"});
}

TEST_CASE("tokenizer: the typographic apostrophe and the plain one make one term") {
  CHECK(words("Jum’at JUM'AT") == Words{"jum'at", "jum'at"});
}

TEST_CASE("tokenizer: an apostrophe in whatever character makes one term, and stop words meet it") {
  const std::string text = "Jum‘at Jum’at Jumʼat Jumʻat Jum＇at Jum`at";
  CHECK(words(text) == Words(6, "jum'at"));
  CHECK(words(text, {.stop_words = {"jum'at"}}).empty());
  CHECK(words("Jum'at jum’at", {.stop_words = {"Jum`at"}}).empty());
  CHECK(words("`kata` ‘dia’ ʻokina", {.stop_words = {"ʻokina"}}) == Words{"kata", "dia"});
  CHECK(words("Jum`at Jum‘at", {.fold = false}) == Words{"Jum", "at", "Jum‘at"});
}

TEST_CASE("tokenizer: characters that are not seen change no term, and stop words meet it") {
  for (const std::string mark : {"\u00AD", "\u034F", "\u061C", "\u180E", "\u200C", "\u200D", "\u200E",
                                 "\u200F", "\u2060", "\u2061", "\u2064", "\uFE0F", "\uFEFF"}) {
    const std::string text = "Pemerin" + mark + "tah y" + mark + "ang" + mark;
    CHECK(words(text) == Words{"pemerintah", "yang"});
    CHECK(words(text, {.stop_words = {"yang"}}) == Words{"pemerintah"});
    CHECK(words("pemerintah", {.stop_words = {"pemerin" + mark + "tah"}}).empty());
    CHECK(words(text, {.normalization = tema::Normalization::none, .fold = false}) ==
          Words{"Pemerin" + mark + "tah", "y" + mark + "ang" + mark});
    tema::TokenBuffer buffer;
    const auto tokens = Tokenizer().tokens(text, buffer);
    CHECK(tokens.front().span == tema::ByteSpan{0, 10 + mark.size()});
    CHECK(tokens.back().span.end == text.size());
  }
  CHECK(words("negara\u00AD-nega\u00ADra", {.language = "id"}) == Words{"negara-negara"});
  CHECK(words("2\u2060021", {.filter = {.numbers = tema::Numbers::drop}}).empty());
}

TEST_CASE("tokenizer: what no one sees is no token when folded, and stands as it is when not") {
  CHECK(words("a \u3164 b") == Words{"a", "b"});
  CHECK(words("a \u3164 b", {.fold = false}) == Words{"a", "\u3164", "b"});
  CHECK(Tokenizer().tokenize(Words{"a \u3164 b"}).ids.size() == 2);
  CHECK(words("a \u3164", {.character_ngrams = {.min = 1, .max = 1, .across_words = true}}) == Words{"a"});
}

TEST_CASE("tokenizer: joiners stay where Persian and Indic scripts need them") {
  CHECK(words("می\u200Cخواهم کتاب\u200Cها") == Words{"می\u200Cخواهم", "کتاب\u200Cها"});
  CHECK(words("می\u200Cشود", {.stop_words = {"می\u200C\u200Cشود"}}).empty());
  CHECK(words("क्\u200Dष രാജ്\u200Cകുമാർ ശ්\u200Dരී") == Words{"क्\u200Dष", "രാജ്\u200Cകുമാർ", "ശ්\u200Dരී"});
  CHECK(words("pe\u200Cmerin\u200Dtah") == Words{"pemerintah"});
}

TEST_CASE("tokenizer: a soft hyphen and <wbr> in HTML make the same word, folded or not") {
  for (const bool folds : {true, false}) {
    for (const std::string mark : {"&shy;", "&#173;", "&#xAD;", "\u00AD", "<wbr>"}) {
      const std::string text = "<p>pemerin" + mark + "tah baru";
      tema::TokenBuffer buffer;
      const Tokenizer tokenizer({.fold = folds, .web = {.html = true}});
      const auto tokens = tokenizer.tokens(text, buffer);
      REQUIRE(tokens.size() == 2);
      CHECK(tokens.front().text == "pemerintah");
      CHECK(tokens.front().span == tema::ByteSpan{3, 13 + mark.size()});
    }
  }
}

TEST_CASE("tokenizer: folding is full in every script or not done at all") {
  const std::string text = "STRAẞE ΣΟΦΟΣ ПРИВЕТ İ \u13F8 東京";
  CHECK(words(text) == Words{"strasse", "σοφοσ", "привет", "i\u0307", "\u13F0", "東京"});
  CHECK(words(text, {.fold = false}) == Words{"STRAẞE", "ΣΟΦΟΣ", "ПРИВЕТ", "İ", "\u13F8", "東京"});
}

TEST_CASE("tokenizer: numbers of any script are kept or dropped") {
  const std::string text = "tahun 2021 naik 6,5 jadi 2.000 ke ٣٤٥ dan २०२१";
  CHECK(words(text) == Words{"tahun", "2021", "naik", "6,5", "jadi", "2.000", "ke", "٣٤٥", "dan", "२०२१"});
  CHECK(words(text, {.filter = {.numbers = tema::Numbers::drop}}) ==
        Words{"tahun", "naik", "jadi", "ke", "dan"});
  CHECK(words("covid19 1st G20", {.filter = {.numbers = tema::Numbers::drop}}) ==
        Words{"covid19", "1st", "g20"});
  // ICU calls the Thai words numbers too, for what they are joined to.
  CHECK(words("ภาษาไทย2021", {.filter = {.numbers = tema::Numbers::drop}}) == Words{"ภาษา", "ไทย"});
}

TEST_CASE("tokenizer: every token has its kind") {
  CHECK(kinds("kata 2021 東京 שלום 6,5 G20 １２３ १२") == "wniwnwnn");
}

TEST_CASE("tokenizer: lengths are counted in code points") {
  const std::string text = "a é abc нет 東京 naïve привет";
  CHECK(words(text, {.filter = {.min_length = 2}}) == Words{"abc", "нет", "東京", "naïve", "привет"});
  CHECK(words(text, {.filter = {.min_length = 3, .max_length = 5}}) == Words{"abc", "нет", "naïve"});
  CHECK(words(text, {.filter = {.min_length = 0, .max_length = 1}}) == Words{"a", "é"});
  CHECK(words("isu-isu isu", {.language = "id", .filter = {.min_length = 4}}) == Words{"isu-isu"});
}

TEST_CASE("tokenizer: stop words are compared as folded whether or not tokens are folded") {
  const tema::StopWords stop{"YANG", "straße", "Привет", "jum'at"};
  const std::string text = "Yang yang kata STRASSE ПРИВЕТ Jum’at Kata";
  CHECK(words(text, {.stop_words = stop}) == Words{"kata", "kata"});
  CHECK(words(text, {.fold = false, .stop_words = stop}) == Words{"kata", "Kata"});
}

TEST_CASE("tokenizer: a stop word may be a reduplication and its half stays") {
  CHECK(words("isu-isu isu", {.language = "id", .stop_words = {"isu-isu"}}) == Words{"isu"});
  CHECK(words("isu-isu isu", {.language = "id", .stop_words = {"isu"}}) == Words{"isu-isu"});
}

TEST_CASE("tokenizer: an ill-formed part separates words") {
  CHECK(words("satu\xFF"
              "dua\xE2\x80tiga\xC0") == Words{"satu", "dua", "tiga"});
  tema::Random random(3);
  for (int i = 0; i < 2'000; ++i) {
    const std::string bytes =
        reference::random_bytes(random, random.below(60)) + reference::random_mixed_text(random, 5);
    REQUIRE(words(bytes, {.language = "id"}) == words(tema::repair_utf8(bytes), {.language = "id"}));
  }
}

TEST_CASE("tokenizer: a zero byte separates words") {
  CHECK(words(std::string("satu\0dua\0", 9)) == Words{"satu", "dua"});
}

TEST_CASE("tokenizer: no text has no tokens") {
  CHECK(words("").empty());
  CHECK(words(std::string_view()).empty());
  CHECK(words(" \n\t\u3000").empty());
  CHECK(words("... \U0001F600 --- \xFF\xFE").empty());
}

TEST_CASE("tokenizer: a buffer that is used again gives the same tokens") {
  tema::Random random(4);
  const Tokenizer tokenizer{{.language = "id", .stop_words = {"the"}}};
  tema::TokenBuffer buffer;
  for (int i = 0; i < 500; ++i) {
    const std::string text = reference::random_mixed_text(random, random.below(60));
    tema::TokenBuffer fresh;
    const auto same = [](const tema::Token& a, const tema::Token& b) {
      return a.text == b.text && a.span == b.span && a.kind == b.kind;
    };
    REQUIRE(std::ranges::equal(tokenizer.tokens(text, buffer), tokenizer.tokens(text, fresh), same));
    REQUIRE(std::ranges::equal(buffer.tokens(), fresh.tokens(), same));
  }
  CHECK(tokenizer.tokens("", buffer).empty());
  CHECK(buffer.tokens().empty());
}

TEST_CASE("tokenizer: options that no text can satisfy are refused") {
  CHECK_THROWS_WITH_AS(Tokenizer({.filter = {.min_length = 5, .max_length = 3}}),
                       "filter.max_length is 3, but must be 0 or at least filter.min_length, 5",
                       std::invalid_argument);
  CHECK_NOTHROW(Tokenizer({.filter = {.min_length = 3, .max_length = 3}}));
  CHECK_NOTHROW(Tokenizer({.filter = {.min_length = 5, .max_length = 0}}));
}

TEST_CASE("tokenizer: an unknown language is refused and a region is cut off") {
  CHECK_THROWS_AS(Tokenizer({.language = "xx"}), std::invalid_argument);
  CHECK_THROWS_AS(Tokenizer({.language = ""}), std::invalid_argument);
  CHECK(Tokenizer({.language = "ID_id"}).options().language == "id");
}

TEST_CASE("tokenizer: emoji are tokens if asked for, and dictionaries cut unless told otherwise") {
  CHECK(words("bagus \U0001F600 ❤️ ©") == Words{"bagus"});
  CHECK(words("bagus \U0001F600 ❤️ ©", {.filter = {.emoji = true}}) ==
        Words{"bagus", "\U0001F600", "❤️"});
  CHECK(words("ภาษาไทย") == Words{"ภาษา", "ไทย"});
  CHECK(words("日本語", {.dictionary = false}) == Words{"日", "本", "語"});
}
