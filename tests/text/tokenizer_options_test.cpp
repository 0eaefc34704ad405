// The options of a tokenizer beyond folding and filters, each in several scripts.
#include "reference/naive_analysis.hpp"
#include "reference/random_text.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using tema::Tokenizer;
using tema::TokenizerOptions;
using tema::WebToken;
using Words = std::vector<std::string>;

Words words(std::string_view text, const TokenizerOptions& options) {
  tema::TokenBuffer buffer;
  Words all;
  for (const tema::Token& token : Tokenizer(options).tokens(text, buffer)) all.emplace_back(token.text);
  return all;
}

/// What stands in the source where the tokens do.
Words sources(std::string_view text, const TokenizerOptions& options) {
  tema::TokenBuffer buffer;
  Words all;
  for (const tema::Token& token : Tokenizer(options).tokens(text, buffer)) {
    all.emplace_back(text.substr(token.span.begin, token.span.size()));
  }
  return all;
}

}  // namespace

TEST_CASE("tokenizer options: Turkish, Azerbaijani and Lithuanian fold in their own way") {
  CHECK(words("ISPARTA İzmir DİYARBAKIR", {.language = "tr"}) == Words{"ısparta", "izmir", "diyarbakır"});
  CHECK(words("I\u0307zmir Iğdır", {.language = "az"}) == Words{"izmir", "ığdır"});
  CHECK(words("ISPARTA İzmir", {.language = "en"}) == Words{"isparta", "i\u0307zmir"});
  CHECK(words("Ì i\u0307\u0300 J\u0301 j\u0307\u0301", {.language = "lt"}) ==
        Words{"ì", "ì", "j\u0301", "j\u0301"});
  CHECK(words("i\u0307\u0300", {.language = "en"}) == Words{"i\u0307\u0300"});
}

TEST_CASE("tokenizer options: numbers of any script fold to one symbol") {
  CHECK(words("naik 6,5 dari २०२१ ke ٣٤٥ covid19", {.filter = {.numbers = tema::Numbers::fold}}) ==
        Words{"naik", "#", "dari", "#", "ke", "#", "covid19"});
  CHECK(words("5 10 200", {.filter = {.numbers = tema::Numbers::fold, .min_length = 3}}) == Words{"#"});
  CHECK(words("satu 2", {.filter = {.numbers = tema::Numbers::fold}, .stop_words = {"#"}}) == Words{"satu"});
  CHECK(sources("naik 6,5", {.filter = {.numbers = tema::Numbers::fold}}) == Words{"naik", "6,5"});
}

TEST_CASE("tokenizer options: URLs, addresses, mentions and hashtags are split, kept or dropped") {
  const std::string text =
      "Lihat https://Contoh.id/Berita?q=1, surel Ani@Contoh.ID atau @Budi_S #PilPres2024 #मत";
  CHECK(words(text, {}) == Words{"lihat", "https", "contoh.id", "berita", "q", "1", "surel", "ani",
                                 "contoh.id", "atau", "budi_s", "pilpres2024", "मत"});
  const TokenizerOptions kept{.web = {.urls = WebToken::keep,
                                      .emails = WebToken::keep,
                                      .mentions = WebToken::keep,
                                      .hashtags = WebToken::keep}};
  CHECK(words(text, kept) == Words{"lihat", "https://Contoh.id/Berita?q=1", "surel", "ani@contoh.id", "atau",
                                   "@budi_s", "#pilpres2024", "#मत"});
  const TokenizerOptions dropped{.web = {.urls = WebToken::drop,
                                         .emails = WebToken::drop,
                                         .mentions = WebToken::drop,
                                         .hashtags = WebToken::drop}};
  CHECK(words(text, dropped) == Words{"lihat", "surel", "atau"});
  CHECK(words(text, {.web = {.urls = WebToken::drop, .hashtags = WebToken::keep}}) ==
        Words{"lihat", "surel", "ani", "contoh.id", "atau", "budi_s", "#pilpres2024", "#मत"});
  CHECK(sources(text, kept)[3] == "Ani@Contoh.ID");
}

TEST_CASE("tokenizer options: what is kept as one token is not stemmed, but may be a stop word") {
  CHECK(words("#Running running",
              {.language = "en", .web = {.hashtags = WebToken::keep}, .stems = tema::Stems::of_language()}) ==
        Words{"#running", "run"});
  CHECK(words("#iklan #berita", {.web = {.hashtags = WebToken::keep}, .stop_words = {"#iklan"}}) ==
        Words{"#berita"});
}

TEST_CASE("tokenizer options: HTML goes, entities are decoded, and spans are of the source") {
  const std::string text =
      "<p>K<b>at</b>a &quot;caf&eacute;&quot;<br>dua<script>tiga()</script> &#x43f;&#1088;</p>";
  CHECK(words(text, {.web = {.html = true}}) == Words{"kata", "café", "dua", "пр"});
  CHECK(sources(text, {.web = {.html = true}}) ==
        Words{"K<b>at</b>a", "caf&eacute;", "dua", "&#x43f;&#1088;"});
}

TEST_CASE("tokenizer options: sentences glued by a full stop are cut") {
  CHECK(words("alat.Pergerakan", {}) == Words{"alat.pergerakan"});
  const TokenizerOptions options{.split_glued = true};
  CHECK(words("alat.Pergerakan слово.Другое mot.Écrit", options) ==
        Words{"alat", "pergerakan", "слово", "другое", "mot", "écrit"});
  CHECK(sources("alat.Pergerakan.Lain", options) == Words{"alat", "Pergerakan", "Lain"});
  for (const std::string word : {"e.g", "U.S.A", "kompas.com", "v.Java", "ph.D", "3.Kata", "kata.A"}) {
    CHECK(words(word, options) == words(word, {}));
  }
}

TEST_CASE("tokenizer options: a word past the cap is cut after whole code points and counted") {
  const Tokenizer tokenizer{{.filter = {.cut_length = 4}}};
  tema::TokenBuffer buffer;
  const std::string text = "satu empat привет東京 été";
  Words forms;
  Words parts;
  for (const tema::Token& token : tokenizer.tokens(text, buffer)) {
    forms.emplace_back(token.text);
    parts.push_back(text.substr(token.span.begin, token.span.size()));
  }
  CHECK(forms == Words{"satu", "empa", "прив", "東京", "été"});
  CHECK(parts == forms);
  CHECK(buffer.truncated_words() == 2);
  CHECK(tokenizer.tokenize(Words{text, "panjang", ""}).truncated_words == 3);
  CHECK(words("\U0001F469\u200D\U0001F469\u200D\U0001F467", {.filter = {.cut_length = 3}}).empty());
  CHECK_THROWS_WITH_AS(Tokenizer({.filter = {.min_length = 5, .cut_length = 3}}),
                       "filter.cut_length is 3, but must be 0 or at least filter.min_length, 5",
                       std::invalid_argument);
}

TEST_CASE("tokenizer options: a backtick reads alike, cut or whole, whatever else is asked for") {
  const std::string text = "abc`def ABC`DEF abc`1 a`b`c x`y";
  const Words whole = {"abc'def", "abc'def", "abc", "1", "a'b'c", "x'y"};
  CHECK(words(text, {}) == whole);
  for (std::size_t longest = 2; longest <= 6; ++longest) {
    // Where numbers are dropped, all words are analysed by the general rules.
    const Words forms = words(text, {.filter = {.numbers = tema::Numbers::drop, .cut_length = longest}});
    Words all = words(text, {.filter = {.cut_length = longest}});
    all.erase(std::remove(all.begin(), all.end(), "1"), all.end());
    CHECK(all == forms);
  }
  CHECK(words("abc`def", {.filter = {.cut_length = 4}}) == Words{"abc`"});
  CHECK(words("ABC`def abc`", {.filter = {.cut_length = 4}}) == Words{"abc`", "abc"});
}

TEST_CASE("tokenizer options: stop words of the text's language") {
  CHECK(words("yang the presiden", {.language = "id", .language_stop_words = true}) ==
        Words{"the", "presiden"});
  CHECK(words("yang the kata", {.language = "en", .stop_words = {"kata"}, .language_stop_words = true}) ==
        Words{"yang"});
}

TEST_CASE("tokenizer options: stop words that a text never gives are reported") {
  const Tokenizer tokenizer{{.stop_words = {"kata", "dan/atau", "rock'n'roll", "luar negeri", "..."}}};
  const auto issues = tokenizer.stop_word_issues();
  REQUIRE(issues.size() == 2);
  CHECK(issues[0].word == "dan/atau");
  CHECK(issues[0].tokens == Words{"dan", "atau"});
  CHECK(issues[1].word == "luar negeri");
  CHECK(Tokenizer({.stop_words = {"dan/atau", "dan", "atau"}}).stop_word_issues().empty());
  for (const std::string language : {"id", "ms", "fr", "de", "ru", "ar", "hi", "tr"}) {
    CAPTURE(language);
    CHECK(Tokenizer({.language = language, .language_stop_words = true}).stop_word_issues().empty());
  }
}

TEST_CASE("tokenizer options: stop words take the way that words take") {
  CHECK(words("i.e. this", {.stop_words = {"i.e."}}) == Words{"this"});
  CHECK(words("Αὖ καὶ cafe\u0301", {.stop_words = {"αὖ", "CAFÉ"}}) == Words{"καὶ"});
  CHECK(words("Résumé", {.strip_accents = true, .stop_words = {"RÉSUMÉ"}}).empty());
}

TEST_CASE("tokenizer options: phrases are one token wherever their words follow each other") {
  const TokenizerOptions options{
      .stop_words = {"luar", "the"},
      .phrases = {"luar negeri", "kereta cepat", "Kereta Cepat Jakarta", "New York"}};
  CHECK(words("Luar  Negeri, luar kota; kereta cepat jakarta dan Kereta-Cepat", options) ==
        Words{"luar negeri", "kota", "kereta cepat jakarta", "dan", "kereta cepat"});
  CHECK(words("kereta, cepat kereta. Cepat kereta 2 cepat", options) ==
        Words{"kereta", "cepat", "kereta", "cepat", "kereta", "2", "cepat"});
  CHECK(sources("di Luar  Negeri itu", options) == Words{"di", "Luar  Negeri", "itu"});
  CHECK(words("кофе машина 東京 都", {.phrases = {"Кофе Машина"}}) == Words{"кофе машина", "東京", "都"});
}

TEST_CASE("tokenizer options: phrases are found before stems are taken and with the language's own words") {
  CHECK(words("Running shoes run",
              {.language = "en", .stems = tema::Stems::of_language(), .phrases = {"running shoes"}}) ==
        Words{"running shoes", "run"});
  CHECK(words("undang-undang dasar undang-undang", {.language = "id", .phrases = {"undang-undang dasar"}}) ==
        Words{"undang-undang dasar", "undang-undang"});
}

TEST_CASE("tokenizer options: a phrase has two words at least") {
  CHECK_THROWS_WITH_AS(tema::Phrases({"luar negeri", "satu"}),
                       "an entry of phrases is \"satu\", but must be two words or more",
                       std::invalid_argument);
  CHECK(tema::Phrases({" Luar\t Negeri ", "luar negeri"}).phrases().size() == 1);
  CHECK(tema::Phrases({" Luar\t Negeri "}).phrases()[0] == "luar negeri");
}

TEST_CASE("tokenizer options: character n-grams inside words have spaces at the ends") {
  const tema::CharacterNgrams ngrams{.min = 2, .max = 3};
  CHECK(words("Abc d", {.character_ngrams = ngrams}) ==
        Words{" a", "ab", "bc", "c ", " ab", "abc", "bc ", " d", "d ", " d "});
  CHECK(words("d", {.character_ngrams = {.min = 4, .max = 6}}) == Words{" d "});
  CHECK(words("दो", {.character_ngrams = {.min = 2, .max = 2}}) == Words{" द", "दो", "ो "});
  CHECK(sources("Ab", {.character_ngrams = ngrams}) == Words{"A", "Ab", "b", "Ab", "Ab"});
  CHECK(sources("ﬃ", {.character_ngrams = {.min = 2, .max = 2}}) == Words{"ﬃ", "ﬃ", "ﬃ", "ﬃ"});
  CHECK(sources("e\u0301t", {.character_ngrams = {.min = 2, .max = 2}}) == Words{"e\u0301", "e\u0301t", "t"});
}

TEST_CASE("tokenizer options: character n-grams across words") {
  const TokenizerOptions options{.stop_words = {"the"},
                                 .character_ngrams = {.min = 3, .max = 4, .across_words = true}};
  CHECK(words("Ab, the cd", options) == Words{"ab ", "b c", " cd", "ab c", "b cd"});
  CHECK(sources("Ab, the cd", options)[1] == "b, the c");
  CHECK(words("ab", options).empty());
  CHECK_THROWS_AS(Tokenizer({.character_ngrams = {.min = 3, .max = 2}}), std::invalid_argument);
  CHECK_THROWS_AS(Tokenizer({.character_ngrams = {.min = 0, .max = 2}}), std::invalid_argument);
  CHECK_THROWS_AS(Tokenizer({.character_ngrams = {.min = 1, .max = 65}}), std::invalid_argument);
  CHECK_THROWS_AS(Tokenizer({.character_ngrams = {.across_words = true}}), std::invalid_argument);
}

TEST_CASE("tokenizer options: Indonesian reduplication to its base, twos and clitics") {
  CHECK(words("Negara-negara undang-undang meniru-nirukan",
              {.language = "id", .indonesian = {.reduplication_base = true}}) ==
        Words{"negara", "undang-undang", "tiru"});
  CHECK(words("anak2 Moto2 anak2", {.language = "id", .indonesian = {.expand_two = true}}) ==
        Words{"anak-anak", "moto2", "anak-anak"});
  CHECK(words("anak2", {.language = "id"}) == Words{"anak2"});
  CHECK(words("anak2", {.language = "id", .indonesian = {.reduplication_base = true, .expand_two = true}}) ==
        Words{"anak"});
  const TokenizerOptions clitics{.language = "ms", .indonesian = {.split_clitics = true}};
  CHECK(words("Bukunya kuat ilmu masalah hanya", clitics) ==
        Words{"buku", "nya", "kuat", "ilmu", "masalah", "hanya"});
  CHECK(sources("Bukunya", clitics) == Words{"Buku", "nya"});
  CHECK(words("Tuhan-Nya", clitics) == Words{"tuhan", "nya"});
  CHECK(words("adanya bukunya",
              {.language = "id", .stop_words = {"adanya", "nya"}, .indonesian = {.split_clitics = true}}) ==
        Words{"buku"});
  CHECK(words("Bukunya negara-negara", {.language = "en", .indonesian = {.split_clitics = true}}) ==
        Words{"bukunya", "negara", "negara"});
}

TEST_CASE("tokenizer options: a document's language goes before the tokenizer's") {
  const std::vector<tema::Document> documents = {{.id = "1", .text = "isu-isu yang the"},
                                                 {.id = "2", .text = "isu-isu yang the", .language = "en"},
                                                 {.id = "3", .text = "isu-isu yang the", .language = "xx"}};
  const Tokenizer tokenizer{{.language = "id", .language_stop_words = true}};
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(documents);
  const auto text_of = [&](std::size_t i) {
    std::string text;
    for (const tema::TermId id : corpus.document(i)) text += std::string(corpus.vocabulary->term(id)) + ' ';
    return text;
  };
  CHECK(text_of(0) == "isu-isu the ");
  CHECK(text_of(1) == "isu isu yang ");
  CHECK(text_of(2) == "isu-isu the ");  // "xx" says nothing
  CHECK(corpus.languages == std::vector<tema::LanguageCount>{{"id", 2}, {"en", 1}});
  CHECK(corpus.unknown_languages == 1);
  tema::TokenBuffer buffer;
  CHECK(tokenizer.tokens(documents[1].text, buffer, "en").size() == 3);
}

TEST_CASE("tokenizer options: what is remembered of words is what their analysis gives") {
  const std::vector<TokenizerOptions> all_options = {
      {.language = "id", .indonesian = {.split_clitics = true}},
      {.language = "id", .fold = false, .split_glued = true, .filter = {.numbers = tema::Numbers::fold}},
      {.language = "id",
       .stop_words = {"negara"},
       .indonesian = {.reduplication_base = true, .expand_two = true}},
      {.language = "ms",
       .join_hyphens = true,
       .filter = {.numbers = tema::Numbers::drop},
       .indonesian = {.split_clitics = true}},
      {.fold = false, .join_hyphens = true},
      {.language = "tr", .strip_accents = true, .filter = {.min_length = 2}},
      {.language = "en", .stems = tema::Stems::of_language(), .character_ngrams = {.min = 2, .max = 4}}};
  for (const TokenizerOptions& options : all_options) {
    const Tokenizer tokenizer(options);
    tema::TokenBuffer buffer;
    tema::Random random(7);
    for (int i = 0; i < 300; ++i) {
      const std::string text = reference::random_mixed_text(random, random.below(40));
      const auto expected = reference::naive_analysis(text, options);
      const auto found = tokenizer.tokens(text, buffer);
      REQUIRE(found.size() == expected.size());
      for (std::size_t k = 0; k < found.size(); ++k) {
        REQUIRE(found[k].text == expected[k].form);
        REQUIRE(found[k].span == expected[k].span);
      }
    }
  }
}
