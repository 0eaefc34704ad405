#include "tema/text/custom_tokenizer.hpp"

#include "reference/random_text.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Words between single spaces.
void words_at_spaces(std::string_view text, tema::TermSink& sink) {
  while (!text.empty()) {
    const std::size_t size = std::min(text.find(' '), text.size());
    if (size > 0) sink(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
}

std::vector<std::string> random_texts(std::size_t count) {
  tema::Random random(1);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i)
    texts.push_back(reference::random_mixed_text(random, random.below(40)));
  return texts;
}

}  // namespace

TEST_CASE("custom tokenizer: its tokens are numbered as they first appear") {
  const auto corpus = tema::tokenize(std::vector<std::string>{"a-b c", "", "c  A a-b"}, words_at_spaces);
  CHECK(corpus.ids == std::vector<tema::TermId>{0, 1, 1, 2, 0});
  CHECK(corpus.offsets == std::vector<std::uint64_t>{0, 2, 2, 5});
  CHECK(corpus.vocabulary->term(0) == "a-b");
}

TEST_CASE("custom tokenizer: one that asks tema's gives what tema's gives, on any number of threads") {
  const std::vector<std::string> texts = random_texts(300);
  const tema::Tokenizer tokenizer{{.language = "id"}};
  const auto ask = [&](std::string_view text, tema::TermSink& sink) {
    tema::TokenBuffer buffer;
    for (const tema::Token& token : tokenizer.tokens(text, buffer)) sink(token.text);
  };
  const tema::TokenizedCorpus expected = tokenizer.tokenize(texts, {.threads = 1});
  for (const unsigned threads : {1U, 2U, 7U}) {
    const tema::TokenizedCorpus corpus = tema::tokenize(texts, ask, {.threads = threads});
    CHECK(corpus.ids == expected.ids);
    CHECK(corpus.offsets == expected.offsets);
    CHECK(corpus.ill_formed == expected.ill_formed);
  }
}

TEST_CASE("custom tokenizer: what it throws ends the call") {
  const auto fail = [](std::string_view, tema::TermSink&) { throw std::runtime_error("no"); };
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::tokenize(std::vector<std::string>{"a"}, fail)), "no",
                       std::runtime_error);
}

TEST_CASE("custom tokenizer: a stop ends the call") {
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(
      static_cast<void>(tema::tokenize(random_texts(9), words_at_spaces, {.stop = source.get_token()})),
      tema::Cancelled);
}
