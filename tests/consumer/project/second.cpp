// A second translation unit that includes everything, as the first does.
#include "second.hpp"

#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <cstdio>

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
  try {
    static_cast<void>(tema::read_corpus("/no/such/file.jsonl"));
  } catch (const tema::Error& error) {
    std::puts(error.what());
  }
}
