#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tema_bench {

/// The texts that a benchmark runs on.
struct BenchCorpus {
  std::string name;
  std::vector<std::string> texts;

  [[nodiscard]] std::size_t bytes() const;
};

/// Every .jsonl and .txt corpus of the folder TEMA_BENCH_DATA, a text file's lines as its documents; without
/// that variable, one corpus of 5,000 documents, made by drawing sentences of the sample at random.
const std::vector<BenchCorpus>& corpora();

/// The words that tema finds in a corpus, emoji aside: what a benchmark of spans does.
std::size_t count_words(const BenchCorpus& corpus);

}  // namespace tema_bench
