#include "tema/corpus/token_source.hpp"

#include "reference/random_text.hpp"
#include "reference/words_at_spaces.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/corpus/tokenized_texts.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using tema::SourceText;
using tema::TokenSink;

/// Words between single spaces.
void words_at_spaces(const SourceText& text, TokenSink& sink) { reference::words_at_spaces(text, sink, 1); }

/// A source whose call is not const: it keeps a buffer.
struct Buffered {
  std::string buffer = {};
  void operator()(const SourceText& text, TokenSink& sink) {
    buffer = text.text;
    sink(buffer);
    buffer.clear();
  }
};

std::vector<std::string> random_texts(std::size_t count) {
  tema::Random random(1);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i)
    texts.push_back(reference::random_mixed_text(random, random.below(40)));
  return texts;
}

struct Read {
  std::vector<std::string> tokens;
  std::vector<tema::ByteSpan> spans;
};

/// What a source gives for one text.
Read read(const tema::AnyTokenSource& source, const SourceText& text) {
  const std::stop_token never;
  const auto reader = source.make_reader(never);
  std::vector<tema::TermId> ids;
  Read result;
  reader->append(text, ids, result.spans);
  for (const tema::TermId id : ids) result.tokens.emplace_back(reader->terms().term(id));
  return result;
}

}  // namespace

static_assert(tema::TokenSource<tema::Tokenizer>);
static_assert(tema::TokenSource<decltype(&words_at_spaces)>);
static_assert(tema::TokenSource<Buffered>);
static_assert(tema::TokenSource<tema::TokenizedTexts<std::vector<std::vector<std::string>>>>);
static_assert(!tema::TokenSource<std::string>);
static_assert(!std::convertible_to<tema::TokenizerOptions, tema::AnyTokenSource>);

TEST_CASE("token source: its tokens are numbered as they first appear") {
  const auto corpus = tema::tokenize(std::vector<std::string>{"a-b c", "", "c  A a-b"}, words_at_spaces);
  CHECK(corpus.ids == std::vector<tema::TermId>{0, 1, 1, 2, 0});
  CHECK(corpus.offsets == std::vector<std::uint64_t>{0, 2, 2, 5});
  CHECK(corpus.vocabulary->term(0) == "a-b");
  CHECK(corpus.languages.empty());
}

TEST_CASE("token source: one that asks tema's gives what tema's gives, on any number of threads") {
  const std::vector<std::string> texts = random_texts(300);
  const tema::Tokenizer tokenizer{{.language = "id"}};
  const auto ask = [&](const SourceText& text, TokenSink& sink) { tokenizer(text, sink); };
  const tema::TokenizedCorpus expected = tokenizer.tokenize(texts, {.threads = 1});
  for (const unsigned threads : {1U, 2U, 7U}) {
    const tema::TokenizedCorpus corpus = tema::tokenize(texts, ask, {.threads = threads});
    CHECK(corpus.ids == expected.ids);
    CHECK(corpus.offsets == expected.offsets);
    CHECK(corpus.ill_formed == expected.ill_formed);
  }
}

TEST_CASE("token source: a tokenizer gives the tokens and spans of Tokenizer::tokens") {
  const tema::Tokenizer tokenizer{{.language = "id", .indonesian = {.reduplication_base = true}}};
  tema::TokenBuffer buffer;
  for (const std::string& text : random_texts(100)) {
    const Read found = read(tokenizer, {text});
    const auto expected = tokenizer.tokens(text, buffer);
    REQUIRE(found.tokens.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(found.tokens[i] == expected[i].text);
      CHECK(found.spans[i] == expected[i].span);
    }
  }
}

TEST_CASE("token source: one that keeps a buffer is copied for each thread") {
  const std::vector<std::string> texts = random_texts(500);
  const auto corpus = tema::tokenize(texts, Buffered(), {.threads = 7});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    REQUIRE(corpus.document(i).size() == 1);
    CHECK(corpus.vocabulary->term(corpus.document(i)[0]) == texts[i]);
  }
}

TEST_CASE("token source: a document's language reaches the source") {
  const std::vector<tema::Document> documents = {{.id = "1", .text = "x", .language = "id"},
                                                 {.id = "2", .text = "x"}};
  const auto language = [](const SourceText& text, TokenSink& sink) {
    sink("<" + std::string(text.language) + ">");
  };
  const auto corpus = tema::tokenize(documents, language);
  CHECK(corpus.vocabulary->term(0) == "<id>");
  CHECK(corpus.vocabulary->term(1) == "<>");
}

TEST_CASE("tokenized texts: tokens are those of a text's place") {
  const std::vector<std::vector<std::string>> documents = {{"satu", "dua"}, {}, {"dua", "tiga", "satu"}};
  const tema::TokenizedTexts source(documents);
  const auto corpus = tema::tokenize(source.texts(), source);
  CHECK(corpus.ids == std::vector<tema::TermId>{0, 1, 1, 2, 0});
  CHECK(corpus.offsets == std::vector<std::uint64_t>{0, 2, 2, 5});
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::tokenize(std::vector<std::string>(4), source)),
                       "there is no tokenized text 3: there are 3", std::out_of_range);
}

TEST_CASE("token source: what it throws ends the call") {
  const auto fail = [](const SourceText&, TokenSink&) { throw std::runtime_error("no"); };
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::tokenize(std::vector<std::string>{"a"}, fail)), "no",
                       std::runtime_error);
}

TEST_CASE("token source: a stop ends the call") {
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(
      static_cast<void>(tema::tokenize(random_texts(9), words_at_spaces, {.stop = source.get_token()})),
      tema::Cancelled);
}

TEST_CASE("any token source: it knows what it holds") {
  const tema::AnyTokenSource tokenizer(tema::Tokenizer{{.language = "id"}});
  REQUIRE(tokenizer.target<tema::Tokenizer>() != nullptr);
  CHECK(tokenizer.target<tema::Tokenizer>()->options().language == "id");
  CHECK(tema::AnyTokenSource(Buffered()).target<tema::Tokenizer>() == nullptr);
  const tema::AnyTokenSource copy = tokenizer;
  CHECK(copy.is_same(tokenizer));
  CHECK_FALSE(tokenizer.without_memory().is_same(tokenizer));
  CHECK(tokenizer.without_memory().target<tema::Tokenizer>()->options().language == "id");
}
