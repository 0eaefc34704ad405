// The product of a sparse matrix and a table, beside plain loops: multiply/{tema,naive}/WIDTH; the SVD; and
// the ten nearest rows of each row of a corpus, beside an inverted index without any bound:
// top_k_cosine/{tema,naive}/CORPUS.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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
  const tema::RunContext run{.threads = 1};
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

const tema::CsrMatrix& unit_rows_of_corpus(std::size_t index) {
  static std::vector<tema::CsrMatrix> made(tema_bench::corpora().size());
  if (made[index].rows() == 0) {
    const tema::TokenizedCorpus tokens = tema::Tokenizer().tokenize(tema_bench::corpora()[index].texts);
    made[index] =
        tema::Tfidf::fit(tokens, {.min_documents = 2, .max_document_share = 0.5}).transform_rows(tokens);
  }
  return made[index];
}

void truncated_svd(benchmark::State& state) {
  const tema::CsrMatrix& rows = unit_rows_of_corpus(0);
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  double explained = 0.0;
  for (auto _ : state) {
    const auto svd = tema::TruncatedSvd::fit(rows.view(), {.rank = 100, .power_iterations = 5}, run);
    explained = 0.0;
    for (const double value : svd.singular_values()) explained += value * value;
  }
  double squares = 0.0;
  for (const float value : rows.values) squares += static_cast<double>(value) * static_cast<double>(value);
  state.counters["explained"] = explained / squares;
}

BENCHMARK(truncated_svd)
    ->Name("truncated_svd/tema")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// Of unit rows that have no negative entry, as a first implementation would find them.
tema::Neighbours top_k_naively(const tema::RowsView& rows, std::size_t k) {
  const tema::CsrMatrix columns = tema::transpose(rows);
  tema::Neighbours result;
  std::vector<float> cosines(rows.rows);
  for (std::size_t i = 0; i < rows.rows; ++i) {
    std::fill(cosines.begin(), cosines.end(), 0.0F);
    const tema::RowsView::Row row = rows.row(i);
    for (std::size_t j = 0; j < row.size; ++j) {
      const tema::RowsView::Row column = columns.view().row(static_cast<std::size_t>(row.columns[j]));
      for (std::size_t entry = 0; entry < column.size; ++entry)
        cosines[static_cast<std::size_t>(column.columns[entry])] += row.values[j] * column.values[entry];
    }
    cosines[i] = 0.0F;
    std::vector<tema::Neighbour> found;
    for (std::size_t other = 0; other < rows.rows; ++other) {
      if (cosines[other] > 0.0F) found.push_back({static_cast<std::int32_t>(other), cosines[other]});
    }
    const auto kept = found.begin() + static_cast<std::ptrdiff_t>(std::min(k, found.size()));
    std::partial_sort(found.begin(), kept, found.end(), [](const auto& a, const auto& b) {
      return a.cosine != b.cosine ? a.cosine > b.cosine : a.row < b.row;
    });
    result.neighbours.insert(result.neighbours.end(), found.begin(), kept);
    result.offsets.push_back(result.neighbours.size());
  }
  return result;
}

/// True if the cosines are the same but for the rounding of the unit rows, which tema divides once more.
bool agree(const tema::Neighbours& a, const tema::Neighbours& b) {
  const auto is_near = [](const tema::Neighbour& x, const tema::Neighbour& y) {
    return std::abs(x.cosine - y.cosine) <= 1e-5F;
  };
  return a.offsets == b.offsets &&
         std::equal(a.neighbours.begin(), a.neighbours.end(), b.neighbours.begin(), is_near);
}

void top_k_cosine(benchmark::State& state, std::size_t index, bool naive) {
  constexpr std::size_t k = 10;
  const tema::RowsView rows = unit_rows_of_corpus(index).view();
  const tema::RunContext run{.threads = static_cast<unsigned>(state.range(0))};
  if (!naive && !agree(tema::top_k_neighbours(rows, {.k = k}, run), top_k_naively(rows, k)))
    state.SkipWithError("the cosines are not those of the plain loops");
  for (auto _ : state) {
    benchmark::DoNotOptimize(naive ? top_k_naively(rows, k) : tema::top_k_neighbours(rows, {.k = k}, run));
  }
}

[[maybe_unused]] const bool is_registered = [] {
  for (std::size_t i = 0; i < tema_bench::corpora().size(); ++i) {
    for (const auto& [who, naive] : {std::pair{"naive", true}, std::pair{"tema", false}}) {
      const bool is_naive = naive;
      const std::string name = std::string("top_k_cosine/") + who + "/" + tema_bench::corpora()[i].name;
      auto* added = benchmark::RegisterBenchmark(
          name.c_str(), [=](benchmark::State& state) { top_k_cosine(state, i, is_naive); });
      added->Unit(benchmark::kMillisecond)->UseRealTime()->ArgName("threads")->Arg(1);
      if (!is_naive) added->Arg(2);
    }
  }
  return true;
}();

}  // namespace
