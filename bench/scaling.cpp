// How the time of each step falls with the number of threads, and that no bit of a result changes with it.
//
//     scaling CORPUS LANGUAGE TOPICS COPIES THREADS...
//     scaling news.jsonl id 11 8 1 2 4 8 16
//
// The texts are those of CORPUS, COPIES times. For each number of threads, it prints a line of seconds, and a
// line of digests: of the tokens, the matrices, the clusters, the SVD and the topics.
//
// In a build with TEMA_RECORD_CHUNKS, and on one thread, it also prints the serial share of each step: the
// share of the time that would not become shorter with more threads, because it is outside of parallel work
// or in a chunk that takes longer than the share of a thread.
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#ifdef TEMA_RECORD_CHUNKS
#include "core/chunk_times.hpp"
#endif

namespace {

struct Task {
  std::vector<std::string> texts;
  std::string language;
  std::size_t topics = 0;
};

/// A hash of all that is added to it (FNV-1a, 64 bits).
class Digest {
 public:
  template <class T>
  void add(std::span<const T> values) {
    for (const std::byte byte : std::as_bytes(values)) {
      hash_ = (hash_ ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001b3U;
    }
  }
  void add(std::string_view text) {
    add(std::span(text));
    const std::array<std::size_t, 1> size = {text.size()};
    add(std::span<const std::size_t>(size));
  }

  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

/// The number of seconds of a step, and the digest of its result.
struct Step {
  std::string_view name;
  double seconds = 0.0;
  double serial_share = 0.0;
  Digest digest = {};
};

/// Measures the serial share of a step, where chunks are recorded.
class SerialShare {
 public:
#ifdef TEMA_RECORD_CHUNKS
  SerialShare() : begin_(tema::detail::ChunkTimes::now()) { tema::detail::ChunkTimes::all() = {}; }

  /// By Amdahl's law: the share s with which 16 threads take s + (1 - s) / 16 of the time of one.
  [[nodiscard]] double get() const {
    const auto& chunks = tema::detail::ChunkTimes::all();
    const double seconds = tema::detail::ChunkTimes::now() - begin_;
    const double many = tema::detail::ChunkTimes::many;
    const double on_many = seconds - chunks.seconds + chunks.seconds_on_many;
    return (many * on_many / seconds - 1.0) / (many - 1.0);
  }

 private:
  double begin_;
#else
  [[nodiscard]] static double get() { return 0.0; }
#endif
};

/// Runs a step. Its result is passed to `describe` afterwards, which is not timed.
template <class Run, class Describe>
auto timed(std::vector<Step>& steps, std::string_view name, Run&& run, Describe&& describe) {
  const auto begin = std::chrono::steady_clock::now();
  const SerialShare share;
  auto result = run();
  const double serial_share = share.get();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  Step step{name, seconds.count(), serial_share};
  describe(result, step.digest);
  steps.push_back(step);
  return result;
}

void describe_corpus(const tema::TokenizedCorpus& corpus, Digest& digest) {
  digest.add(std::span<const tema::TermId>(corpus.ids));
  digest.add(std::span<const std::uint64_t>(corpus.offsets));
  for (std::size_t id = 0; id < corpus.vocabulary->size(); ++id)
    digest.add(corpus.vocabulary->term(static_cast<tema::TermId>(id)));
}

void describe_matrix(const tema::SparseMatrix& x, Digest& digest) {
  const auto nonzeros = static_cast<std::size_t>(x.nonZeros());
  digest.add(std::span<const std::int32_t>(x.outerIndexPtr(), static_cast<std::size_t>(x.rows()) + 1));
  digest.add(std::span<const std::int32_t>(x.innerIndexPtr(), nonzeros));
  digest.add(std::span<const float>(x.valuePtr(), nonzeros));
}

void describe_clusters(const tema::KMeans& kmeans, Digest& digest) {
  for (const tema::Assignment& assignment : kmeans.assignments()) {
    digest.add(std::span(&assignment.cluster, 1));
    digest.add(std::span(&assignment.score, 1));
  }
}

void describe_svd(const tema::TruncatedSvd& svd, Digest& digest) {
  digest.add(svd.singular_values());
  const tema::DenseMatrix components = svd.components();
  digest.add(std::span<const float>(components.data(), static_cast<std::size_t>(components.size())));
}

void describe_topics(const tema::TopicModel& model, Digest& digest) {
  for (const tema::TopicAssignment& assignment : model.assignments()) {
    digest.add(std::span(&assignment.topic, 1));
    digest.add(std::span(&assignment.score, 1));
  }
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    for (const tema::TopicTerm& term : model.top_terms(topic, 50)) digest.add(term.surface);
  }
}

/// Runs all steps. Each begins with what a new program knows, but for the second transformation of the same
/// texts, which is what a service does.
std::vector<Step> run_all(const Task& task, unsigned threads) {
  const tema::RunContext run{.threads = threads};
  const tema::TokenizerOptions options{.language = task.language, .language_stop_words = true};
  const tema::VectorizerOptions weights{.weights = {.min_documents = 2, .max_document_share = 0.5}};
  std::vector<Step> steps;
  timed(
      steps, "tokenize", [&] { return tema::Tokenizer(options).tokenize(task.texts, run); }, describe_corpus);
  const auto fitted = timed(
      steps, "fit_transform",
      [&] { return tema::Vectorizer::fit_transform(tema::Tokenizer(options), task.texts, weights, run); },
      [](const auto& result, Digest& digest) { describe_matrix(result.second, digest); });
  const tema::SparseMatrix& x = fitted.second;
  timed(
      steps, "transform", [&] { return fitted.first.transform(task.texts, run); }, describe_matrix);
  const auto cluster = [&](std::string_view name, std::size_t clusters) {
    timed(
        steps, name, [&] { return tema::KMeans::fit(x, {.clusters = clusters, .restarts = 1}, run); },
        describe_clusters);
  };
  cluster("kmeans_11", 11);
  cluster("kmeans_200", 200);
  timed(
      steps, "svd_100", [&] { return tema::TruncatedSvd::fit(x, {.rank = 100}, run); }, describe_svd);
  timed(
      steps, "topic_model",
      [&] {
        return tema::TopicModel::fit(task.texts, {.topics = task.topics, .language = task.language}, run);
      },
      describe_topics);
  return steps;
}

void print(const std::vector<Step>& steps, unsigned threads) {
  std::printf("%7u", threads);
  for (const Step& step : steps) std::printf(" %16.3f", step.seconds);
#ifdef TEMA_RECORD_CHUNKS
  if (threads == 1) {
    std::printf("\n%7s", "serial");
    for (const Step& step : steps) std::printf(" %15.1f%%", 100.0 * step.serial_share);
  }
#endif
  std::printf("\n%7s", "digest");
  for (const Step& step : steps)
    std::printf(" %016llx", static_cast<unsigned long long>(step.digest.value()));
  std::printf("\n");
  static_cast<void>(std::fflush(stdout));
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0)
    throw std::invalid_argument(std::string(text) + " is not a whole number from 1 on");
  return value;
}

Task read_task(const std::vector<std::string>& arguments) {
  Task task{{}, arguments[1], number(arguments[2])};
  const tema::Corpus corpus = tema::read_corpus(arguments[0]);
  for (std::size_t copies = number(arguments[3]); copies > 0; --copies) {
    for (const tema::Document& document : corpus.documents) task.texts.push_back(document.text);
  }
  return task;
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 5)
    throw std::invalid_argument("usage: scaling CORPUS LANGUAGE TOPICS COPIES THREADS...");
  const Task task = read_task(arguments);
  std::printf("%zu texts\n%7s %16s %16s %16s %16s %16s %16s %16s\n", task.texts.size(), "threads", "tokenize",
              "fit_transform", "transform", "kmeans_11", "kmeans_200", "svd_100", "topic_model");
  std::vector<std::uint64_t> expected;
  for (std::size_t i = 4; i < arguments.size(); ++i) {
    const auto threads = static_cast<unsigned>(number(arguments[i]));
    const std::vector<Step> steps = run_all(task, threads);
    print(steps, threads);
    std::vector<std::uint64_t> digests;
    digests.reserve(steps.size());
    for (const Step& step : steps) digests.push_back(step.digest.value());
    if (expected.empty()) expected = digests;
    if (digests != expected) throw std::runtime_error("the results depend on the number of threads");
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run({argv + 1, argv + argc});
    return 0;
  } catch (const std::exception& error) {
    static_cast<void>(std::fprintf(stderr, "scaling: %s\n", error.what()));
    return 1;
  }
}
