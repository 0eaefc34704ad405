// From texts to weighed rows in one pass, and from a stream of documents in two that hold neither.
#include <tema/tema.hpp>

#include <cstdio>
#include <span>
#include <string>
#include <vector>

namespace {

/// A source of documents that can be read again; a tema::CorpusReader is one, too.
struct Source {
  const std::vector<std::string>& texts;
  std::size_t at = 0;

  bool next(tema::Document& document) {
    if (at == texts.size()) return false;
    document = {.id = std::to_string(at), .text = texts[at]};
    return ++at > 0;
  }
};

void print(const tema::Vectorizer& vectorizer, const tema::RowsView::Row& row) {
  for (const auto& [term, weight] : vectorizer.tfidf().inverse_transform(row)) {
    std::printf("  %.2f  %.*s\n", static_cast<double>(weight), static_cast<int>(term.size()), term.data());
  }
}

}  // namespace

int main() {
  const std::vector<std::string> texts = {"Kereta cepat Jakarta–Bandung mulai beroperasi",
                                          "Tarif kereta cepat naik, kata menteri",
                                          "Menteri membahas tarif listrik dan harga beras"};
  tema::TokenizerOptions options{.language = "id", .language_stop_words = true};
  options.phrases = {"kereta cepat"};
  const tema::Tokenizer tokenizer(options);

  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(tokenizer, texts);
  std::printf("%d texts, %d terms\n", static_cast<int>(x.rows()), static_cast<int>(x.cols()));

  tema::RowBuffer buffer;  // used again, it allocates nothing
  print(vectorizer, vectorizer.transform("Tarif kereta cepat ke Bandung", buffer));

  // A corpus that is too large to be held: one pass counts, another weighs block after block.
  tema::TermStatistics statistics;
  Source first{texts};
  tema::extend(statistics, first, tokenizer);
  const tema::Vectorizer streamed(tokenizer, tema::Tfidf::fit(statistics));
  Source second{texts};
  tema::transform_blocks(streamed, second,
                         [](const tema::SparseMatrix& rows, std::span<const tema::Document> documents) {
                           std::printf("a block of %zu documents, %d weights\n", documents.size(),
                                       static_cast<int>(rows.nonZeros()));
                         });
}
