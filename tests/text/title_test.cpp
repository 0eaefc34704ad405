#include "reference/titled_documents.hpp"
#include "tema/text/language_detector.hpp"
#include "tema/text/split.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using tema::Document;
using tema::TokenizedCorpus;
using tema::Tokenizer;
using tema::TokenizerOptions;
using Strings = std::vector<std::string>;

Strings tokens_of(const TokenizedCorpus& corpus, std::size_t document) {
  Strings tokens;
  for (const tema::TermId id : corpus.document(document)) tokens.emplace_back(corpus.vocabulary->term(id));
  return tokens;
}

void append_tokens(const Tokenizer& tokenizer, std::string_view text, std::string_view language,
                   Strings& tokens) {
  tema::TokenBuffer buffer;
  for (const tema::Token& token : tokenizer.tokens(text, buffer, language)) tokens.emplace_back(token.text);
}

}  // namespace

TEST_CASE("titles: their tokens stand behind those of the text, as often as the weight says") {
  tema::Random random(1);
  const std::vector<Document> documents = reference::titled_documents(reference::indonesian(), 40, random);
  for (const std::size_t weight : std::vector<std::size_t>{0, 1, 2, 5}) {
    TokenizerOptions options{.language = "id", .title_weight = weight};
    if (weight == 2) options.phrases = {"gol dan", "bank itu"};
    if (weight == 5) options.character_ngrams = {2, 3, true};
    const Tokenizer tokenizer{options};
    const TokenizedCorpus corpus = tokenizer.tokenize(documents, {.threads = 1});
    for (std::size_t i = 0; i < documents.size(); ++i) {
      Strings expected;
      append_tokens(tokenizer, documents[i].text, {}, expected);
      for (std::size_t time = 0; time < weight; ++time)
        append_tokens(tokenizer, documents[i].title, {}, expected);
      CHECK(tokens_of(corpus, i) == expected);
    }
    const TokenizedCorpus threaded = tokenizer.tokenize(documents, {.threads = 3});
    CHECK(threaded.ids == corpus.ids);
    CHECK(threaded.offsets == corpus.offsets);
  }
}

TEST_CASE("titles: without phrases, they count as if they were the end of the text") {
  tema::Random random(2);
  const std::vector<Document> documents = reference::titled_documents(reference::english(), 40, random);
  for (const std::size_t weight : std::vector<std::size_t>{1, 3}) {
    const Tokenizer tokenizer{{.language = "en", .language_stop_words = true, .title_weight = weight}};
    const TokenizedCorpus found = tokenizer.tokenize(documents);
    const TokenizedCorpus expected = tokenizer.tokenize(reference::texts_with_titles(documents, weight));
    CHECK(found.ids == expected.ids);
    CHECK(found.offsets == expected.offsets);
  }
}

TEST_CASE("titles: no phrase goes from a text to a title, or from a title to its repetition") {
  const Tokenizer tokenizer{{.phrases = {"harga beras", "beras naik"}, .title_weight = 2}};
  const std::vector<Document> documents = {{.id = "1", .text = "naik harga", .title = "beras turun"},
                                           {.id = "2", .text = "satu", .title = "naik harga beras"}};
  const TokenizedCorpus corpus = tokenizer.tokenize(documents);
  CHECK(tokens_of(corpus, 0) == Strings{"naik", "harga", "beras", "turun", "beras", "turun"});
  CHECK(tokens_of(corpus, 1) == Strings{"satu", "naik", "harga beras", "naik", "harga beras"});
}

TEST_CASE("titles: they are read in the language of the text, or in their own if there is no text") {
  const std::vector<Document> named = {{.id = "1", .text = "", .language = "id", .title = "negara-negara"},
                                       {.id = "2", .text = "x", .language = "en", .title = "negara-negara"}};
  const TokenizedCorpus corpus = Tokenizer().tokenize(named);
  CHECK(tokens_of(corpus, 0) == Strings{"negara-negara"});
  CHECK(tokens_of(corpus, 1) == Strings{"x", "negara", "negara"});
  CHECK(corpus.languages.size() == 2);
  if (!tema::has_language_detection()) return;
  const std::string text =
      "Pemerintah mengumumkan bahwa harga beras di pasar tradisional akan turun pada bulan depan karena "
      "panen raya "
      "sudah dimulai di berbagai daerah, dan para petani berharap hasilnya lebih baik daripada tahun yang "
      "lalu.";
  const std::vector<Document> unnamed = {{.id = "1", .text = text, .title = "negara-negara"},
                                         {.id = "2", .text = "", .title = text}};
  const TokenizedCorpus detected = Tokenizer({.language = "auto"}).tokenize(unnamed);
  CHECK(tokens_of(detected, 0).back() == "negara-negara");
  REQUIRE(detected.languages.size() == 1);
  CHECK(detected.languages[0].language == "id");
  CHECK(detected.languages[0].documents == 2);
  CHECK(tema::LanguageDetector::fit(std::vector<Document>(20, unnamed[1])).options().prior == "id");
}

TEST_CASE("titles: ill-formed parts are counted once, and not where titles are not read") {
  const std::vector<Document> documents = {{.id = "1", .text = "a\xFF", .title = "b\xFF \xFE"}};
  CHECK(Tokenizer({.title_weight = 4}).tokenize(documents).ill_formed == 3);
  CHECK(Tokenizer({.title_weight = 0}).tokenize(documents).ill_formed == 1);
}

TEST_CASE("titles: a weight out of its range is refused") {
  CHECK_NOTHROW(Tokenizer({.title_weight = 100}));
  CHECK_THROWS_WITH_AS(Tokenizer({.title_weight = 101}), doctest::Contains("title_weight is 101"),
                       std::invalid_argument);
}

TEST_CASE("titles: a piece of a text has the metadata of its document, but not its title") {
  const auto metadata = std::make_shared<const tema::DocumentMetadata>(tema::DocumentMetadata{"u", "d", {}});
  const Document document = {.id = "1", .text = "a\n\nb", .title = "c", .metadata = metadata};
  const std::vector<Document> pieces = tema::split(document, tema::Unit::paragraph);
  REQUIRE(pieces.size() == 2);
  for (const Document& piece : pieces) {
    CHECK(piece.title.empty());
    CHECK(piece.metadata == metadata);
  }
}
