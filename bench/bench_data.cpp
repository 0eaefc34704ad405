#include "bench_data.hpp"

#include "embedded_bench_sample.hpp"
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace tema_bench {

namespace {

namespace files = std::filesystem;

BenchCorpus read(const files::path& path) {
  BenchCorpus corpus{path.stem().string(), {}};
  for (const tema::Document& document : tema::read_corpus(path.string()).documents) {
    if (path.extension() == ".jsonl") {
      corpus.texts.push_back(document.text);
    } else {
      for (tema::Document& line : tema::split(document, tema::Unit::line))
        corpus.texts.push_back(std::move(line.text));
    }
  }
  return corpus;
}

BenchCorpus generate() {
  constexpr std::size_t documents = 5000;
  constexpr std::size_t sentences_of_document = 12;
  std::vector<std::string> sentences;
  for (const auto& file : tema_embedded::embedded_bench_sample()) {
    for (const tema::ByteSpan& span : tema::segment(file.text, tema::Unit::sentence)) {
      sentences.emplace_back(file.text.substr(span.begin, span.size()));
    }
  }
  tema::Random random(1);
  BenchCorpus corpus{"sample", {}};
  for (std::size_t i = 0; i < documents; ++i) {
    std::string text;
    for (std::size_t j = 0; j < sentences_of_document; ++j)
      text += sentences[random.below(sentences.size())] + ' ';
    corpus.texts.push_back(std::move(text));
  }
  return corpus;
}

std::vector<BenchCorpus> load() {
  const char* folder =
      std::getenv("TEMA_BENCH_DATA");  // NOLINT(concurrency-mt-unsafe): read once, before any thread
  if (folder == nullptr) return {generate()};
  std::vector<BenchCorpus> all;
  for (const auto& entry : files::directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".jsonl" || extension == ".txt") all.push_back(read(entry.path()));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::size_t BenchCorpus::bytes() const {
  std::size_t sum = 0;
  for (const std::string& text : texts) sum += text.size();
  return sum;
}

const std::vector<BenchCorpus>& corpora() {
  static const std::vector<BenchCorpus> all = load();
  return all;
}

std::size_t count_words(const BenchCorpus& corpus) {
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) {
    tema::WordSegmenter segmenter(text);
    for (auto words = segmenter.next(); !words.empty(); words = segmenter.next()) {
      for (const tema::Word& word : words) count += word.kind != tema::TokenKind::emoji ? 1U : 0U;
    }
  }
  return count;
}

}  // namespace tema_bench
