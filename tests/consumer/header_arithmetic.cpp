// Instantiates every public template that is more than a call, so that header_arithmetic.cmake can look for
// floating-point arithmetic in what they compile to.
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using Documents = std::vector<std::vector<std::string>>;

struct Reading {
  bool next(tema::Document& document) {
    document.text = "text";
    return ++count < 3;
  }
  int count = 0;
};

void letters(const tema::SourceText& text, tema::TokenSink& sink) {
  for (std::size_t i = 0; i < text.text.size(); ++i) sink(text.text.substr(i, 1), {i, i + 1});
}

template <class X>
void use_rows(const X& x, const std::vector<std::int32_t>& labels) {
  static_cast<void>(tema::as_rows(x));
  const auto kmeans = tema::KMeans::fit(x);
  static_cast<void>(kmeans.predict(x));
  static_cast<void>(tema::KMeans::fit_from(x, labels, {}));
  const auto mixture = tema::MultinomialMixture::fit(x, labels);
  static_cast<void>(mixture.predict(x));
  static_cast<void>(mixture.posteriors(x));
  const auto svd = tema::TruncatedSvd::fit(x);
  static_cast<void>(svd.transform(x));
  static_cast<void>(svd.components());
  static_cast<void>(tema::top_k_neighbours(x));
  static_cast<void>(tema::top_k_neighbours_of(x, x));
  static_cast<void>(tema::silhouette_samples(x, labels));
  static_cast<void>(tema::silhouette_score(x, labels));
}

}  // namespace

void use_sources(const std::vector<std::string>& texts, const Documents& documents) {
  const tema::TokenizedTexts tokenized(documents);
  static_cast<void>(tema::tokenize(tokenized.texts(), tokenized));
  static_cast<void>(tema::tokenize(texts, letters));
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(letters, texts);
  static_cast<void>(vectorizer.transform(texts));
  static_cast<void>(tema::HashingVectorizer(tema::NgramSource(letters, {1, 2})).transform(texts));
  tema::TermStatistics statistics;
  Reading reading;
  tema::extend(statistics, reading, letters);
  tema::transform_blocks(vectorizer, reading,
                         [](const tema::SparseMatrix&, std::span<const tema::Document>) {});
  static_cast<void>(tema::find_collocations(texts, letters));
  static_cast<void>(tema::TopicModel::fit(texts, letters));
}

void use_matrices(const std::vector<std::int32_t>& labels, const Eigen::SparseMatrix<double>& by_columns,
                  const tema::SparseMatrix& by_rows, const Eigen::MatrixXd& dense,
                  const tema::DenseMatrix& floats, const std::vector<std::int64_t>& offsets,
                  const std::vector<std::uint32_t>& columns, const std::vector<double>& values) {
  use_rows(by_columns, labels);
  use_rows(by_rows, labels);
  use_rows(dense, labels);
  use_rows(floats, labels);
  use_rows(floats.transpose(), labels);
  use_rows(tema::csr_rows(7, offsets, columns, values), labels);
}
