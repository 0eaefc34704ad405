// No input makes a segmenter or a tokenizer slower than linear: time(8n) / time(n) stays below 16.
#include "tema/text/normalizer.hpp"
#include "tema/text/segmenter.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/unicode/grapheme_rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <time.h>

namespace {

void cut(const std::string& text, tema::Unit unit) {
  if (unit != tema::Unit::grapheme) {
    static_cast<void>(tema::segment(text, unit));
    return;
  }
  // Without a list of millions of spans, whose memory is slower the more of it is new.
  for (std::size_t at = 0; at < text.size();) at = tema::detail::GraphemeRules::end_at(text, at);
}

/// The processor's time of this thread: other programs take none of it.
template <class Work>
double seconds(Work&& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  work();
  return now() - begin;
}

/// time(8n) / time(n), the best of a few tries: noise makes one slower, now and then; what is not linear,
/// each.
template <class Work>
double growth(const std::string& once, const std::string& eightfold, double enough, Work&& work) {
  double least = 1e9;
  for (int i = 0; i < 10 && least > enough; ++i) {
    const double shorter = std::max(seconds([&] { work(once); }), 1e-6);
    least = std::min(least, seconds([&] { work(eightfold); }) / shorter);
  }
  return least;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

}  // namespace

TEST_CASE("linear time: of words, sentences, clusters and paragraphs on text made to be slow") {
  constexpr std::size_t bytes = 100'000;
  for (const std::string_view piece : {"a",        "1",        "'",
                                       "a'",       "a'\u0301", "\u0301",
                                       "a\u0301",  "\u200D",   "\u200D\U0001F600",
                                       " \u0301",  " ",        "\U0001F1E6",
                                       "\u05D0'",  "\u05D0\"", ".",
                                       ". ",       ". 1 ",     ".)",
                                       "A.\u0301", "\n",       "\r",
                                       "\xFF",     "\xE2\x80", "\u30A2",
                                       "\u1980",   "\u1100"}) {
    for (const tema::Unit unit :
         {tema::Unit::word, tema::Unit::sentence, tema::Unit::grapheme, tema::Unit::paragraph}) {
      // What comes before the piece may be looked at again and again, and what comes behind it.
      for (const std::string& around : {std::string(), std::string("a.")}) {
        const std::string once = around + repeated(piece, bytes) + around;
        const std::string eightfold = around + repeated(piece, 8 * bytes) + around;
        INFO("piece: ", piece, " unit: ", static_cast<int>(unit));
        CHECK(growth(once, eightfold, 16, [&](const std::string& text) { cut(text, unit); }) <= 16);
      }
    }
  }
}

TEST_CASE("linear time: of tokens under every option on text made to be slow") {
  constexpr std::size_t bytes = 50'000;
  const tema::Tokenizer tokenizer{
      {.language = "id",
       .normalization = tema::Normalization::nfkc,
       .strip_accents = true,
       .web = {.html = true,
               .urls = tema::WebToken::keep,
               .emails = tema::WebToken::keep,
               .mentions = tema::WebToken::keep,
               .hashtags = tema::WebToken::drop},
       .join_hyphens = true,
       .split_glued = true,
       .language_stop_words = true,
       .phrases = {"a a", "a a a b", "satu dua"},
       .character_ngrams = {.min = 2, .max = 3},
       .indonesian = {.reduplication_base = true, .expand_two = true, .split_clitics = true}}};
  for (const std::string_view piece :
       {"x",   "a ",         "a-",    "anak2",   "nyalah",       "\u0301",    "a\u0301 ",  "1",
        "<",   "<a ",        "<!--",  "&",       "&amp",         "&#1",       "@",         "@a",
        "#",   "#a",         "://",   "http://", "www.",         "a@",        "a.",        "a.B",
        "(",   "http://a/(", "Ab.Cd", "a\u00AD", "a-\n",         "a\u00AD\n", "negara-\n", "-nya",
        "ke-", "a`",         "a‘",    "a\u02BC", "\u02BC\u0301", "m\u00B2",   "1-an"}) {
    INFO("piece: ", piece);
    const auto work = [&](const std::string& text) {
      tema::TokenBuffer buffer;  // that remembers nothing
      static_cast<void>(tokenizer.tokens(text, buffer));
    };
    CHECK(growth(repeated(piece, bytes), repeated(piece, 8 * bytes), 16, work) <= 16);
  }
}

TEST_CASE("linear time: of folding what is not seen, joiners and apostrophes") {
  constexpr std::size_t bytes = 100'000;
  for (const std::string_view piece :
       {"\u00AD", "\u200C", "\u200D\u200C", "a\u200C", "\u06CC\u200C", "\u06CC\u200C\u064B", "\u094D\u200D",
        "\u094D\u200C\u093C", "\u02BC", "\u02BC\u0301", "`", "a`", "\u2764\u200D", "\uFE0F", "\u3164"}) {
    INFO("piece: ", piece);
    const auto work = [](const std::string& text) { static_cast<void>(tema::fold(text + "é")); };
    CHECK(growth(repeated(piece, bytes), repeated(piece, 8 * bytes), 16, work) <= 16);
  }
}
