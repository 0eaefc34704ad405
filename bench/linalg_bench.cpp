// The product of a sparse matrix and a table, beside plain loops: multiply/{tema,naive}/WIDTH; and the SVD.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

namespace {

tema::CsrMatrix vectors() {
  const tema::TokenizedCorpus corpus = tema::Tokenizer().tokenize(tema_bench::corpora().front().texts);
  return tema::Tfidf::fit(corpus, {.min_documents = 5}).transform_rows(corpus);
}

const tema::CsrMatrix& x() {
  static const tema::CsrMatrix matrix = vectors();
  return matrix;
}

std::vector<float> random_table(std::size_t size) {
  tema::Random random(1);
  std::vector<float> table(size);
  for (float& value : table) value = static_cast<float>(random.uniform());
  return table;
}

void multiply_naively(const tema::RowsView& rows, const std::vector<float>& table, std::size_t width,
                      std::vector<float>& out) {
  for (std::size_t i = 0; i < rows.rows; ++i) {
    const tema::RowsView::Row row = rows.row(i);
    for (std::size_t c = 0; c < width; ++c) out[i * width + c] = 0.0F;
    for (std::size_t j = 0; j < row.size; ++j) {
      const auto at = static_cast<std::size_t>(row.columns[j]) * width;
      for (std::size_t c = 0; c < width; ++c) out[i * width + c] += row.values[j] * table[at + c];
    }
  }
}

void multiply(benchmark::State& state, bool naive) {
  const auto width = static_cast<std::size_t>(state.range(0));
  const std::vector<float> table = random_table(x().cols * width);
  std::vector<float> out(x().rows() * width);
  std::vector<float> expected(out.size());
  const tema::Run run{.threads = 1};
  tema::Workers workers(run);
  tema::multiply(x().view(), table.data(), width, out.data(), workers);
  multiply_naively(x().view(), table, width, expected);
  if (out != expected) state.SkipWithError("the product is not that of the plain loops");
  for (auto _ : state) {
    if (naive) {
      multiply_naively(x().view(), table, width, out);
    } else {
      tema::multiply(x().view(), table.data(), width, out.data(), workers);
    }
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(x().values.size() * width));
}

BENCHMARK_CAPTURE(multiply, naive, true)->Arg(16)->Arg(32)->Arg(112)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(multiply, tema, false)->Arg(16)->Arg(32)->Arg(112)->Unit(benchmark::kMillisecond);

void truncated_svd(benchmark::State& state) {
  const tema::Run run{.threads = static_cast<unsigned>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(tema::TruncatedSvd::fit(x().view(), {.rank = 100}, run));
}

BENCHMARK(truncated_svd)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
