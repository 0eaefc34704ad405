#include "tema/vector/tfidf.hpp"

#include "reference/naive_tfidf.hpp"
#include "reference/random_data.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using reference::corpus_of;
using reference::Documents;
using reference::same_bytes;
using tema::CsrMatrix;
using tema::Tfidf;
using tema::TfidfOptions;

const tema::RunContext one{.threads = 1};  // where there are thousands of fits, threads would take the time

/// What a term is weighed by, in all combinations.
std::vector<TfidfOptions> weights() {
  std::vector<TfidfOptions> result;
  using Tf = tema::TermFrequency;
  using Df = tema::IdfFormula;
  for (const Tf tf : {Tf::count, Tf::binary, Tf::log, Tf::augmented, Tf::bm25}) {
    for (const Df idf : {Df::none, Df::smooth, Df::plus_one, Df::plain, Df::probabilistic, Df::bm25}) {
      for (const double power : {0.0, 0.5, 1.0, 2.0}) {
        for (const tema::Norm norm : {tema::Norm::none, tema::Norm::l1, tema::Norm::l2, tema::Norm::max}) {
          result.push_back({.term_frequency = tf, .idf = idf, .idf_power = power, .norm = norm});
        }
      }
    }
  }
  return result;
}

/// Calls body for all combinations of options: each way to weigh with each way to prune.
void for_all_options(const std::function<void(const TfidfOptions&)>& body) {
  for (TfidfOptions options : weights()) {
    for (const std::uint64_t min_documents : {1U, 3U}) {
      for (const double max_share : {1.0, 0.4}) {
        for (const std::size_t max_features : {0U, 5U}) {
          options.min_documents = min_documents;
          options.max_document_share = max_share;
          options.max_features = max_features;
          body(options);
        }
      }
    }
  }
}

bool identical(const CsrMatrix& a, const CsrMatrix& b) {
  return a.cols == b.cols && a.offsets == b.offsets && a.columns == b.columns &&
         same_bytes(a.values, b.values);
}

std::vector<std::string> terms_of(const Tfidf& tfidf) {
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < tfidf.vocabulary().size(); ++i) {
    terms.emplace_back(tfidf.vocabulary().term(static_cast<tema::TermId>(i)));
  }
  return terms;
}

}  // namespace

TEST_CASE("tfidf: weighs as its definition for all combinations of options") {
  tema::Random random(1);
  for (int round = 0; round < 3; ++round) {
    const Documents documents = reference::random_documents(25, 30, random);
    const tema::TokenizedCorpus corpus = corpus_of(documents);
    for_all_options([&](const TfidfOptions& options) {
      const tema::SparseMatrix x = Tfidf::fit(corpus, options, one).transform(corpus, one);
      const auto expected = reference::tfidf(documents, options);
      REQUIRE(static_cast<std::size_t>(x.rows()) == expected.size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        REQUIRE(static_cast<std::size_t>(x.cols()) == expected[i].size());
        for (std::size_t j = 0; j < expected[i].size(); ++j) {
          const auto weight =
              static_cast<double>(x.coeff(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
          if (std::abs(weight - expected[i][j]) > 1e-6 * std::max(1.0, expected[i][j])) {
            FAIL_CHECK("row ", i, " column ", j, ": ", weight, " and not ", expected[i][j]);
          }
        }
      }
    });
  }
}

TEST_CASE("tfidf: columns and idf are those of the definition") {
  tema::Random random(2);
  const Documents documents = reference::random_documents(30, 40, random);
  for_all_options([&](const TfidfOptions& options) {
    const Tfidf tfidf = Tfidf::fit(corpus_of(documents), options, one);
    CHECK(tfidf.documents() == documents.size());
    const std::vector<reference::TermFacts> expected = reference::tfidf_terms(documents, options);
    REQUIRE(terms_of(tfidf).size() == expected.size());
    REQUIRE(tfidf.idf().size() == expected.size());
    for (std::size_t j = 0; j < expected.size(); ++j) {
      CHECK(terms_of(tfidf)[j] == expected[j].term);
      const double idf = reference::tfidf_idf(static_cast<double>(documents.size()), expected[j], options);
      CHECK(tfidf.idf()[j] == doctest::Approx(idf).epsilon(1e-14));
    }
  });
}

TEST_CASE("tfidf: columns go by descending document frequency and then by bytes") {
  const Documents documents = {{"z", "b", "é"}, {"z", "é", "b"}, {"z", "rare", "rare", "rare"}};
  const Tfidf tfidf = Tfidf::fit(corpus_of(documents));
  CHECK(terms_of(tfidf) == std::vector<std::string>{"z", "b", "é", "rare"});
}

TEST_CASE("tfidf: max_features keeps the terms that occur most and then those first by bytes") {
  const Documents documents = {{"d", "c", "b", "a"}, {"d", "d", "rare", "rare", "rare"}};
  const Tfidf tfidf = Tfidf::fit(corpus_of(documents), {.max_features = 3});
  CHECK(terms_of(tfidf) == std::vector<std::string>{"d", "a", "rare"});
}

TEST_CASE("tfidf: a term in exactly the largest share of the documents stays") {
  // Shares such as 0.29 are not exact: 0.29 × 100 is below 29.
  for (std::size_t count = 1; count <= 60; ++count) {
    for (std::size_t frequency = 1; frequency <= count; ++frequency) {
      Documents documents(count);
      for (std::size_t i = 0; i < frequency; ++i) documents[i] = {"term"};
      const double share = static_cast<double>(frequency) / static_cast<double>(count);
      const tema::TermStatistics statistics = tema::TermStatistics::of(corpus_of(documents));
      CAPTURE(share);
      CHECK(Tfidf::fit(statistics, {.max_document_share = share}).vocabulary().size() == 1);
      CHECK_THROWS_AS(Tfidf::fit(statistics, {.max_document_share = share - 1e-9}), std::invalid_argument);
    }
  }
}

TEST_CASE("tfidf: a document alone has its row of the batch") {
  tema::Random random(3);
  const Documents documents = reference::random_documents(300, 60, random);
  const Tfidf tfidf = Tfidf::fit(corpus_of(documents), {.term_frequency = tema::TermFrequency::log});
  const CsrMatrix batch = tfidf.transform_rows(corpus_of(documents));
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const CsrMatrix alone = tfidf.transform_rows(corpus_of({documents[i]}));
    const tema::RowsView::Row expected = batch.view().row(i);
    CHECK(alone.columns == std::vector<std::int32_t>(expected.columns, expected.columns + expected.size));
    CHECK(same_bytes(alone.values, std::vector<float>(expected.values, expected.values + expected.size)));
  }
}

TEST_CASE("tfidf: the order in which the corpus came leaves no trace") {
  tema::Random random(4);
  Documents documents = reference::random_documents(50, 40, random);
  const tema::TokenizedCorpus unseen = corpus_of(reference::random_documents(20, 40, random));
  const CsrMatrix before = Tfidf::fit(corpus_of(documents), {.max_features = 20}).transform_rows(unseen);
  std::reverse(documents.begin(), documents.end());
  CHECK(identical(before, Tfidf::fit(corpus_of(documents), {.max_features = 20}).transform_rows(unseen)));
}

TEST_CASE("tfidf: transform gives the same matrix as transform_rows and as merged statistics") {
  tema::Random random(5);
  const Documents documents = reference::random_documents(40, 40, random);
  const tema::TokenizedCorpus corpus = corpus_of(documents);
  const Tfidf tfidf = Tfidf::fit(corpus);
  const CsrMatrix rows = tfidf.transform_rows(corpus);
  CHECK((tfidf.transform(corpus) - reference::to_eigen(rows)).norm() == 0.0F);
  CHECK(tfidf.transform(corpus).isCompressed());

  tema::TermStatistics merged = tema::TermStatistics::of(corpus_of({documents.begin() + 9, documents.end()}));
  merged.merge(tema::TermStatistics::of(corpus_of({documents.begin(), documents.begin() + 9})));
  CHECK(identical(Tfidf::fit(merged).transform_rows(corpus), rows));
}

TEST_CASE("tfidf: columns ascend within a row and no weight is zero") {
  tema::Random random(6);
  const tema::TokenizedCorpus corpus = corpus_of(reference::random_documents(60, 50, random));
  for_all_options([&](const TfidfOptions& options) {
    const CsrMatrix x = Tfidf::fit(corpus, options, one).transform_rows(corpus, one);
    for (std::size_t i = 0; i < x.rows(); ++i) {
      const tema::RowsView::Row row = x.view().row(i);
      for (std::size_t j = 1; j < row.size; ++j) CHECK(row.columns[j - 1] < row.columns[j]);
      const bool can_be_zero =
          options.idf == tema::IdfFormula::plain || options.idf == tema::IdfFormula::probabilistic;
      CHECK(std::all_of(row.values, row.values + row.size,
                        [&](float weight) { return weight > 0.0F || (can_be_zero && weight == 0.0F); }));
    }
  });
}

TEST_CASE("tfidf: unseen terms are ignored and empty documents give empty rows") {
  const Tfidf tfidf = Tfidf::fit(corpus_of({{"a", "b"}, {"b"}}));
  const CsrMatrix x = tfidf.transform_rows(corpus_of({{"new", "a"}, {}, {"new"}, {"a"}}));
  CHECK(x.offsets == std::vector<std::int32_t>{0, 1, 1, 1, 2});
  CHECK(x.cols == 2);
  CHECK(x.values == std::vector{1.0F, 1.0F});
  CHECK(tfidf.transform_rows(corpus_of({})).rows() == 0);
  CHECK(tfidf.transform(corpus_of({})).cols() == 2);
}

TEST_CASE("tfidf: columns_of maps another vocabulary") {
  const Tfidf tfidf = Tfidf::fit(corpus_of({{"a", "b"}, {"b"}}));
  const auto other = corpus_of({{"x", "b", "y", "a"}}).vocabulary;
  CHECK(tfidf.columns_of(*other) == std::vector<std::int32_t>{-1, 0, -1, 1});
}

TEST_CASE("tfidf: refuses limits that leave no term, and is fitted to no terms at all") {
  CHECK_THROWS_WITH_AS(Tfidf::fit(corpus_of({{"a", "b"}, {"c"}}), {.min_documents = 2}),
                       doctest::Contains("leave none of 3 terms"), std::invalid_argument);
  const Documents documents = {{}, {}};
  const Tfidf tfidf = Tfidf::fit(corpus_of(documents));
  CHECK(tfidf.vocabulary().size() == 0);
  CHECK(tfidf.idf().empty());
  const tema::SparseMatrix x = tfidf.transform(corpus_of(documents));
  CHECK(x.rows() == 2);
  CHECK(x.cols() == 0);
  CHECK(x.nonZeros() == 0);
  CHECK(Tfidf::fit(tema::TermStatistics()).vocabulary().size() == 0);
}

TEST_CASE("tfidf: has the same bytes for any number of threads") {
  tema::Random random(7);
  const tema::TokenizedCorpus corpus = corpus_of(reference::random_documents(1500, 300, random));
  const auto rows = [&](unsigned threads) {
    const tema::RunContext run{.threads = threads};
    return Tfidf::fit(corpus, {.min_documents = 2, .term_frequency = tema::TermFrequency::log}, run)
        .transform_rows(corpus, run);
  };
  const CsrMatrix alone = rows(1);
  CHECK(identical(alone, rows(2)));
  CHECK(identical(alone, rows(7)));
}

TEST_CASE("tfidf: refuses options out of their range and names them") {
  const tema::TermStatistics none;
  const auto refuses = [&](const TfidfOptions& options, const char* field) {
    CHECK_THROWS_WITH_AS(Tfidf::fit(none, options), doctest::Contains(field), std::invalid_argument);
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  refuses({.min_documents = 0}, "min_documents");
  for (const double share : {-0.1, 1.1, nan}) refuses({.max_document_share = share}, "max_document_share");
  for (const double power : {-1.0, 16.5, nan}) refuses({.idf_power = power}, "idf_power");
}

TEST_CASE("tfidf: a requested stop ends it") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a"}});
  const Tfidf tfidf = Tfidf::fit(corpus);
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(Tfidf::fit(corpus, {}, run), tema::Cancelled);
  CHECK_THROWS_AS(static_cast<void>(tfidf.transform(corpus, run)), tema::Cancelled);
}

TEST_CASE("tfidf: counts and shares limit terms together") {
  tema::Random random(8);
  const Documents documents = reference::random_documents(40, 30, random);
  for (const std::uint64_t least : {1U, 2U, 5U}) {
    for (const std::uint64_t most : {0U, 6U, 20U}) {
      for (const double least_share : {0.0, 0.1}) {
        const TfidfOptions options{.min_documents = least,
                                   .max_documents = most,
                                   .min_document_share = least_share,
                                   .max_document_share = 0.5};
        std::vector<std::string> expected;
        for (const auto& fact : reference::tfidf_terms(documents, options)) expected.push_back(fact.term);
        CHECK(terms_of(Tfidf::fit(corpus_of(documents), options)) == expected);
      }
    }
  }
}

TEST_CASE("tfidf: refuses limits of which the least is above the most") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a"}, {"a", "b"}, {"a", "b", "c"}});
  const auto refuses = [&](const TfidfOptions& options, const char* field) {
    CHECK_THROWS_WITH_AS(Tfidf::fit(corpus, options), doctest::Contains(field), std::invalid_argument);
  };
  refuses({.min_documents = 3, .max_documents = 2}, "max_documents");
  refuses({.min_document_share = 0.5, .max_document_share = 0.4}, "max_document_share");
  refuses({.max_documents = 1, .min_document_share = 0.5}, "max_documents");
  refuses({.min_documents = 2, .max_document_share = 0.5}, "min_documents");
}

TEST_CASE("tfidf: a new fit keeps the columns of an earlier one") {
  const Tfidf before = Tfidf::fit(corpus_of({{"b", "a"}, {"b", "old"}}));
  const Documents more = {{"new", "a"}, {"new", "b"}, {"a", "rare"}, {"new", "a"}};
  const Tfidf after =
      Tfidf::fit(corpus_of(more), {.min_documents = 2, .base_vocabulary = before.shared_vocabulary()});
  CHECK(terms_of(before) == std::vector<std::string>{"b", "a", "old"});
  CHECK(terms_of(after) == std::vector<std::string>{"b", "a", "old", "new"});
  CHECK(after.options().base_vocabulary == nullptr);
  const tema::TermStatistics statistics = tema::TermStatistics::of(corpus_of(more));
  const Tfidf same =
      Tfidf::fit(statistics, {.min_documents = 2, .base_vocabulary = before.shared_vocabulary()});
  CHECK(terms_of(same) == terms_of(after));
  CHECK(identical(same.transform_rows(corpus_of(more)), after.transform_rows(corpus_of(more))));
  const Tfidf plain = Tfidf::fit(corpus_of(more), {.min_documents = 2});
  CHECK(after.idf()[1] == plain.idf()[*plain.vocabulary().find("a")]);
  CHECK(after.idf()[2] == doctest::Approx(std::log(5.0) + 1.0).epsilon(1e-14));
}

TEST_CASE("tfidf: given terms keep their order, and are refused empty or twice") {
  const tema::TermStatistics statistics = tema::TermStatistics::of(corpus_of({{"a", "b"}, {"b", "c"}}));
  const std::vector<std::string> terms = {"c", "unseen", "b"};
  const Tfidf tfidf = Tfidf::fit_terms(terms, statistics, {.min_documents = 2});
  CHECK(terms_of(tfidf) == terms);
  const Tfidf all = Tfidf::fit(statistics);
  CHECK(tfidf.idf()[2] == all.idf()[*all.vocabulary().find("b")]);
  CHECK_THROWS_WITH_AS(Tfidf::fit_terms(std::vector<std::string>{"a", ""}, statistics), "term 1 is empty",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(Tfidf::fit_terms(std::vector<std::string>{"a", "b", "a"}, statistics),
                       doctest::Contains("\"a\" is given twice"), std::invalid_argument);
}

TEST_CASE("tfidf: given idf are taken as they are, if they are numbers") {
  const std::vector<std::string> terms = {"a", "b"};
  const Tfidf tfidf = Tfidf::from_idf(terms, std::vector<double>{2.0, 0.5}, {.norm = tema::Norm::none});
  const CsrMatrix x = tfidf.transform_rows(corpus_of({{"b", "a", "a", "x"}}));
  CHECK(x.values == std::vector{4.0F, 0.5F});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {nan, -1.0, std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_WITH_AS(Tfidf::from_idf(terms, std::vector<double>{1.0, bad}),
                         doctest::Contains("the idf of \"b\""), std::invalid_argument);
  }
  CHECK_THROWS_AS(Tfidf::from_idf(terms, std::vector<double>{1.0}), std::invalid_argument);
}

TEST_CASE("tfidf: a row leads back to its terms and their weights") {
  const Documents documents = {{"a", "b", "b"}, {"c"}};
  const Tfidf tfidf =
      Tfidf::fit(corpus_of(documents), {.idf = tema::IdfFormula::none, .norm = tema::Norm::none});
  const CsrMatrix x = tfidf.transform_rows(corpus_of(documents));
  CHECK(tfidf.inverse_transform(x.view().row(0)) ==
        std::vector<tema::WeightedTerm>{{"a", 1.0F}, {"b", 2.0F}});
  const std::vector<float> dense = {0.0F, 0.0F, 3.0F};
  CHECK(tfidf.inverse_transform({dense.data(), nullptr, 3}) == std::vector<tema::WeightedTerm>{{"c", 3.0F}});
  const std::int32_t outside = 3;
  CHECK_THROWS_AS(static_cast<void>(tfidf.inverse_transform({dense.data(), &outside, 1})),
                  std::invalid_argument);
}

TEST_CASE("tfidf: sorts terms that share their first bytes") {
  Documents documents(1);
  std::vector<std::string> expected;
  for (const char* end : {"", "a", "b", "ba", "\xC3\xA9"}) {
    for (const std::size_t size : {1U, 7U, 8U, 15U, 16U, 17U, 40U}) {
      documents[0].push_back(std::string(size, 'x') + end);
    }
  }
  documents[0].push_back(std::string(8, 'x') + '\0');
  for (const std::string& term : documents[0]) {
    if (std::find(expected.begin(), expected.end(), term) == expected.end()) expected.push_back(term);
  }
  std::sort(expected.begin(), expected.end());
  CHECK(terms_of(Tfidf::fit(corpus_of(documents))) == expected);
}

TEST_CASE("tfidf: one new document keeps columns, whatever the limits") {
  const Tfidf before = Tfidf::fit(corpus_of({{"b", "a"}, {"b"}}));
  const Tfidf after = Tfidf::fit(corpus_of({{"a", "new"}}),
                                 {.min_documents = 2, .base_vocabulary = before.shared_vocabulary()});
  CHECK(terms_of(after) == std::vector<std::string>{"b", "a"});
  CHECK(Tfidf::fit(corpus_of({{}, {}}), {.min_documents = 3}).vocabulary().size() == 0);
}

TEST_CASE("tfidf: terms of no document have an idf that is a number") {
  const std::vector<std::string> terms = {"a"};
  for (const std::uint64_t documents : {0U, 5U}) {
    for (const auto idf : {tema::IdfFormula::smooth, tema::IdfFormula::plus_one, tema::IdfFormula::plain,
                           tema::IdfFormula::probabilistic, tema::IdfFormula::bm25}) {
      const Tfidf tfidf = Tfidf::fit_terms(terms, tema::TermStatistics(documents), {.idf = idf});
      CHECK(std::isfinite(tfidf.idf()[0]));
      CHECK(tfidf.idf()[0] >= 0.0);
    }
  }
}
