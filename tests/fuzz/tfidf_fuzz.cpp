// TF-IDF of any texts by any options: the rows of the fit are those of a transform, of each text alone too,
// and statistics that are merged are those of all.
#include "fuzz_input.hpp"
#include "tema/core/error.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/vector/vectorizer.hpp"

#include <cmath>
#include <optional>
#include <stdexcept>

namespace {

using Row = std::vector<std::pair<std::int32_t, float>>;

tema::VectorizerOptions draw_options(fuzz::Input& input) {
  using TF = tema::TermFrequency;
  using DF = tema::IdfFormula;
  constexpr double shares[] = {0.0, 0.1, 0.5, 0.9, 1.0};
  tema::VectorizerOptions options;
  options.ngrams.min = 1 + input.below(3);
  options.ngrams.max = options.ngrams.min + input.below(3);
  options.ngrams.skip = input.below(3);
  tema::TfidfOptions& weights = options.weights;
  weights.min_documents = 1 + input.below(3);
  weights.max_documents = input.below(8);
  weights.min_document_share = input.flag() ? input.one_of(shares) : 0.0;
  weights.max_document_share = input.flag() ? input.one_of(shares) : 1.0;
  weights.max_features = input.flag() ? input.below(20) : 0;
  weights.term_frequency = input.one_of({TF::count, TF::binary, TF::log, TF::augmented, TF::bm25});
  weights.idf = input.one_of({DF::none, DF::smooth, DF::plus_one, DF::plain, DF::probabilistic, DF::bm25});
  weights.idf_power = input.one_of({0.0, 0.5, 1.0, 2.0, 16.0});
  weights.bm25_k1 = input.one_of({0.0, 1.2, 1e6});
  weights.bm25_b = input.one_of(shares);
  weights.norm = input.one_of({tema::Norm::none, tema::Norm::l1, tema::Norm::l2, tema::Norm::max});
  return options;
}

Row row_of(const tema::SparseMatrix& x, Eigen::Index i) {
  Row row;
  for (tema::SparseMatrix::InnerIterator entry(x, i); entry; ++entry)
    row.emplace_back(static_cast<std::int32_t>(entry.col()), entry.value());
  return row;
}

Row row_of(const tema::RowsView::Row& found) {
  Row row;
  for (std::size_t j = 0; j < found.size; ++j) row.emplace_back(found.columns[j], found.values[j]);
  return row;
}

void check_row(const Row& row) {
  for (std::size_t j = 0; j < row.size(); ++j) {
    fuzz::require(j == 0 || row[j - 1].first < row[j].first, "the columns of a row ascend");
    fuzz::require(std::isfinite(row[j].second), "a weight is a number");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const tema::VectorizerOptions options = draw_options(input);
  const std::vector<std::string> texts = input.lines(30);
  const tema::Tokenizer tokenizer;
  const tema::RunContext run{.threads = 1 + static_cast<unsigned>(texts.size() % 2)};
  std::optional<std::pair<tema::Vectorizer, tema::SparseMatrix>> fitted;
  try {
    fitted.emplace(tema::Vectorizer::fit_transform(tokenizer, texts, options, run));
  } catch (const std::invalid_argument&) {
    return 0;  // limits that leave no term, and the like
  }
  const tema::Vectorizer& vectorizer = fitted->first;
  const tema::SparseMatrix again = vectorizer.transform(texts, {.threads = 1});
  tema::RowBuffer buffer;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Row row = row_of(fitted->second, static_cast<Eigen::Index>(i));
    check_row(row);
    fuzz::require(row == row_of(again, static_cast<Eigen::Index>(i)),
                  "fit_transform gives what transform gives");
    fuzz::require(row == row_of(vectorizer.transform(texts[i], buffer)), "a text alone has its row");
  }
  const std::size_t half = texts.size() / 2;
  const std::span<const std::string> all(texts);
  tema::TermStatistics statistics = tema::term_statistics(tokenizer, all.subspan(half), options.ngrams, run);
  statistics.merge(tema::term_statistics(tokenizer, all.first(half), options.ngrams, run));
  const tema::Tfidf merged = tema::Tfidf::fit(statistics, options.weights);
  fuzz::require(std::ranges::equal(merged.idf(), vectorizer.tfidf().idf()),
                "merged statistics are those of all");
  return 0;
}
