// From texts to weighed rows in one pass, with a phrase that counts as a term.
#include <tema/tema.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

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
}
