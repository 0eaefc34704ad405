// Bytes per second cut into words and sentences, beside ICU's rules on the same bytes:
// segment_{words,sentences}/{tema,icu}/CORPUS. Scripts that a dictionary cuts are left out of the words:
// there both would time ICU's dictionaries.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace {

using tema_bench::BenchCorpus;

struct CloseRules {
  void operator()(UBreakIterator* rules) const { ubrk_close(rules); }
};
using Rules = std::unique_ptr<UBreakIterator, CloseRules>;

Rules open_rules(UBreakIteratorType type) {
  UErrorCode code = U_ZERO_ERROR;
  return Rules(ubrk_open(type, "", nullptr, 0, &code));
}

/// The segments of a text; of words, those that are word-like.
std::size_t count_icu(UBreakIterator* rules, const std::string& text, std::int32_t least_status) {
  UErrorCode code = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
  ubrk_setUText(rules, opened, &code);
  std::size_t count = 0;
  while (ubrk_next(rules) != UBRK_DONE) count += ubrk_getRuleStatus(rules) >= least_status ? 1U : 0U;
  utext_close(opened);
  return count;
}

std::size_t icu_words(const BenchCorpus& corpus) {
  const Rules rules = open_rules(UBRK_WORD);
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) count += count_icu(rules.get(), text, UBRK_WORD_NUMBER);
  return count;
}

std::size_t icu_sentences(const BenchCorpus& corpus) {
  const Rules rules = open_rules(UBRK_SENTENCE);
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) count += count_icu(rules.get(), text, 0);
  return count;
}

/// The sentences that are more than white space, which tema leaves out.
std::size_t icu_sentences_with_text(const BenchCorpus& corpus) {
  const Rules rules = open_rules(UBRK_SENTENCE);
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) {
    UErrorCode code = U_ZERO_ERROR;
    UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
    ubrk_setUText(rules.get(), opened, &code);
    std::size_t begin = 0;
    while (ubrk_next(rules.get()) != UBRK_DONE) {
      const auto end = static_cast<std::size_t>(ubrk_current(rules.get()));
      count += text.find_first_not_of(" \t\r\n", begin) < end ? 1U : 0U;
      begin = end;
    }
    utext_close(opened);
  }
  return count;
}

std::size_t tema_sentences(const BenchCorpus& corpus) {
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) count += tema::segment(text, tema::Unit::sentence).size();
  return count;
}

bool needs_dictionary(UChar32 c) {
  UErrorCode code = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &code);
  constexpr UScriptCode scripts[] = {USCRIPT_THAI, USCRIPT_LAO,      USCRIPT_KHMER,   USCRIPT_MYANMAR,
                                     USCRIPT_HAN,  USCRIPT_HIRAGANA, USCRIPT_KATAKANA};
  return c == 0x30FC || std::find(std::begin(scripts), std::end(scripts), script) != std::end(scripts) ||
         u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

BenchCorpus without_dictionary_scripts(const BenchCorpus& corpus) {
  BenchCorpus rest{corpus.name, {}};
  for (const std::string& text : corpus.texts) {
    std::string kept;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
      const std::int32_t begin = i;
      UChar32 c = 0;
      U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, static_cast<std::int32_t>(text.size()),
              c);
      if (c >= 0 && needs_dictionary(c)) continue;
      kept.append(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    }
    rest.texts.push_back(std::move(kept));
  }
  return rest;
}

using Count = std::size_t (*)(const BenchCorpus&);

/// ICU tailors some rules (colons, "a@b.c"), and another version of it has other characters: nearly equal
/// will do.
bool nearly_equal(std::size_t a, std::size_t b) { return std::max(a, b) - std::min(a, b) <= a / 50; }

void run(benchmark::State& state, const BenchCorpus& corpus, Count count, Count expected) {
  if (!nearly_equal(expected(corpus), count(corpus))) state.SkipWithError("ICU counts otherwise");
  for (auto _ : state) benchmark::DoNotOptimize(count(corpus));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

void add(const std::string& name, const BenchCorpus& corpus, Count count, Count expected) {
  benchmark::RegisterBenchmark(name.c_str(), run, corpus, count, expected)->Unit(benchmark::kMillisecond);
}

/// Cuts a text made to be slow; its speed stands beside that of plain text.
void run_hostile(benchmark::State& state, const std::string& text, tema::Unit unit) {
  for (auto _ : state) benchmark::DoNotOptimize(tema::segment(text, unit));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void add_hostile() {
  constexpr std::size_t bytes = 4'000'000;
  const std::pair<const char*, std::string_view> pieces[] = {
      {"plain", "Plain words of a text, and more. "}, {"marks", "\u0301"}, {"quotes", "'"},  {"digits", "7"},
      {"regional_indicators", "\U0001F1EE"},          {"one_token", "x"},  {"middles", "a'"}};
  for (const auto& [name, piece] : pieces) {
    std::string text;
    while (text.size() < bytes) text += piece;
    const std::string suffix = std::string("/tema/hostile_") + name;
    benchmark::RegisterBenchmark(("segment_words" + suffix).c_str(), run_hostile, text, tema::Unit::word);
    benchmark::RegisterBenchmark(("segment_sentences" + suffix).c_str(), run_hostile, text,
                                 tema::Unit::sentence);
  }
}

const bool registered = [] {
  add_hostile();
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    const BenchCorpus plain = without_dictionary_scripts(corpus);
    add("segment_words/tema/" + corpus.name, plain, tema_bench::count_words, icu_words);
    add("segment_words/icu/" + corpus.name, plain, icu_words, icu_words);
    add("segment_sentences/tema/" + corpus.name, corpus, tema_sentences, icu_sentences_with_text);
    add("segment_sentences/icu/" + corpus.name, corpus, icu_sentences, icu_sentences);
  }
  return true;
}();

}  // namespace
