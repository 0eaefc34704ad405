#include "vector/spelling_counts.hpp"

#include "tema/core/random.hpp"
#include "tema/text/tokenizer.hpp"
#include "vector/document_counts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

using Strings = std::vector<std::string>;
using tema::detail::DocumentCounts;

const Strings texts = {"Isu-isu NASA dibahas. NASA, nasa!", "Presiden berlari; presiden lari.",
                       "LARI Lari lari"};

Strings spellings(const tema::AnyTokenSource& source, const Strings& of_texts, const Strings& terms,
                  unsigned threads = 1) {
  const tema::RunContext run{.threads = threads};
  return tema::detail::count_texts(of_texts, source, {}, DocumentCounts::Keep::everything, run)
      ->spellings(terms);
}

/// The spelling of each term that occurs most often, by a map of all.
std::map<std::string, std::string> naive_spellings(const tema::Tokenizer& tokenizer,
                                                   const Strings& of_texts) {
  std::map<std::string, std::map<std::string, std::size_t>> counts;
  tema::TokenBuffer buffer;
  for (const std::string& text : of_texts) {
    for (const tema::Token& token : tokenizer.tokens(text, buffer))
      ++counts[std::string(token.text)][text.substr(token.span.begin, token.span.size())];
  }
  std::map<std::string, std::string> result;
  for (const auto& [term, of_term] : counts) {
    std::size_t most = 0;
    for (const auto& [spelling, count] : of_term) {
      if (count > most) result[term] = spelling;
      most = std::max(most, count);
    }
  }
  return result;
}

}  // namespace

TEST_CASE("spelling_counts: gives each term as it is written most often") {
  const tema::Tokenizer tokenizer({.language = "id"});
  for (const unsigned threads : {1U, 2U, 7U}) {
    CHECK(spellings(tokenizer, texts, {"nasa", "isu-isu", "lari", "nowhere"}, threads) ==
          Strings{"NASA", "Isu-isu", "lari", "nowhere"});
    // Once each: the first by bytes.
    CHECK(spellings(tokenizer, texts, {"presiden"}, threads) == Strings{"Presiden"});
  }
}

TEST_CASE("spelling_counts: a stem is shown as the word it stands for") {
  const tema::Tokenizer tokenizer({.language = "en", .stems = tema::Stems::of_language()});
  const Strings english = {"economies and economies", "the economy of economies"};
  CHECK(spellings(tokenizer, english, {"economi"}) == Strings{"economies"});
}

TEST_CASE("spelling_counts: tokens whose source does not tell where they are keep their own form") {
  const auto source = [](const tema::SourceText& text, tema::TokenSink& sink) { sink(text.text); };
  CHECK(spellings(source, {"A", "B", "A"}, {"A", "B"}) == Strings{"A", "B"});
}

TEST_CASE("spelling_counts: random texts give what a map of all spellings gives") {
  tema::Random random(7);
  const Strings words = {"satu", "Satu", "SATU", "dua", "Dua", "tiga", "12", "3.000", "é", "É", "e\u0301"};
  Strings random_texts(300);
  for (std::string& text : random_texts) {
    for (std::size_t i = random.below(20); i > 0; --i) text += words[random.below(words.size())] + " ";
  }
  const tema::Tokenizer tokenizer({.filter = {.numbers = tema::Numbers::fold}});
  const auto expected = naive_spellings(tokenizer, random_texts);
  Strings terms;
  Strings wanted;
  for (const auto& [term, spelling] : expected) {
    terms.push_back(term);
    wanted.push_back(spelling);
  }
  for (const unsigned threads : {1U, 3U}) CHECK(spellings(tokenizer, random_texts, terms, threads) == wanted);
}

TEST_CASE("spelling_counts: a term with a hundred thousand spellings takes constant time per token") {
  tema::detail::SpellingCounts counts;
  for (std::size_t i = 0; i < 100'000; ++i) {
    const std::string number = std::to_string(i);
    const std::vector<tema::TermId> term = {3};
    const std::vector<tema::ByteSpan> span = {{0, number.size()}};
    counts.add(number, term, span);
    counts.add(number, term, span);
  }
  tema::detail::SpellingCounts::Counts found;
  counts.add_to(3, found);
  CHECK(found.size() == 100'000);
  CHECK(found.at("99999") == 2);
  counts.add_to(2, found);  // a term without spellings
  counts.add_to(9, found);
  CHECK(found.size() == 100'000);
}
