// Tokens per second, beside ICU's word rules alone: tokenize/{tema,icu_words}/CORPUS.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace {

using tema_bench::BenchCorpus;

/// The word-like spans that ICU's rules give: what any tokenizer on top of them pays at least.
std::size_t icu_words(UBreakIterator* rules, const std::string& text) {
  UErrorCode code = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
  ubrk_setUText(rules, opened, &code);
  std::size_t words = 0;
  while (ubrk_next(rules) != UBRK_DONE) words += ubrk_getRuleStatus(rules) >= UBRK_WORD_NUMBER ? 1U : 0U;
  utext_close(opened);
  return words;
}

std::size_t icu_words(const BenchCorpus& corpus) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator* rules = ubrk_open(UBRK_WORD, "", nullptr, 0, &code);
  std::size_t words = 0;
  for (const std::string& text : corpus.texts) words += icu_words(rules, text);
  ubrk_close(rules);
  return words;
}

void run_icu(benchmark::State& state, const BenchCorpus& corpus) {
  for (auto _ : state) benchmark::DoNotOptimize(icu_words(corpus));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

void run_tema(benchmark::State& state, const BenchCorpus& corpus) {
  const tema::Tokenizer tokenizer;
  const tema::Run run{.threads = static_cast<unsigned>(state.range(0))};
  if (tokenizer.tokenize(corpus.texts, run).ids.size() != icu_words(corpus)) {
    state.SkipWithError("the number of tokens is not that of ICU's words");
  }
  for (auto _ : state) benchmark::DoNotOptimize(tokenizer.tokenize(corpus.texts, run));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

const bool registered = [] {
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    benchmark::RegisterBenchmark(("tokenize/icu_words/" + corpus.name).c_str(), run_icu, corpus)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("tokenize/tema/" + corpus.name).c_str(), run_tema, corpus)
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  return true;
}();

}  // namespace
