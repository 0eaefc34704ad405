// Bytes per second of the whole analysis to term numbers, beside the spans alone that it stands on:
// tokenize/{tema_spans,tema_chain,tema_chain_first}/CORPUS. The chain folds case, leaves English stop words
// out, and takes English stems. Each time is of a tokenizer that has met the corpus before; of `first`, of a
// new one.
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

tema::Tokenizer chain() {
  return tema::Tokenizer(
      {.language = "en", .stop_words = tema::stop_words("en"), .stems = tema::Stems::of_language()});
}

/// False, and the benchmark says so, if the chain's tokens are not those of the words.
bool check(benchmark::State& state, const BenchCorpus& corpus, const tema::RunContext& run) {
  // Folding would let a backtick join letters.
  if (tema::Tokenizer({.fold = false}).tokenize(corpus.texts, run).ids.size() == count_words(corpus))
    return true;
  state.SkipWithError("the number of tokens is not that of the words");
  return false;
}

void run_chain(benchmark::State& state, const BenchCorpus& corpus) {
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  if (!check(state, corpus, run)) return;
  const tema::Tokenizer tokenizer = chain();
  benchmark::DoNotOptimize(tokenizer.tokenize(corpus.texts, run));
  for (auto _ : state) benchmark::DoNotOptimize(tokenizer.tokenize(corpus.texts, run));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

void run_chain_first(benchmark::State& state, const BenchCorpus& corpus) {
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  if (!check(state, corpus, run)) return;
  for (auto _ : state) benchmark::DoNotOptimize(chain().tokenize(corpus.texts, run));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

using Function = void (*)(benchmark::State&, const BenchCorpus&);

benchmark::internal::Benchmark* add(const std::string& name, Function function, const BenchCorpus& corpus) {
  return benchmark::RegisterBenchmark(name.c_str(), function, corpus)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

const bool registered = [] {
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    add("tokenize/tema_spans/" + corpus.name, run_spans, corpus);
    add("tokenize/tema_chain/" + corpus.name, run_chain, corpus)->ArgName("threads")->Arg(1)->Arg(2);
    add("tokenize/tema_chain_first/" + corpus.name, run_chain_first, corpus)
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2);
  }
  return true;
}();

}  // namespace
