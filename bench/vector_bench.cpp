// From tokens to TF-IDF vectors, beside a hash map for each document: vectorize/{tema,naive}/CORPUS.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <unordered_map>

namespace {

using tema_bench::BenchCorpus;

/// What a first implementation would do: count and weigh each document with a map.
std::size_t vectorize_naively(const tema::TokenizedCorpus& corpus) {
  std::unordered_map<tema::TermId, std::size_t> frequency;
  std::vector<std::unordered_map<tema::TermId, std::size_t>> counts(corpus.documents());
  for (std::size_t i = 0; i < corpus.documents(); ++i) {
    for (const tema::TermId id : corpus.document(i)) ++counts[i][id];
    for (const auto& [id, count] : counts[i]) ++frequency[id];
  }
  std::size_t nonzeros = 0;
  std::vector<float> weights;
  for (const auto& row : counts) {
    weights.clear();
    double sum = 0.0;
    for (const auto& [id, count] : row) {
      const double idf =
          std::log((1.0 + static_cast<double>(counts.size())) / (1.0 + static_cast<double>(frequency[id])));
      const double weight = static_cast<double>(count) * (idf + 1.0);
      sum += weight * weight;
      weights.push_back(static_cast<float>(weight));
    }
    for (float& weight : weights) weight /= static_cast<float>(std::sqrt(sum));
    benchmark::DoNotOptimize(weights.data());
    nonzeros += weights.size();
  }
  return nonzeros;
}

void run(benchmark::State& state, const BenchCorpus& source, bool naive) {
  const tema::TokenizedCorpus corpus = tema::Tokenizer().tokenize(source.texts);
  const tema::Run one{.threads = 1};
  const auto vectorize = [&] { return tema::Tfidf::fit(corpus, {}, one).transform_rows(corpus, one); };
  if (vectorize().values.size() != vectorize_naively(corpus))
    state.SkipWithError("the numbers of nonzeros differ");
  for (auto _ : state) {
    if (naive) {
      benchmark::DoNotOptimize(vectorize_naively(corpus));
    } else {
      benchmark::DoNotOptimize(vectorize());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(corpus.ids.size()));
}

const bool registered = [] {
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    for (const bool naive : {true, false}) {
      const std::string who = naive ? "naive" : "tema";
      benchmark::RegisterBenchmark(("vectorize/" + who + '/' + corpus.name).c_str(), run, corpus, naive)
          ->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
