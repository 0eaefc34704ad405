// From texts in memory to TF-IDF rows, beside what one would write first:
// vectorize_fit_transform/{tema,naive}/CORPUS by a new tokenizer, vectorize_transform/{tema,naive}/CORPUS by
// one that has met the texts, and vectorize_fit_transform/tema/synthetic of more and more documents.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using tema_bench::BenchCorpus;

/// What a first implementation would do: strings for tokens, and a map for each document.
class NaiveVectorizer {
 public:
  using Row = std::vector<std::pair<int, float>>;

  std::vector<Row> fit_transform(const std::vector<std::string>& texts) {
    std::vector<Counts> counts(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (const std::string& token : tokens(texts[i])) {
        const auto term = vocabulary_.emplace(token, static_cast<int>(vocabulary_.size())).first;
        ++counts[i][term->second];
      }
    }
    fit(counts);
    std::vector<Row> rows;
    rows.reserve(texts.size());
    for (const Counts& document : counts) rows.push_back(weigh(document));
    return rows;
  }

  [[nodiscard]] std::vector<Row> transform(const std::vector<std::string>& texts) const {
    std::vector<Row> rows;
    rows.reserve(texts.size());
    for (const std::string& text : texts) {
      Counts counts;
      for (const std::string& token : tokens(text)) {
        const auto term = vocabulary_.find(token);
        if (term != vocabulary_.end()) ++counts[term->second];
      }
      rows.push_back(weigh(counts));
    }
    return rows;
  }

 private:
  using Counts = std::unordered_map<int, int>;

  static bool is_in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  }

  static std::vector<std::string> tokens(const std::string& text) {
    std::vector<std::string> result;
    std::string token;
    for (const char c : text) {
      if (is_in_word(c)) {
        token += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
      } else if (!token.empty()) {
        result.push_back(token);
        token.clear();
      }
    }
    if (!token.empty()) result.push_back(token);
    return result;
  }

  void fit(const std::vector<Counts>& documents) {
    std::vector<int> frequency(vocabulary_.size());
    for (const Counts& document : documents) {
      for (const auto& [term, count] : document) ++frequency[static_cast<std::size_t>(term)];
    }
    for (const int df : frequency)
      idf_.push_back(std::log((1.0 + static_cast<double>(documents.size())) / (1.0 + df)) + 1.0);
  }

  [[nodiscard]] Row weigh(const Counts& counts) const {
    Row row;
    double sum = 0.0;
    for (const auto& [term, count] : counts) {
      const double weight = count * idf_[static_cast<std::size_t>(term)];
      sum += weight * weight;
      row.emplace_back(term, static_cast<float>(weight));
    }
    std::sort(row.begin(), row.end());
    for (auto& [term, weight] : row) weight /= static_cast<float>(std::sqrt(sum));
    return row;
  }

  std::unordered_map<std::string, int> vocabulary_;
  std::vector<double> idf_;
};

/// As it is measured: by a tokenizer that has met no word.
std::pair<tema::Vectorizer, tema::SparseMatrix> fit_transform(tema::TextsView texts,
                                                              const tema::RunContext& run) {
  return tema::Vectorizer::fit_transform(tema::Tokenizer(), texts, {}, run);
}

bool same_bytes(const tema::SparseMatrix& a, const tema::SparseMatrix& b) {
  const auto size = static_cast<std::size_t>(a.nonZeros());
  const auto offsets = static_cast<std::size_t>(a.rows() + 1);
  return a.rows() == b.rows() && a.cols() == b.cols() && a.nonZeros() == b.nonZeros() &&
         std::memcmp(a.outerIndexPtr(), b.outerIndexPtr(), offsets * sizeof(*a.outerIndexPtr())) == 0 &&
         std::memcmp(a.innerIndexPtr(), b.innerIndexPtr(), size * sizeof(*a.innerIndexPtr())) == 0 &&
         std::memcmp(a.valuePtr(), b.valuePtr(), size * sizeof(float)) == 0;
}

bool has_unit_rows(const tema::SparseMatrix& x) {
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const double norm = x.row(i).cast<double>().norm();  // a long row's sum is not good to so much in floats
    if (norm != 0.0 && std::abs(norm - 1.0) > 1e-5) return false;
  }
  return true;
}

/// False, and the benchmark says so, if tema's rows are not what they should be.
bool check(benchmark::State& state, tema::TextsView texts, const tema::RunContext& run) {
  const auto [vectorizer, x] = fit_transform(texts, run);
  const char* error = nullptr;
  if (static_cast<std::size_t>(x.rows()) != texts.size()) error = "there is not a row for each document";
  if (!has_unit_rows(x)) error = "a row is not of unit length";
  if (!same_bytes(x, vectorizer.transform(texts, run))) error = "fit_transform and transform differ";
  if (error != nullptr) state.SkipWithError(error);
  return error == nullptr;
}

/// The same for the naive rows: tokens differ where words have apostrophes, numbers and the like.
bool check_naive(benchmark::State& state, const BenchCorpus& corpus) {
  const auto expected = static_cast<double>(fit_transform(corpus.texts, {}).second.nonZeros());
  double nonzeros = 0.0;
  for (const auto& row : NaiveVectorizer().fit_transform(corpus.texts))
    nonzeros += static_cast<double>(row.size());
  if (std::abs(nonzeros - expected) <= 0.05 * expected) return true;
  state.SkipWithError(
      ("the naive rows have " + std::to_string(nonzeros / expected) + " of the nonzeros").c_str());
  return false;
}

tema::RunContext run_of(const benchmark::State& state) {
  return {.threads = static_cast<unsigned>(state.range(0))};
}

void set_rates(benchmark::State& state, const BenchCorpus& corpus) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

void fit_transform_tema(benchmark::State& state, const BenchCorpus& corpus) {
  const tema::RunContext run = run_of(state);
  if (!check(state, corpus.texts, run)) return;
  for (auto _ : state) benchmark::DoNotOptimize(fit_transform(corpus.texts, run));
  set_rates(state, corpus);
}

void fit_transform_naive(benchmark::State& state, const BenchCorpus& corpus) {
  if (!check_naive(state, corpus)) return;
  for (auto _ : state) benchmark::DoNotOptimize(NaiveVectorizer().fit_transform(corpus.texts));
  set_rates(state, corpus);
}

void transform_tema(benchmark::State& state, const BenchCorpus& corpus) {
  const tema::RunContext run = run_of(state);
  if (!check(state, corpus.texts, run)) return;
  const tema::Vectorizer vectorizer = fit_transform(corpus.texts, run).first;
  benchmark::DoNotOptimize(vectorizer.transform(corpus.texts, run));  // so that the tokenizer knows the words
  for (auto _ : state) benchmark::DoNotOptimize(vectorizer.transform(corpus.texts, run));
  set_rates(state, corpus);
}

void transform_naive(benchmark::State& state, const BenchCorpus& corpus) {
  if (!check_naive(state, corpus)) return;
  NaiveVectorizer vectorizer;
  benchmark::DoNotOptimize(vectorizer.fit_transform(corpus.texts));
  for (auto _ : state) benchmark::DoNotOptimize(vectorizer.transform(corpus.texts));
  set_rates(state, corpus);
}

/// Short documents of words whose frequencies follow Zipf's law, one text behind the other.
class ZipfTexts {
 public:
  explicit ZipfTexts(std::size_t documents) {
    constexpr std::size_t words_of_document = 12;
    constexpr std::size_t words = 200'000;
    std::vector<double> sums;  // of 1 / rank
    for (std::size_t rank = 1; rank <= words; ++rank)
      sums.push_back((sums.empty() ? 0.0 : sums.back()) + 1.0 / static_cast<double>(rank));
    tema::Random random(1);
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < documents; ++i) {
      for (std::size_t j = 0; j < words_of_document; ++j) {
        const auto drawn = std::lower_bound(sums.begin(), sums.end(), random.uniform() * sums.back());
        append_word(static_cast<std::size_t>(drawn - sums.begin()));
      }
      ends.push_back(bytes_.size());
    }
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      texts_.push_back(std::string_view(bytes_).substr(begin, end - begin));
      begin = end;
    }
  }

  // The texts lie in the bytes.
  ZipfTexts(const ZipfTexts&) = delete;
  ZipfTexts& operator=(const ZipfTexts&) = delete;

  [[nodiscard]] tema::TextsView texts() const { return texts_; }

 private:
  /// A word of its number's own, of one syllable for each two digits, and a space.
  void append_word(std::size_t number) {
    constexpr std::string_view consonants = "bcdfghjklmnpqrstvwxz";
    constexpr std::string_view vowels = "aeiou";
    for (; number > 0 || bytes_.empty() || bytes_.back() == ' '; number /= 100) {
      bytes_ += consonants[number % 100 / vowels.size()];
      bytes_ += vowels[number % vowels.size()];
    }
    bytes_ += ' ';
  }

  std::string bytes_;
  std::vector<std::string_view> texts_;
};

void fit_transform_synthetic(benchmark::State& state) {
  const tema::RunContext one{.threads = 1};
  const ZipfTexts zipf(static_cast<std::size_t>(state.range(0)));
  if (!check(state, zipf.texts(), one)) return;
  for (auto _ : state) benchmark::DoNotOptimize(fit_transform(zipf.texts(), one));
  state.SetItemsProcessed(state.iterations() * state.range(0));  // documents
}

using Function = void (*)(benchmark::State&, const BenchCorpus&);

void add(const std::string& name, Function function, const BenchCorpus& corpus, std::int64_t max_threads) {
  benchmark::RegisterBenchmark((name + '/' + corpus.name).c_str(), function, std::cref(corpus))
      ->ArgName("threads")
      ->DenseRange(1, max_threads)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

const bool registered = [] {
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    add("vectorize_fit_transform/naive", fit_transform_naive, corpus, 1);
    add("vectorize_fit_transform/tema", fit_transform_tema, corpus, 2);
    add("vectorize_transform/naive", transform_naive, corpus, 1);
    add("vectorize_transform/tema", transform_tema, corpus, 2);
  }
  benchmark::RegisterBenchmark("vectorize_fit_transform/tema/synthetic", fit_transform_synthetic)
      ->ArgName("documents")
      ->Arg(100'000)
      ->Arg(1'000'000)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
  return true;
}();

}  // namespace
