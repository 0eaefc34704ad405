#include "tema/vector/hashing_vectorizer.hpp"

#include "reference/random_corpus.hpp"
#include "tema/core/error.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using tema::HashingOptions;
using tema::HashingVectorizer;
using tema::Tokenizer;

std::vector<std::string> random_texts(std::size_t count, tema::Random& random) {
  std::vector<std::string> texts;
  for (const auto& document : reference::random_documents(count, 200, random)) {
    std::string text;
    for (const std::string& token : document) text += token + ' ';
    texts.push_back(text);
  }
  return texts;
}

/// A row by its definition.
std::map<std::int32_t, double> naive_row(const HashingVectorizer& vectorizer, const std::string& text) {
  const HashingOptions& options = vectorizer.options();
  const std::vector<std::string> texts = {text};
  const tema::TokenizedCorpus corpus = tema::tokenize(texts, vectorizer.source());
  std::map<std::int32_t, double> row;
  std::set<std::string_view> seen;
  for (const tema::TermId id : corpus.ids) {
    const std::string_view term = corpus.vocabulary->term(id);
    if (options.binary && !seen.insert(term).second) continue;
    const tema::HashedTerm place = vectorizer.place_of(term);
    row[place.column] += place.sign;
  }
  std::erase_if(row, [](const auto& entry) { return entry.second == 0.0; });
  double sum = 0.0;
  for (const auto& [column, count] : row) {
    if (options.norm == tema::Norm::l1) sum += std::abs(count);
    if (options.norm == tema::Norm::l2) sum += count * count;
    if (options.norm == tema::Norm::max) sum = std::max(sum, std::abs(count));
  }
  const double by = options.norm == tema::Norm::l2     ? std::sqrt(sum)
                    : options.norm == tema::Norm::none ? 1.0
                                                       : sum;
  for (auto& [column, count] : row) count /= by;
  return row;
}

}  // namespace

TEST_CASE("hashing_vectorizer: counts terms at their places") {
  tema::Random random(1);
  const std::vector<std::string> texts = random_texts(60, random);
  for (const std::size_t columns : {2U, 16U, 1024U, 1U << 20}) {
    for (const bool signs : {false, true}) {
      for (const bool binary : {false, true}) {
        for (const tema::Norm norm : {tema::Norm::none, tema::Norm::l1, tema::Norm::l2, tema::Norm::max}) {
          const HashingVectorizer vectorizer(
              Tokenizer(), {.columns = columns, .signs = signs, .binary = binary, .norm = norm});
          const tema::SparseMatrix x = vectorizer.transform(texts);
          REQUIRE(static_cast<std::size_t>(x.rows()) == texts.size());
          CHECK(static_cast<std::size_t>(x.cols()) == columns);
          for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto expected = naive_row(vectorizer, texts[i]);
            std::map<std::int32_t, double> found;
            for (tema::SparseMatrix::InnerIterator entry(x, static_cast<int>(i)); entry; ++entry) {
              found[static_cast<std::int32_t>(entry.col())] = static_cast<double>(entry.value());
            }
            REQUIRE(found.size() == expected.size());
            for (const auto& [column, weight] : expected) {
              CHECK(found[column] == doctest::Approx(weight).epsilon(1e-6));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("hashing_vectorizer: places are part of the interface") {
  const HashingVectorizer vectorizer{Tokenizer()};
  const tema::HashedTerm jakarta = vectorizer.place_of("jakarta");
  const tema::HashedTerm long_term = vectorizer.place_of("kementerian perhubungan");
  CHECK(jakarta == tema::HashedTerm{972200, 1});
  CHECK(long_term == tema::HashedTerm{510567, 1});
  CHECK(vectorizer.place_of("") == tema::HashedTerm{404585, 1});
  CHECK_FALSE(HashingVectorizer(Tokenizer(), {.key = 1}).place_of("jakarta") == jakarta);
}

TEST_CASE("hashing_vectorizer: places and signs are spread evenly") {
  constexpr std::size_t columns = 256;
  constexpr int terms = 100000;
  const HashingVectorizer vectorizer(Tokenizer(), {.columns = columns});
  std::vector<int> counts(columns, 0);
  int negative = 0;
  for (int i = 0; i < terms; ++i) {
    const tema::HashedTerm place = vectorizer.place_of("t" + std::to_string(i));
    ++counts[static_cast<std::size_t>(place.column)];
    negative += place.sign < 0 ? 1 : 0;
  }
  double chi_squared = 0.0;
  constexpr double expected = static_cast<double>(terms) / columns;
  for (const int count : counts) chi_squared += (count - expected) * (count - expected) / expected;
  CHECK(chi_squared < 350.0);  // 255 degrees of freedom: above it once in ten thousand
  CHECK(std::abs(negative - terms / 2) < 800);
}

TEST_CASE("hashing_vectorizer: gives the same bytes for any number of threads") {
  tema::Random random(2);
  const std::vector<std::string> texts = random_texts(1000, random);
  const HashingVectorizer vectorizer(Tokenizer(), {.columns = 512, .ngrams = {1, 2}});
  const tema::SparseMatrix alone = vectorizer.transform(texts, {.threads = 1});
  for (const unsigned threads : {2U, 7U}) {
    const tema::SparseMatrix x = vectorizer.transform(texts, {.threads = threads});
    CHECK((x - alone).norm() == 0.0F);
    CHECK(x.nonZeros() == alone.nonZeros());
  }
}

TEST_CASE("hashing_vectorizer: leads back to the most frequent term of a column") {
  tema::Random random(3);
  const std::vector<std::string> texts = random_texts(200, random);
  const HashingVectorizer vectorizer(Tokenizer(), {.columns = 64});
  const tema::TermStatistics statistics =
      tema::TermStatistics::of(tema::tokenize(texts, vectorizer.source()));
  std::map<std::int32_t, tema::TermCount> most;
  for (std::size_t i = 0; i < statistics.size(); ++i) {
    tema::TermCount& best = most[vectorizer.place_of(statistics[i].term).column];
    if (statistics[i].documents > best.documents) best = statistics[i];
  }
  const std::vector<tema::ColumnTerm> all = vectorizer.terms(statistics, 1000);
  REQUIRE(all.size() == most.size());
  std::size_t i = 0;
  for (const auto& [column, term] : most) {
    CHECK(all[i].column == column);
    CHECK(all[i].term == term.term);
    CHECK(all[i++].documents == term.documents);
  }
  CHECK(vectorizer.terms(statistics, 5).size() == 5);
}

TEST_CASE("hashing_vectorizer: refuses options out of their range and names them") {
  const auto refuses = [](const HashingOptions& options, const char* field) {
    CHECK_THROWS_WITH_AS(HashingVectorizer(Tokenizer(), options), doctest::Contains(field),
                         std::invalid_argument);
  };
  refuses({.columns = 0}, "columns");
  refuses({.columns = 1000}, "columns");
  refuses({.columns = std::size_t{1} << 31}, "columns");
  refuses({.ngrams = {0, 1}}, "ngrams.min");
}
