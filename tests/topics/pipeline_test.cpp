// The whole library in one piece, as an application uses it: step by step, and all at once.
#include "reference/random_texts.hpp"
#include "tema/tema.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace {

std::vector<std::string> indonesian_texts(std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(reference::indonesian(), 8, random).texts;
}

}  // namespace

TEST_CASE("pipeline: tokens, weights and clusters, step by step") {
  const std::vector<std::string> texts = indonesian_texts(1);
  const std::vector<std::string> unseen = indonesian_texts(2);
  const tema::RunContext run{.threads = 2};
  const tema::Tokenizer tokenizer{{.language = "id", .stop_words = tema::stop_words("id")}};
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts, run);
  const auto tfidf = tema::Tfidf::fit(
      corpus, {.min_documents = 3, .max_document_share = 0.5, .term_frequency = tema::TermFrequency::log},
      run);
  const tema::SparseMatrix x = tfidf.transform(corpus, run);  // documents × terms, unit rows
  const auto model = tema::KMeans::fit(x, {.clusters = 3, .restarts = 4, .seed = 7}, run);
  const auto labels = model.predict(tfidf.transform(tokenizer.tokenize(unseen)));
  CHECK(x.rows() == static_cast<Eigen::Index>(texts.size()));
  CHECK(labels.size() == unseen.size());
  for (const tema::Assignment& label : labels) CHECK((label.cluster >= 0 && label.cluster < 3));
}

TEST_CASE("pipeline: all of it at once") {
  const std::vector<std::string> texts = indonesian_texts(1);
  const auto topics = tema::TopicModel::fit(texts, {.topics = 3, .language = "id"}, {.threads = 2});
  std::vector<std::string> terms;
  for (const auto& [term, weight, surface] : topics.top_terms(0, 5)) {
    CHECK(weight > 0.0);
    terms.push_back(surface);
  }
  CHECK(terms.size() == 5);
}

TEST_CASE("pipeline: the groups of a tokenizer's options, set by name") {
  const tema::Tokenizer tokenizer{{.language = "id",
                                   .web = {.html = true, .urls = tema::WebToken::keep},
                                   .filter = {.numbers = tema::Numbers::drop, .min_length = 3},
                                   .stems = tema::StemTable::from_pairs({{"berita", "warta"}}),
                                   .indonesian = {.split_clitics = true}}};
  const std::vector<std::string> texts = {"<p>Berita: bukunya ada 12 di https://contoh.id/a</p>"};
  const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts);
  std::vector<std::string> tokens;
  for (const tema::TermId id : corpus.ids) tokens.emplace_back(corpus.vocabulary->term(id));
  CHECK(tokens == std::vector<std::string>{"warta", "buku", "nya", "ada", "https://contoh.id/a"});
}
