// Bytes per second of a model file's way into memory, from the system's cache:
// model_file/{tema_read,tema_map,tema_map_verify,fread}/MEGABYTES. The baseline, fread, checks nothing, and
// tema_read every byte; tema_map checks the header alone, so that its time is that of any size. And of its
// way out: model_file_write/{tema,fwrite}/MEGABYTES; tema's is on the disk at the end. And of a whole model
// of so many thousand terms and 200 topics: topic_model/{load,map}, and map_and_assign, which assigns one
// text.
#include "io/safetensors/safetensors_reader.hpp"
#include "io/safetensors/safetensors_writer.hpp"
#include "topics/methods/mixture_topics.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_tokenizer.hpp"
#include <tema/core/random.hpp>
#include <tema/io.hpp>

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <numeric>
#include <string>
#include <vector>

namespace {

using tema::detail::SafetensorsFile;
using tema::detail::tensor_of;

constexpr std::size_t columns = 256;

/// A file of one matrix of floats, which is removed at the end.
class ModelFile {
 public:
  explicit ModelFile(std::size_t megabytes)
      : values_(megabytes * 1'000'000 / sizeof(float) / columns * columns) {
    std::iota(values_.begin(), values_.end(), 0.0F);
    std::string pattern = (std::filesystem::temp_directory_path() / "tema-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::bad_alloc();
    folder_ = pattern;
    write();
  }
  ~ModelFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

  void write() const {
    const std::vector tensors{tensor_of<float>("values", values_, {values_.size() / columns, columns})};
    tema::detail::write_safetensors(path(), {}, tensors);
  }

  [[nodiscard]] bool is_in(const SafetensorsFile& file) const {
    const auto found = file.values<float>("values", {values_.size() / columns, columns});
    return std::equal(found.begin(), found.end(), values_.begin(), values_.end());
  }

  [[nodiscard]] std::string path() const { return folder_ / "model"; }
  [[nodiscard]] std::string other_path() const { return folder_ / "other"; }
  [[nodiscard]] std::size_t size() const { return std::filesystem::file_size(path()); }

 private:
  std::vector<float> values_;
  std::filesystem::path folder_;
};

using OpenFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

std::unique_ptr<char[]> read_plainly(const ModelFile& model) {
  std::unique_ptr<char[]> bytes(new char[model.size()]);
  const OpenFile file(std::fopen(model.path().c_str(), "rb"), std::fclose);
  if (!file || std::fread(bytes.get(), 1, model.size(), file.get()) != model.size()) return nullptr;
  return bytes;
}

template <class Load>
void run(benchmark::State& state, Load&& load) {
  const ModelFile model(static_cast<std::size_t>(state.range(0)));
  if (!model.is_in(SafetensorsFile::read(model.path())) || !model.is_in(SafetensorsFile::map(model.path())))
    state.SkipWithError("the file does not hold what was written");
  for (auto _ : state) benchmark::DoNotOptimize(load(model));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(model.size()));
}

void run_read(benchmark::State& state) {
  run(state, [](const ModelFile& model) { return SafetensorsFile::read(model.path()); });
}

void run_map(benchmark::State& state) {
  run(state, [](const ModelFile& model) { return SafetensorsFile::map(model.path()); });
}

void run_map_verify(benchmark::State& state) {
  run(state, [](const ModelFile& model) {
    SafetensorsFile file = SafetensorsFile::map(model.path());
    file.verify();
    return file;
  });
}

void run_fread(benchmark::State& state) { run(state, read_plainly); }

void run_write(benchmark::State& state) {
  run(state, [](const ModelFile& model) {
    model.write();
    return true;
  });
}

void run_fwrite(benchmark::State& state) {
  run(state, [bytes = std::unique_ptr<char[]>()](const ModelFile& model) mutable {
    if (!bytes) bytes = read_plainly(model);
    const OpenFile file(std::fopen(model.other_path().c_str(), "wb"), std::fclose);
    return file && std::fwrite(bytes.get(), 1, model.size(), file.get()) == model.size();
  });
}

/// A file of a mixture of 200 topics, which is removed at the end.
class TopicModelFile {
 public:
  explicit TopicModelFile(std::size_t terms) {
    constexpr std::size_t topics = 200;
    std::string pattern = (std::filesystem::temp_directory_path() / "tema-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::bad_alloc();
    folder_ = pattern;
    tema::TopicOptions options{.topics = topics, .language = "id"};
    std::vector<std::string> names;
    tema::Random random(1);
    for (std::size_t i = 0; i < terms; ++i) names.push_back("istilah" + std::to_string(i) + "x");
    std::vector<float> table(terms * topics);
    for (float& value : table) value = -10.0F - static_cast<float>(random.uniform());
    const std::vector<double> mixing_weights(topics, 1.0 / topics);
    tema::detail::TopicState state{
        .options = options,
        .tokens = tema::detail::TopicTokens(tema::detail::topic_tokenizer(options, "und", {})),
        .tfidf = tema::Tfidf::from_idf(names, std::vector<double>(terms, 1.0),
                                       {.term_frequency = tema::TermFrequency::log, .norm = tema::Norm::l1}),
        .fitted = std::make_shared<const tema::detail::MixtureTopics>(
            tema::MultinomialMixture::from_parameters(table, topics, mixing_weights, 10.0)),
        .topic_of_cluster = std::vector<std::int32_t>(topics),
        .summaries = std::vector<tema::detail::TopicSummary>(topics),
        .converged = true};
    std::iota(state.topic_of_cluster.begin(), state.topic_of_cluster.end(), 0);
    for (tema::detail::TopicSummary& summary : state.summaries)
      summary.terms.assign(50, {names.front(), 1.0, names.front()});
    state.counts.indptr.assign(topics + 1, 0);
    state.counts.sizes.assign(topics, 0);
    tema::save_model(tema::detail::TopicStateAccess::model(std::move(state)), path());
  }
  ~TopicModelFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TopicModelFile(const TopicModelFile&) = delete;
  TopicModelFile& operator=(const TopicModelFile&) = delete;

  [[nodiscard]] std::string path() const { return folder_ / "model"; }

 private:
  std::filesystem::path folder_;
};

template <class Use>
void run_model(benchmark::State& state, Use&& use) {
  const TopicModelFile model(static_cast<std::size_t>(state.range(0)) * 1000);
  for (auto _ : state) benchmark::DoNotOptimize(use(model.path()));
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(model.path()));
  state.SetBytesProcessed(state.iterations() * bytes);
}

void load_model(benchmark::State& state) {
  run_model(state, [](const std::string& path) { return tema::load_model(path); });
}

void map_model(benchmark::State& state) {
  run_model(state, [](const std::string& path) { return tema::MappedModel::open(path); });
}

void map_and_assign(benchmark::State& state) {
  const std::vector<std::string> texts{"istilah1x dan istilah99999x yang istilah5x"};
  run_model(state, [&](const std::string& path) { return tema::MappedModel::open(path).assign(texts); });
}

void add(const char* name, void (*function)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name, function)
      ->Arg(1)
      ->Arg(300)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

void add_model(const char* name, void (*function)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name, function)
      ->Arg(100)
      ->Arg(1000)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

const bool registered = [] {
  add("model_file/tema_read", run_read);
  add("model_file/tema_map", run_map);
  add("model_file/tema_map_verify", run_map_verify);
  add("model_file/fread", run_fread);
  add("model_file_write/tema", run_write);
  add("model_file_write/fwrite", run_fwrite);
  add_model("topic_model/load", load_model);
  add_model("topic_model/map", map_model);
  add_model("topic_model/map_and_assign", map_and_assign);
  return true;
}();

}  // namespace
