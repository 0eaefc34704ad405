#include "reference/naive_utf8.hpp"
#include "reference/random_text.hpp"
#include "tema/core/error.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using tema::Tokenizer;
using Words = std::vector<std::string>;

std::vector<std::string> random_texts(std::uint64_t seed, std::size_t count) {
  tema::Random random(seed);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i)
    texts.push_back(reference::random_mixed_text(random, random.below(40)));
  return texts;
}

Words terms_of(const tema::Vocabulary& vocabulary) {
  Words terms;
  for (tema::TermId id = 0; id < vocabulary.size(); ++id) terms.emplace_back(vocabulary.term(id));
  return terms;
}

Words words_of(const tema::TokenizedCorpus& corpus, std::size_t document) {
  Words words;
  for (const tema::TermId id : corpus.document(document)) words.emplace_back(corpus.vocabulary->term(id));
  return words;
}

Words words_alone(const Tokenizer& tokenizer, std::string_view text) {
  tema::TokenBuffer buffer;
  Words words;
  for (const tema::Token& token : tokenizer.tokens(text, buffer)) words.emplace_back(token.text);
  return words;
}

bool same_corpus(const tema::TokenizedCorpus& a, const tema::TokenizedCorpus& b) {
  return a.ids == b.ids && a.offsets == b.offsets && a.ill_formed == b.ill_formed &&
         terms_of(*a.vocabulary) == terms_of(*b.vocabulary);
}

/// A text that acts when a tokenizer comes to read it.
struct WatchedText {
  std::string text;
  std::function<void()> on_read;

  operator std::string_view() const {  // NOLINT(google-explicit-constructor): this is how a TextsView reads
    if (on_read) on_read();
    return text;
  }
};

std::string repeated(std::string_view word, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + word.size());
  while (text.size() < bytes) text += word;
  return text;
}

}  // namespace

TEST_CASE("tokenize: a batch equals its texts one at a time under any options") {
  const std::vector<tema::TokenizerOptions> all_options = {
      {},
      {.language = "id"},
      {.language = "ms", .fold = false, .stop_words = tema::stop_words("id")},
      {.fold = false, .filter = {.numbers = tema::Numbers::drop}},
      {.language = "id", .filter = {.numbers = tema::Numbers::drop, .min_length = 2, .max_length = 8}},
      {.stop_words = {"negara", "kpk", "straße", "東京"}},
      {.language = "id",
       .phrases = {"negara isu", "a b"},
       .indonesian = {.reduplication_base = true, .split_clitics = true}},
      {.web = {.hashtags = tema::WebToken::keep},
       .filter = {.numbers = tema::Numbers::fold, .cut_length = 3}},
      {.web = {.html = true, .urls = tema::WebToken::drop}, .split_glued = true, .language_stop_words = true},
      {.language = "id",
       .join_hyphens = true,
       .filter = {.numbers = tema::Numbers::fold},
       .indonesian = {.split_clitics = true}},
      {.fold = false, .web = {.html = true}, .join_hyphens = true},
      {.language = "id", .character_ngrams = {.min = 2, .max = 3}},
      {.character_ngrams = {.min = 2, .max = 3, .across_words = true}}};
  const std::vector<std::string> texts = random_texts(1, 300);
  for (const tema::TokenizerOptions& options : all_options) {
    const Tokenizer tokenizer(options);
    const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts, {.threads = 2});
    REQUIRE(corpus.documents() == texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
      REQUIRE(words_of(corpus, i) == words_alone(tokenizer, texts[i]));
  }
}

TEST_CASE("tokenize: any number of threads gives the same corpus") {
  const std::vector<std::string> texts = random_texts(2, 500);
  const Tokenizer tokenizer{{.language = "id", .stop_words = tema::stop_words("id")}};
  const tema::TokenizedCorpus expected = tokenizer.tokenize(texts, {.threads = 1});
  CHECK(expected.ids.size() > 5'000);
  for (const unsigned threads : {1U, 2U, 7U, 0U}) {
    CHECK(same_corpus(tokenizer.tokenize(texts, {.threads = threads}), expected));
  }
}

TEST_CASE("tokenize: a few long texts reserve no memory for as many others") {
  std::vector<std::string> texts(40'000);
  for (std::size_t i = 0; i < 32; ++i) texts[i] = repeated("satu dua tiga ", 10'000);
  for (std::size_t i = 32; i < texts.size(); i += 100) texts[i] = "empat " + std::to_string(i);
  const tema::TokenizedCorpus corpus = Tokenizer().tokenize(texts, {.threads = 1});
  CHECK(corpus.ids.capacity() < 5 * corpus.ids.size());
  CHECK(same_corpus(Tokenizer().tokenize(texts, {.threads = 2}), corpus));
}

TEST_CASE("tokenize: terms are numbered as they first appear in the corpus") {
  const std::vector<std::string> texts = random_texts(3, 200);
  const Tokenizer tokenizer;
  static_cast<void>(tokenizer.tokenize(random_texts(8, 50)));  // whose terms it numbers first
  for (const unsigned threads : {1U, 7U}) {
    const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts, {.threads = threads});
    tema::TermId next = 0;
    for (const tema::TermId id : corpus.ids) {
      REQUIRE(id <= next);
      if (id == next) ++next;
    }
    CHECK(next == corpus.vocabulary->size());
  }
}

TEST_CASE("tokenize: surface forms of one term share its number") {
  const std::vector<std::string> texts = {"Jum’at STRASSE", "jum'at Straße the"};
  const tema::TokenizedCorpus corpus = Tokenizer({.stop_words = {"THE"}}).tokenize(texts);
  CHECK(corpus.ids == std::vector<tema::TermId>{0, 1, 0, 1});
  CHECK(corpus.offsets == std::vector<std::uint64_t>{0, 2, 4});
  CHECK(terms_of(*corpus.vocabulary) == Words{"jum'at", "strasse"});
}

TEST_CASE("tokenize: ill-formed parts are counted over all documents") {
  CHECK(Tokenizer().tokenize(Words{"a\xFF", "b", "\xE2\x80 \xC0\xAF"}).ill_formed == 4);
  const std::vector<std::string> texts = random_texts(4, 200);
  std::size_t expected = 0;
  for (const std::string& text : texts) expected += reference::naive_count_ill_formed(text);
  CHECK(Tokenizer().tokenize(texts, {.threads = 2}).ill_formed == expected);
}

TEST_CASE("tokenize: no texts and empty texts") {
  const tema::TokenizedCorpus none = Tokenizer().tokenize(Words{});
  CHECK(none.documents() == 0);
  REQUIRE(none.vocabulary != nullptr);
  CHECK(none.vocabulary->size() == 0);
  const tema::TokenizedCorpus corpus = Tokenizer().tokenize(Words{"", "kata", " ", "..."});
  CHECK(corpus.offsets == std::vector<std::uint64_t>{0, 0, 1, 1, 1});
}

TEST_CASE("tokenize: a text keeps its words behind a zero byte") {
  const tema::TokenizedCorpus corpus = Tokenizer().tokenize(Words{std::string("satu\0dua", 8)});
  CHECK(words_of(corpus, 0) == Words{"satu", "dua"});
}

TEST_CASE("tokenize: progress ends with all of the work done") {
  const std::vector<std::string> texts = random_texts(5, 200);
  tema::Progress last;
  const auto report = [&](const tema::Progress& progress) { last = progress; };
  static_cast<void>(Tokenizer().tokenize(texts, {.progress = report, .threads = 2}));
  CHECK(last.stage == "tokenize");
  CHECK(last.total > 0);
  CHECK(last.done == last.total);
}

TEST_CASE("tokenize: a stop that was requested before reads no text") {
  std::stop_source source;
  source.request_stop();
  bool was_read = false;
  const std::vector<WatchedText> texts = {{"kata", [&] { was_read = true; }}};
  CHECK_THROWS_AS(static_cast<void>(Tokenizer().tokenize(texts, {.stop = source.get_token()})),
                  tema::Cancelled);
  CHECK_FALSE(was_read);
}

TEST_CASE("tokenize: a stop from the progress callback is honoured") {
  const std::vector<std::string> texts = random_texts(6, 500);
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::stop_source source;
    const auto stop = [&](const tema::Progress&) { source.request_stop(); };
    const tema::RunContext run{.stop = source.get_token(), .progress = stop, .threads = threads};
    CHECK_THROWS_AS(static_cast<void>(Tokenizer().tokenize(texts, run)), tema::Cancelled);
  }
}

TEST_CASE("tokenize: a stop during one huge document ends that document") {
  for (const char* language : {"und", "id"}) {
    std::stop_source source;
    bool next_was_read = false;
    std::jthread other;
    const std::vector<WatchedText> texts = {
        // Another thread requests the stop, once the tokenizer has come to the document.
        {repeated("kata ", 8'000'000),
         [&] { other = std::jthread([&] { source.request_stop(); }), other.join(); }},
        {"kata", [&] { next_was_read = true; }}};
    const tema::RunContext run{.stop = source.get_token(), .threads = 1};
    CHECK_THROWS_AS(static_cast<void>(Tokenizer({.language = language}).tokenize(texts, run)),
                    tema::Cancelled);
    CHECK_FALSE(next_was_read);
  }
}

TEST_CASE("tokenize: after a stop the next call is as ever") {
  const Tokenizer tokenizer{{.language = "id"}};
  std::stop_source source;
  const std::vector<WatchedText> huge = {{repeated("isu-isu ", 100'000), [&] { source.request_stop(); }}};
  CHECK_THROWS_AS(static_cast<void>(tokenizer.tokenize(huge, {.stop = source.get_token(), .threads = 1})),
                  tema::Cancelled);
  CHECK(words_alone(tokenizer, "isu-isu baru") == Words{"isu-isu", "baru"});
}

TEST_CASE("tokenize: one word of fifty million bytes") {
  const std::string word(50'000'000, 'x');
  const tema::TokenizedCorpus corpus = Tokenizer({.language = "id"}).tokenize(Words{word});
  REQUIRE(corpus.ids.size() == 1);
  CHECK(corpus.vocabulary->term(0) == word);
  CHECK(Tokenizer({.filter = {.max_length = 100}}).tokenize(Words{word}).ids.empty());
}

TEST_CASE("tokenize: one document of five million bytes") {
  const std::string text = repeated("Negara-negara itu naik 6,5 persen. ", 5'000'000);
  const tema::TokenizedCorpus corpus = Tokenizer({.language = "id"}).tokenize(Words{text});
  const std::size_t sentences = text.size() / std::string_view("Negara-negara itu naik 6,5 persen. ").size();
  CHECK(corpus.ids.size() == sentences * 5);
  CHECK(terms_of(*corpus.vocabulary) == Words{"negara-negara", "itu", "naik", "6,5", "persen"});
}

TEST_CASE("tokenizer: a term has one number, by whatever ways and languages its words come to it") {
  // The Kelvin sign, ligatures and full-width letters fold to ASCII, which other words are already, or only
  // later.
  const std::vector<std::string> odd = {"\u212A",  "k",
                                        "K",       "\uFB01x",
                                        "fix",     "FIX",
                                        "\uFF41b", "ab",
                                        "AB",      "I",
                                        "i",       "\u0130",
                                        "ISI",     "isi",
                                        "the",     "The",
                                        "yang",    "buku",
                                        "Buku",    "x-ray",
                                        "can't",   "can\u2019t",
                                        "CAN'T",   "anak2",
                                        "42",      "averyveryverylongword",
                                        "e\u0301", "\u00e9"};
  tema::Random random(9);
  for (const char* normal : {"nfc", "nfkc"}) {
    tema::TokenizerOptions options{.language_stop_words = true};
    if (std::string_view(normal) == "nfkc") options.normalization = tema::Normalization::nfkc;
    options.strip_accents = std::string_view(normal) == "nfkc";
    const Tokenizer tokenizer(options);
    for (int round = 0; round < 20; ++round) {
      std::vector<tema::Document> documents;
      for (int i = 0; i < 100; ++i) {
        tema::Document document{.id = "", .text = ""};
        for (int j = 0; j < 5; ++j) document.text += odd[random.below(odd.size())] + ' ';
        const char* const languages[] = {"", "en", "id", "tr"};
        document.language = languages[random.below(round % 2 == 0 ? 1 : 4)];
        documents.push_back(document);
      }
      const tema::TokenizedCorpus corpus =
          tokenizer.tokenize(documents, {.threads = 1U + static_cast<unsigned>(round) % 3U});
      Words terms = terms_of(*corpus.vocabulary);
      for (std::size_t i = 0; i < documents.size(); ++i) {
        tema::TokenBuffer fresh;
        Words alone;
        for (const tema::Token& token : tokenizer.tokens(documents[i].text, fresh, documents[i].language)) {
          alone.emplace_back(token.text);
        }
        CHECK(words_of(corpus, i) == alone);
      }
      std::sort(terms.begin(), terms.end());
      CHECK(std::adjacent_find(terms.begin(), terms.end()) == terms.end());
    }
  }
}
