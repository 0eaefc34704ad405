#include "tema/vector/statistics_stream.hpp"

#include "reference/random_corpus.hpp"
#include "tema/core/error.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using tema::Document;
using tema::StreamOptions;
using tema::TermStatistics;
using tema::Tokenizer;

std::vector<Document> random_corpus(std::size_t count, std::size_t terms, tema::Random& random) {
  std::vector<Document> documents;
  for (const auto& tokens : reference::random_documents(count, terms, random)) {
    std::string text;
    for (const std::string& token : tokens) text += token + ' ';
    documents.push_back({.id = std::to_string(documents.size()), .text = text});
  }
  return documents;
}

/// Gives documents one after the other, and fails before the fail_at-th, if there are so many.
struct Source {
  const std::vector<Document>& documents;
  std::size_t fail_at = static_cast<std::size_t>(-1);
  std::size_t at = 0;

  bool next(Document& document) {
    if (at == fail_at) throw std::runtime_error("the source fails");
    if (at == documents.size()) return false;
    document = documents[at++];
    return true;
  }
};

TermStatistics streamed(const std::vector<Document>& documents, const StreamOptions& options,
                        const tema::WordNgrams& ngrams = {}) {
  TermStatistics statistics;
  Source source{documents};
  tema::extend(statistics, source, Tokenizer(), ngrams, options);
  return statistics;
}

}  // namespace

TEST_CASE("statistics_stream: blocks of any size give the statistics of the whole") {
  tema::Random random(1);
  const std::vector<Document> documents = random_corpus(300, 100, random);
  for (const tema::WordNgrams& ngrams : {tema::WordNgrams{1, 1}, {1, 2}}) {
    const TermStatistics whole = tema::term_statistics(Tokenizer(), documents, ngrams);
    for (const std::size_t block : {1U, 100U, 5000U, 1U << 24}) {
      CHECK(streamed(documents, {.block_bytes = block}, ngrams) == whole);
    }
  }
}

TEST_CASE("statistics_stream: extends what is there, and leaves it as it was when the source fails") {
  tema::Random random(2);
  const std::vector<Document> first = random_corpus(50, 50, random);
  const std::vector<Document> second = random_corpus(60, 80, random);
  TermStatistics statistics = streamed(first, {});
  const TermStatistics before = statistics;
  for (const std::size_t fail_at : {0U, 1U, 30U, 59U}) {
    Source source{second, fail_at};
    CHECK_THROWS_AS(tema::extend(statistics, source, Tokenizer(), {}, {.block_bytes = 100}),
                    std::runtime_error);
    CHECK(statistics == before);
  }
  Source source{second};
  tema::extend(statistics, source, Tokenizer());
  std::vector<Document> both = second;
  both.insert(both.end(), first.begin(), first.end());
  CHECK(statistics == tema::term_statistics(Tokenizer(), both));
}

TEST_CASE("statistics_stream: two passes in blocks give the matrix of the whole") {
  tema::Random random(3);
  const std::vector<Document> documents = random_corpus(300, 100, random);
  const tema::SparseMatrix x = tema::Vectorizer::fit_transform(Tokenizer(), documents).second;
  const tema::Vectorizer vectorizer(Tokenizer(), tema::Tfidf::fit(streamed(documents, {.block_bytes = 500})));
  Source source{documents};
  Eigen::Index row = 0;
  std::size_t blocks = 0;
  tema::transform_blocks(
      vectorizer, source,
      [&](const tema::SparseMatrix& rows, std::span<const Document> block) {
        REQUIRE(static_cast<std::size_t>(rows.rows()) == block.size());
        CHECK(block.front().id == documents[static_cast<std::size_t>(row)].id);
        CHECK((rows - x.middleRows(row, rows.rows())).norm() == 0.0F);
        row += rows.rows();
        ++blocks;
      },
      {}, 500);
  CHECK(row == x.rows());
  CHECK(blocks > 10);
}

TEST_CASE("statistics_stream: a limit ends it, or prunes within the bound that it states") {
  tema::Random random(4);
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 400; ++i) {
    std::string text = "common ";
    for (int j = 0; j < 200; ++j) text += 'x' + std::to_string(random.below(1000000)) + ' ';
    documents.push_back({.id = "", .text = text});
  }
  const TermStatistics whole = tema::term_statistics(Tokenizer(), documents);
  const StreamOptions tight{.block_bytes = 20000, .memory_limit = std::uint64_t{1} << 20};
  CHECK_THROWS_WITH_AS(streamed(documents, tight), doctest::Contains("memory_limit"), tema::Error);
  StreamOptions pruning = tight;
  pruning.prune = true;
  const TermStatistics pruned = streamed(documents, pruning);
  for (const unsigned threads : {1U, 2U, 5U}) {
    TermStatistics again;
    Source source{documents};
    tema::extend(again, source, Tokenizer(), {}, pruning, {.threads = threads});
    CHECK(again == pruned);
  }
  CHECK(pruned.documents() == whole.documents());
  CHECK(pruned.tokens() == whole.tokens());
  CHECK(pruned.size() < whole.size() / 2);
  REQUIRE(pruned.missed_documents() > 0);
  CHECK(pruned.memory() <= tight.memory_limit);
  std::size_t at = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool is_there = at < pruned.size() && pruned[at].term == whole[i].term;
    const std::uint64_t counted = is_there ? pruned[at++].documents : 0;
    CHECK(counted <= whole[i].documents);
    CHECK(whole[i].documents - counted <= pruned.missed_documents());
  }
  CHECK(at == pruned.size());
  CHECK(streamed(documents, {.block_bytes = 20000, .memory_limit = std::uint64_t{1} << 30}) == whole);
}

TEST_CASE("statistics_stream: refuses a limit too small to work with") {
  CHECK_THROWS_WITH_AS(streamed({}, {.memory_limit = 1000}), doctest::Contains("memory_limit"),
                       std::invalid_argument);
}

TEST_CASE("statistics_stream: estimates what a corpus needs from a sample of it") {
  tema::Random random(5);
  const std::vector<Document> documents = random_corpus(20000, 5000, random);
  std::uint64_t bytes = 0;
  for (const Document& document : documents) bytes += document.text.size();
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(Tokenizer(), documents);
  const std::span<const Document> sample = std::span(documents).first(4000);
  const tema::VectorizerEstimate estimate = tema::estimate(Tokenizer(), sample, bytes);
  CHECK(estimate.nonzeros == doctest::Approx(static_cast<double>(x.nonZeros())).epsilon(0.1));
  CHECK(estimate.terms == doctest::Approx(static_cast<double>(x.cols())).epsilon(0.35));
  CHECK(estimate.bytes > 13.0 * static_cast<double>(x.nonZeros()) * 0.9);
  CHECK_THROWS_AS(static_cast<void>(tema::estimate(Tokenizer(), std::vector<Document>(), 1)),
                  std::invalid_argument);
}

TEST_CASE("statistics_stream: a block of empty documents ends, too") {
  const std::vector<Document> documents(10000);
  Source source{documents};
  std::size_t blocks = 0;
  tema::for_each_block(source, 100000, [&](std::span<const Document> block) {
    CHECK(block.size() < 2000);
    ++blocks;
  });
  CHECK(blocks > 5);
}
