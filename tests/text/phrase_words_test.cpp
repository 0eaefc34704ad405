#include "text/phrase_words.hpp"

#include "text/analysis/tokenizer_state.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using tema::detail::PhraseWords;
using Words = std::vector<std::string>;

/// A corpus's words; "|" for a border.
Words read(const std::vector<std::string>& texts, const tema::TokenizerOptions& options = {}) {
  const tema::TokenizedCorpus corpus = PhraseWords(options).read(texts, {});
  Words words;
  for (const tema::TermId id : corpus.ids) {
    const std::string_view term = corpus.vocabulary->term(id);
    words.emplace_back(term == tema::detail::phrase_border ? "|" : term);
  }
  return words;
}

}  // namespace

TEST_CASE("phrase words: a border stands wherever no phrase goes on") {
  CHECK(read({"Kereta cepat, laju-laju\nsekali. Ya", "tidak"}) ==
        Words{"kereta", "cepat", "|", "laju", "laju", "sekali", "|", "ya", "tidak"});
  CHECK(read({"satu 2 tiga"}) == Words{"satu", "2", "tiga"});
  for (const tema::Numbers numbers : {tema::Numbers::drop, tema::Numbers::fold}) {
    CHECK(read({"satu 2 tiga"}, {.filter = {.numbers = numbers}}) == Words{"satu", "|", "tiga"});
  }
  CHECK(read({"satu http://a.id/b tiga"}, {.web = {.urls = tema::WebToken::keep}}) ==
        Words{"satu", "|", "tiga"});
  CHECK(read({"bukunya baru"}, {.language = "id", .indonesian = {.split_clitics = true}}) ==
        Words{"buku", "|", "nya", "baru"});
  CHECK(read({"panjangsekali kata"}, {.filter = {.cut_length = 7}}) == Words{"panjang", "|", "kata"});
  CHECK(read({"東京都"}) == Words{"東京", "都"});
  CHECK(read({"kereta cepat itu"}, {.stop_words = {"itu"}, .phrases = {"kereta cepat"}}) ==
        Words{"kereta cepat", "itu"});
}

TEST_CASE("phrase words: stop words are those of the options and of the documents' languages") {
  PhraseWords words({.stop_words = {"kata"}, .language_stop_words = true});
  const auto stop_words = [&](const std::string& language) {
    const std::vector<tema::Document> documents = {
        {.id = "", .text = "Kata yang the biru.", .language = language}};
    return words.stop_words(words.read(documents, {}));
  };
  CHECK(stop_words("") == std::vector<bool>{true, false, false, false});
  CHECK(stop_words("id") == std::vector<bool>{true, true, false, false});
  CHECK(stop_words("en") == std::vector<bool>{true, false, true, false});
}

TEST_CASE("phrase words: two words that read otherwise beside each other are no phrase") {
  PhraseWords words({.normalization = tema::Normalization::nfkc});
  const std::vector<std::string> texts = {"kereta cepat \uFDFA \uFE70"};
  const tema::TokenizedCorpus corpus = words.read(texts, {});
  REQUIRE(corpus.ids.size() == 4);
  const auto ids = corpus.document(0);
  const std::vector<tema::detail::WordPair> pairs = {{ids[0], ids[1]}, {ids[1], ids[2]}, {ids[3], ids[0]}};
  CHECK(words.phrases(corpus, pairs, {}) == Words{"kereta cepat", "", ""});
}
