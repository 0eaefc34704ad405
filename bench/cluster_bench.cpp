// k-means on TF-IDF rows, beside plain loops that compare every centroid with every row:
// kmeans_fit/{tema,naive}/CORPUS/k:N is Euclidean, spherical_kmeans_fit/… compares cosines; both run at most
// 30 iterations from the same start. kmeans_iteration/{tema,naive}/synthetic/k:N is one iteration after the
// third on many short documents, and kmeans_seeded_fit/tema/… has the seeding in it.
// embed_neighbours/tema/CORPUS makes a map of the corpus, from its rows on.
// kmeans_growth/tema/CORPUS has the times of an iteration with 100 and with 1,000 clusters, and the ratio of
// the two.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace {

using tema::KMeansMetric;
using tema::SparseMatrix;
using Labels = std::vector<std::int32_t>;

constexpr std::size_t iterations = 30;

SparseMatrix tfidf_of(const tema_bench::BenchCorpus& corpus) {
  const tema::TokenizedCorpus tokens = tema::Tokenizer().tokenize(corpus.texts);
  return tema::Tfidf::fit(tokens, {.min_documents = 2, .max_document_share = 0.5}).transform(tokens);
}

/// 300,000 documents of 12 of 50,000 terms, two of three drawn from the terms of the document's topic, of
/// which there are 1,000.
SparseMatrix synthetic() {
  constexpr std::size_t documents = 300'000;
  constexpr std::size_t words = 12;
  constexpr std::size_t terms = 50'000;
  constexpr std::size_t topics = 1000;
  constexpr std::size_t terms_of_topic = 150;
  tema::Random random(1);
  // Of a Zipf law with exponent 1: the rank is the power of a uniform number.
  const auto zipf = [&](std::size_t count) {
    const double rank = std::pow(static_cast<double>(count), random.uniform());
    return std::min(count - 1, static_cast<std::size_t>(rank) - 1);
  };
  std::vector<std::size_t> topic_terms(topics * terms_of_topic);
  for (std::size_t& term : topic_terms) term = zipf(terms);
  tema::TokenizedCorpus corpus;
  tema::Vocabulary vocabulary;
  for (std::size_t term = 0; term < terms; ++term) vocabulary.intern("t" + std::to_string(term));
  for (std::size_t i = 0; i < documents; ++i) {
    const std::size_t topic = random.below(topics);
    for (std::size_t j = 0; j < words; ++j) {
      const bool of_topic = random.below(3) != 0;
      const std::size_t term =
          of_topic ? topic_terms[topic * terms_of_topic + zipf(terms_of_topic)] : zipf(terms);
      corpus.ids.push_back(static_cast<tema::TermId>(term));
    }
    corpus.offsets.push_back(corpus.ids.size());
  }
  corpus.vocabulary = std::make_shared<const tema::Vocabulary>(std::move(vocabulary));
  return tema::Tfidf::fit(corpus, {.min_documents = 2}).transform(corpus);
}

/// Each of `clusters` rows in a cluster of its own.
Labels start(const SparseMatrix& x, std::size_t clusters) {
  Labels labels(static_cast<std::size_t>(x.rows()), -1);
  const auto step = static_cast<Eigen::Index>(labels.size() / clusters);
  Eigen::Index row = 0;
  for (std::size_t c = 0; c < clusters; ++c, row += step) {
    while (x.row(row).nonZeros() == 0) ++row;
    labels[static_cast<std::size_t>(row)] = static_cast<std::int32_t>(c);
  }
  return labels;
}

/// What a first implementation would do.
class NaiveKMeans {
 public:
  NaiveKMeans(const SparseMatrix& x, std::size_t clusters, KMeansMetric metric, Labels labels)
      : x_(x), clusters_(static_cast<Eigen::Index>(clusters)), metric_(metric), labels_(std::move(labels)) {}

  void update() {
    centroids_ = tema::DenseMatrix::Zero(clusters_, x_.cols());
    Eigen::VectorXf sizes = Eigen::VectorXf::Zero(clusters_);
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      const std::int32_t label = labels_[static_cast<std::size_t>(i)];
      if (label < 0) continue;
      sizes[label] += 1.0F;
      for (SparseMatrix::InnerIterator entry(x_, i); entry; ++entry)
        centroids_(label, entry.col()) += entry.value();
    }
    halves_ = Eigen::VectorXf::Zero(clusters_);
    for (Eigen::Index c = 0; c < clusters_; ++c) {
      if (metric_ == KMeansMetric::cosine) {
        centroids_.row(c).normalize();
      } else {
        centroids_.row(c) /= std::max(1.0F, sizes[c]);
        halves_[c] = centroids_.row(c).squaredNorm() / 2.0F;
      }
    }
  }

  /// True if a row changed its cluster.
  bool assign() {
    bool moved = false;
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      std::int32_t best = 0;
      float most = -2.0F;
      for (Eigen::Index c = 0; c < clusters_; ++c) {
        float nearness = -halves_[c];
        const float* centroid = centroids_.data() + c * centroids_.cols();
        for (SparseMatrix::InnerIterator entry(x_, i); entry; ++entry)
          nearness += entry.value() * centroid[entry.col()];
        if (nearness <= most) continue;
        most = nearness;
        best = static_cast<std::int32_t>(c);
      }
      std::int32_t& label = labels_[static_cast<std::size_t>(i)];
      moved = moved || label != best;
      label = best;
    }
    return moved;
  }

  const Labels& fit() {
    for (std::size_t t = 0; t < iterations; ++t) {
      update();
      if (!assign()) break;
    }
    return labels_;
  }

 private:
  const SparseMatrix& x_;
  Eigen::Index clusters_;
  KMeansMetric metric_;
  Labels labels_;
  tema::DenseMatrix centroids_;
  Eigen::VectorXf halves_;
};

tema::KMeansOptions options_of(KMeansMetric metric, std::size_t clusters, std::size_t most = iterations) {
  return {.clusters = clusters, .metric = metric, .restarts = 1, .max_iterations = most};
}

void fit_naive(benchmark::State& state, const SparseMatrix& x, KMeansMetric metric, std::size_t clusters) {
  const Labels labels = start(x, clusters);
  for (auto _ : state) benchmark::DoNotOptimize(NaiveKMeans(x, clusters, metric, labels).fit());
}

void fit_tema(benchmark::State& state, const SparseMatrix& x, KMeansMetric metric, std::size_t clusters) {
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  const Labels labels = start(x, clusters);
  const tema::KMeansOptions options = options_of(metric, clusters);
  const tema::KMeans model = tema::KMeans::fit_from(x, labels, options, run);
  for (auto _ : state) benchmark::DoNotOptimize(tema::KMeans::fit_from(x, labels, options, run));
  double skipped = 0.0;
  for (const tema::KMeansIteration& iteration : model.iterations())
    skipped += static_cast<double>(iteration.skipped);
  const auto passes = static_cast<double>(model.iterations().size());
  state.counters["iterations"] = passes;
  state.counters["skipped"] = skipped / passes / static_cast<double>(x.rows());
}

void seeded_fit(benchmark::State& state, const SparseMatrix& x, std::size_t clusters) {
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  const tema::KMeansOptions options = options_of(KMeansMetric::euclidean, clusters);
  double inertia = 0.0;
  for (auto _ : state) inertia = -tema::KMeans::fit(x, options, run).objective();
  state.counters["inertia"] = inertia;
}

struct Seconds {
  double wall = 0.0;
  double cpu = 0.0;
};

/// The time of one iteration: a tenth of ten iterations after the third, by the difference of two runs.
Seconds time_of_iteration(const SparseMatrix& x, std::size_t clusters, unsigned threads) {
  const tema::RunContext run{.threads = threads};
  const Labels labels = start(x, clusters);
  const auto time_of = [&](std::size_t most) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    benchmark::DoNotOptimize(
        tema::KMeans::fit_from(x, labels, options_of(KMeansMetric::cosine, clusters, most), run));
    return Seconds{std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
                   static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
  };
  const Seconds three = time_of(3);
  const Seconds all = time_of(13);
  return {std::max(1e-9, (all.wall - three.wall) / 10.0), std::max(1e-9, (all.cpu - three.cpu) / 10.0)};
}

void iteration_tema(benchmark::State& state, const SparseMatrix& x, std::size_t clusters) {
  for (auto _ : state) {
    state.SetIterationTime(time_of_iteration(x, clusters, static_cast<unsigned>(state.range(0))).wall);
  }
}

/// An iteration with 1,000 clusters beside one with 100, by the time of the CPU on one thread.
void growth(benchmark::State& state, const SparseMatrix& x) {
  if (x.rows() < 2000) return state.SkipWithError("the corpus has fewer than 2,000 texts");
  Seconds few;
  Seconds many;
  for (auto _ : state) {
    few = time_of_iteration(x, 100, 1);
    many = time_of_iteration(x, 1000, 1);
    state.SetIterationTime(few.wall + many.wall);
  }
  state.counters["ms_100"] = 1000.0 * few.cpu;
  state.counters["ms_1000"] = 1000.0 * many.cpu;
  state.counters["ratio"] = many.cpu / few.cpu;
}

void iteration_naive(benchmark::State& state, const SparseMatrix& x, std::size_t clusters) {
  const auto options = options_of(KMeansMetric::cosine, clusters, 3);
  Labels labels = tema::labels_of(tema::KMeans::fit_from(x, start(x, clusters), options).assignments());
  NaiveKMeans naive(x, clusters, KMeansMetric::cosine, std::move(labels));
  for (auto _ : state) {
    naive.update();
    benchmark::DoNotOptimize(naive.assign());
  }
}

void embed(benchmark::State& state, const SparseMatrix& x) {
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(tema::embed_neighbours(x, {}, run));
}

using Body = std::function<void(benchmark::State&, const SparseMatrix&)>;

void add(const std::string& name, const SparseMatrix& (*matrix)(std::size_t), std::size_t index, bool threads,
         const Body& body) {
  auto* added = benchmark::RegisterBenchmark(name.c_str(),
                                             [=](benchmark::State& state) { body(state, matrix(index)); });
  added->Unit(benchmark::kMillisecond)->UseRealTime();
  if (threads) added->ArgName("threads")->Arg(1)->Arg(2);
}

const SparseMatrix& corpus_matrix(std::size_t index) {
  static std::vector<SparseMatrix> made(tema_bench::corpora().size());
  if (made[index].rows() == 0) made[index] = tfidf_of(tema_bench::corpora()[index]);
  return made[index];
}

const SparseMatrix& synthetic_matrix(std::size_t) {
  static const SparseMatrix x = synthetic();
  return x;
}

void add_fits(const std::string& corpus, std::size_t index, std::size_t k) {
  const std::string of = corpus + "/k:" + std::to_string(k);
  for (const auto& [prefix, metric] : {std::pair{"kmeans_fit", KMeansMetric::euclidean},
                                       std::pair{"spherical_kmeans_fit", KMeansMetric::cosine}}) {
    const KMeansMetric by = metric;
    add(std::string(prefix) + "/tema/" + of, corpus_matrix, index, true,
        [=](benchmark::State& state, const SparseMatrix& x) { fit_tema(state, x, by, k); });
    add(std::string(prefix) + "/naive/" + of, corpus_matrix, index, false,
        [=](benchmark::State& state, const SparseMatrix& x) { fit_naive(state, x, by, k); });
  }
  add("kmeans_seeded_fit/tema/" + of, corpus_matrix, index, true,
      [=](benchmark::State& state, const SparseMatrix& x) { seeded_fit(state, x, k); });
}

benchmark::internal::Benchmark* add_timed(const std::string& name, const SparseMatrix& (*matrix)(std::size_t),
                                          std::size_t index, const Body& body) {
  auto* added = benchmark::RegisterBenchmark(name.c_str(),
                                             [=](benchmark::State& state) { body(state, matrix(index)); });
  return added->Unit(benchmark::kMillisecond)->UseManualTime();
}

[[maybe_unused]] const bool is_registered = [] {
  for (std::size_t i = 0; i < tema_bench::corpora().size(); ++i) {
    const std::string& corpus = tema_bench::corpora()[i].name;
    for (const std::size_t k : {20U, 100U}) add_fits(corpus, i, k);
    add("embed_neighbours/tema/" + corpus, corpus_matrix, i, true, embed);
    add_timed("kmeans_growth/tema/" + corpus, corpus_matrix, i, growth)->Iterations(1);
  }
  for (const std::size_t k : {100U, 1000U}) {
    const std::string of = "synthetic/k:" + std::to_string(k);
    add_timed("kmeans_iteration/tema/" + of, synthetic_matrix, 0,
              [=](benchmark::State& state, const SparseMatrix& x) { iteration_tema(state, x, k); })
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2);
    add("kmeans_iteration/naive/" + of, synthetic_matrix, 0, false,
        [=](benchmark::State& state, const SparseMatrix& x) { iteration_naive(state, x, k); });
  }
  add_timed("kmeans_growth/tema/synthetic", synthetic_matrix, 0, growth)->Iterations(1);
  return true;
}();

}  // namespace
