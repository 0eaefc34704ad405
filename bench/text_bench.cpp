// Bytes per second of the whole analysis to term numbers, beside the spans alone that it stands on:
// tokenize/{tema_chain,tema_spans}/CORPUS. The chain folds case and leaves English stop words out.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

namespace {

using tema_bench::BenchCorpus;
using tema_bench::count_words;

void run_spans(benchmark::State& state, const BenchCorpus& corpus) {
  for (auto _ : state) benchmark::DoNotOptimize(count_words(corpus));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

void run_chain(benchmark::State& state, const BenchCorpus& corpus) {
  const tema::Run run{.threads = static_cast<unsigned>(state.range(0))};
  if (tema::Tokenizer().tokenize(corpus.texts, run).ids.size() != count_words(corpus)) {
    state.SkipWithError("the number of tokens is not that of the words");
  }
  const tema::Tokenizer tokenizer{{.stop_words = tema::stop_words("en")}};
  for (auto _ : state) benchmark::DoNotOptimize(tokenizer.tokenize(corpus.texts, run));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

const bool registered = [] {
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    benchmark::RegisterBenchmark(("tokenize/tema_spans/" + corpus.name).c_str(), run_spans, corpus)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("tokenize/tema_chain/" + corpus.name).c_str(), run_chain, corpus)
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  return true;
}();

}  // namespace
