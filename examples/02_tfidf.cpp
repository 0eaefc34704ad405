// Weighs the terms of four short texts, and groups the texts by them.
#include <tema/tema.hpp>

#include <cstdio>
#include <string>
#include <vector>

int main() {
  const std::vector<std::string> texts = {"The central bank raised the interest rate",
                                          "A higher rate worries the bank", "The striker scored a late goal",
                                          "A late goal decided the final"};
  const tema::Tokenizer tokenizer{{.language = "en", .stop_words = tema::stop_words("en")}};
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts);
  const auto tfidf = tema::Tfidf::fit(corpus, {.term_frequency = tema::TermFrequency::log});
  const tema::SparseMatrix x = tfidf.transform(corpus);  // documents × terms, unit rows

  for (int document = 0; document < x.outerSize(); ++document) {
    std::printf("%d:", document);
    for (tema::SparseMatrix::InnerIterator entry(x, document); entry; ++entry) {
      const std::string_view term = tfidf.vocabulary().term(static_cast<tema::TermId>(entry.col()));
      std::printf(" %.*s %.2f", static_cast<int>(term.size()), term.data(),
                  static_cast<double>(entry.value()));
    }
    std::printf("\n");
  }

  const auto model = tema::KMeans::fit(x, {.clusters = 2, .seed = 7});
  for (const tema::Assignment& assignment : model.predict(tfidf.transform(tokenizer.tokenize(texts)))) {
    std::printf("cluster %d, cosine %.2f\n", assignment.cluster, static_cast<double>(assignment.score));
  }
}
