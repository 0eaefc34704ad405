#include "tema/topics/marked_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

TEST_CASE("mark_terms: pieces join to the text, and marked ones are spans of their terms") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 40, 'x');
    std::vector<tema::ExplainedTerm> terms(random() % 6);
    for (tema::ExplainedTerm& term : terms) {
      for (std::size_t i = random() % 5; i > 0; --i) {
        const std::size_t begin = random() % 45;
        term.spans.push_back({begin, begin + random() % 6});
      }
    }
    const tema::MarkedText marked = tema::mark_terms(text, terms);
    REQUIRE(marked.pieces.size() == 2 * marked.terms.size() + 1);
    std::size_t at = 0;
    for (std::size_t i = 0; i < marked.pieces.size(); ++i) {
      CHECK(marked.pieces[i].data() == text.data() + at);
      if (i % 2 == 1) {
        const tema::ByteSpan span{at, at + marked.pieces[i].size()};
        const auto& spans = terms[marked.terms[i / 2]].spans;
        CHECK(std::find(spans.begin(), spans.end(), span) != spans.end());
        CHECK(span.size() > 0);
      }
      at += marked.pieces[i].size();
    }
    CHECK(at == text.size());
  }
}

TEST_CASE("mark_terms: of spans that overlap, the first and longest is marked") {
  const std::vector<tema::ExplainedTerm> terms = {{.term = "ab", .weight = 1.0, .spans = {{0, 2}}},
                                                  {.term = "abc", .weight = 1.0, .spans = {{0, 3}, {2, 5}}}};
  const auto marked = tema::mark_terms("abcde", terms);
  CHECK(marked.pieces == std::vector<std::string_view>{"", "abc", "de"});
  CHECK(marked.terms == std::vector<std::uint32_t>{1});
}
