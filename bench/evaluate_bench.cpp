// The mean silhouette, beside the distances of all pairs of rows: silhouette/{tema,naive}.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

namespace {

constexpr std::size_t clusters = 20;

struct Data {
  tema::SparseMatrix rows;
  std::vector<std::int32_t> labels;
};

Data make_data() {
  const tema::TokenizedCorpus corpus = tema::Tokenizer().tokenize(tema_bench::corpora().front().texts);
  Data data;
  data.rows = tema::Tfidf::fit(corpus, {.min_documents = 5}).transform(corpus);
  data.labels =
      tema::labels_of(tema::KMeans::fit(data.rows, {.clusters = clusters, .restarts = 1}).assignments());
  return data;
}

const Data& data() {
  static const Data made = make_data();
  return made;
}

/// The silhouette of row i, by the cosine to each other row.
double silhouette_of(Eigen::Index i, const Eigen::VectorXf& row) {
  std::vector<double> sums(clusters, 0.0);
  std::vector<double> counts(clusters, 0.0);
  for (Eigen::Index other = 0; other < data().rows.rows(); ++other) {
    const std::int32_t label = data().labels[static_cast<std::size_t>(other)];
    if (other == i || label < 0) continue;
    double cosine = 0.0;
    for (tema::SparseMatrix::InnerIterator entry(data().rows, other); entry; ++entry)
      cosine += static_cast<double>(entry.value()) * static_cast<double>(row[entry.col()]);
    sums[static_cast<std::size_t>(label)] += 1.0 - cosine;
    counts[static_cast<std::size_t>(label)] += 1.0;
  }
  const auto own = static_cast<std::size_t>(data().labels[static_cast<std::size_t>(i)]);
  double next = 2.0;
  for (std::size_t c = 0; c < clusters; ++c) {
    if (c != own && counts[c] > 0.0) next = std::min(next, sums[c] / counts[c]);
  }
  const double within = sums[own] / counts[own];
  return counts[own] == 0.0 ? 0.0 : (next - within) / std::max(next, within);
}

double silhouette_naively() {
  double sum = 0.0;
  double rows = 0.0;
  Eigen::VectorXf row = Eigen::VectorXf::Zero(data().rows.cols());
  for (Eigen::Index i = 0; i < data().rows.rows(); ++i) {
    if (data().labels[static_cast<std::size_t>(i)] < 0) continue;
    row.setZero();
    for (tema::SparseMatrix::InnerIterator entry(data().rows, i); entry; ++entry)
      row[entry.col()] = entry.value();
    sum += silhouette_of(i, row);
    rows += 1.0;
  }
  return sum / rows;
}

void silhouette_naive(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(silhouette_naively());
}

void silhouette_tema(benchmark::State& state) {
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  const double found = tema::silhouette_score(data().rows, data().labels, {}, run);
  // The rows are of unit length in floats alone.
  if (std::abs(found - silhouette_naively()) > 1e-6) state.SkipWithError("another silhouette");
  for (auto _ : state) benchmark::DoNotOptimize(tema::silhouette_score(data().rows, data().labels, {}, run));
}

BENCHMARK(silhouette_naive)->Name("silhouette/naive")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(silhouette_tema)
    ->Name("silhouette/tema")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
