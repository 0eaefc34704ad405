// Ten iterations of spherical k-means, beside plain loops over the centroids: kmeans/{tema,naive}/CLUSTERS.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

namespace {

constexpr std::size_t iterations = 10;

tema::DenseMatrix reduced() {
  const tema::TokenizedCorpus corpus = tema::Tokenizer().tokenize(tema_bench::corpora().front().texts);
  const tema::SparseMatrix x = tema::Tfidf::fit(corpus, {.min_documents = 5}).transform(corpus);
  tema::DenseMatrix z = tema::TruncatedSvd::fit(x, {.rank = 100}).transform(x);
  z.rowwise().normalize();
  return z;
}

const tema::DenseMatrix& points() {
  static const tema::DenseMatrix matrix = reduced();
  return matrix;
}

/// One pass that finds each row's nearest centroid, without a table.
std::size_t assign_naively(const tema::DenseMatrix& centroids, std::vector<Eigen::Index>& labels) {
  std::size_t changed = 0;
  for (Eigen::Index i = 0; i < points().rows(); ++i) {
    Eigen::Index best = 0;
    float most = -2.0F;
    for (Eigen::Index c = 0; c < centroids.rows(); ++c) {
      float sum = 0.0F;
      for (Eigen::Index j = 0; j < centroids.cols(); ++j) sum += points()(i, j) * centroids(c, j);
      if (sum > most) {
        most = sum;
        best = c;
      }
    }
    changed += labels[static_cast<std::size_t>(i)] != best ? 1U : 0U;
    labels[static_cast<std::size_t>(i)] = best;
  }
  return changed;
}

void naive(benchmark::State& state) {
  const auto clusters = static_cast<Eigen::Index>(state.range(0));
  std::vector<Eigen::Index> labels(static_cast<std::size_t>(points().rows()), 0);
  for (auto _ : state) {
    tema::DenseMatrix centroids = points().topRows(clusters);
    for (std::size_t pass = 0; pass < iterations; ++pass) {
      benchmark::DoNotOptimize(assign_naively(centroids, labels));
      centroids.setZero();
      for (Eigen::Index i = 0; i < points().rows(); ++i)
        centroids.row(labels[static_cast<std::size_t>(i)]) += points().row(i);
      centroids.rowwise().normalize();
    }
  }
}

void tema_threads(benchmark::State& state) {
  const auto clusters = static_cast<std::size_t>(state.range(0));
  const tema::Run run{.threads = static_cast<unsigned>(state.range(1))};
  const tema::KMeansOptions options{.clusters = clusters, .restarts = 1, .max_iterations = iterations};
  const auto model = tema::KMeans::fit(points(), options, run);
  std::vector<Eigen::Index> labels(static_cast<std::size_t>(points().rows()), 0);
  assign_naively(model.centroids(), labels);
  std::size_t different = 0;
  for (std::size_t i = 0; i < labels.size(); ++i)
    different += model.assignments()[i].cluster != labels[i] ? 1U : 0U;
  // Sums in another order may turn a tie.
  if (different > labels.size() / 1000) state.SkipWithError("rows are not with their nearest centroid");
  for (auto _ : state) benchmark::DoNotOptimize(tema::KMeans::fit(points(), options, run));
}

BENCHMARK(naive)->Name("kmeans/naive")->Arg(20)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(tema_threads)
    ->Name("kmeans/tema")
    ->ArgNames({"", "threads"})
    ->ArgsProduct({{20, 100}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
