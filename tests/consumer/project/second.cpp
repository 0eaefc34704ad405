// A second translation unit that includes everything, as the first does.
#include "second.hpp"

#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <cstdio>

namespace {

/// Tokens of a source of one's own, and rows of other types than tema's.
void print_own_tokens(const std::vector<std::string>& texts) {
  const auto pairs_of_letters = [](const tema::SourceText& text, tema::TokenSink& sink) {
    for (std::size_t i = 0; i + 2 <= text.text.size(); i += 2) sink(text.text.substr(i, 2), {i, i + 2});
  };
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(pairs_of_letters, texts);
  const Eigen::SparseMatrix<double> by_columns(x.cast<double>());
  const auto kmeans = tema::KMeans::fit(by_columns, {.clusters = 4, .seed = 7});
  const auto neighbours = tema::top_k_neighbours(by_columns, {.k = 2});
  std::printf("%a %a\n", kmeans.objective(), static_cast<double>(neighbours[0][0].cosine));
  const auto model = tema::TopicModel::fit(texts, pairs_of_letters, {.topics = 3});
  std::puts(model.label(0).c_str());
}

}  // namespace

void print_vectors_and_clusters(const std::vector<std::string>& texts) {
  const tema::Tokenizer tokenizer{{.language = "id", .stop_words = tema::stop_words("id")}};
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts);
  const auto tfidf =
      tema::Tfidf::fit(corpus, {.min_documents = 2, .term_frequency = tema::TermFrequency::log});
  const tema::SparseMatrix x = tfidf.transform(corpus);
  for (Eigen::Index i = 0; i < x.nonZeros(); ++i) std::printf("%a ", static_cast<double>(x.valuePtr()[i]));
  const auto svd = tema::TruncatedSvd::fit(x, {.rank = 5});
  const tema::DenseMatrix reduced = svd.transform(x);
  for (Eigen::Index i = 0; i < reduced.size(); ++i)
    std::printf("%a ", static_cast<double>(reduced.data()[i]));
  const auto sparse = tema::KMeans::fit(x, {.clusters = 4, .seed = 7});
  const auto dense = tema::KMeans::fit(reduced, {.clusters = 4, .seed = 7});
  std::printf("%a %a\n", sparse.objective(), dense.objective());
  print_own_tokens(texts);
  try {
    static_cast<void>(tema::read_corpus("/no/such/file.jsonl"));
  } catch (const tema::Error& error) {
    std::puts(error.what());
  }
}
