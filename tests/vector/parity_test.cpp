// Counts, idf and weights beside those of scikit-learn, which parity/make_golden.py wrote to
// parity/golden.txt.
#include "reference/golden_lines.hpp"
#include "reference/random_corpus.hpp"
#include "tema/vector/tfidf.hpp"
#include "tema/vector/word_ngrams.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using reference::Documents;
using reference::Fields;
using tema::Tfidf;
using tema::TfidfOptions;

/// What scikit-learn gives for one set of options.
struct Case {
  std::string name;
  std::string vectorizer;
  std::string fitted;       // the corpus
  std::string transformed;  // likewise
  std::vector<Fields> options = {};
  std::vector<std::string> terms = {};
  std::vector<double> idf = {};
  std::vector<std::map<std::size_t, double>> rows = {};
};

struct Golden {
  std::map<std::string, Documents> corpora;
  std::vector<Case> cases;
};

void read_term(const Fields& fields, Case& golden) {
  golden.terms.push_back(fields.at(1));
  golden.idf.push_back(fields.size() > 2 ? std::stod(fields[2]) : 1.0);
}

void read_row(const Fields& fields, Case& golden) {
  auto& row = golden.rows.emplace_back();
  for (std::size_t i = 1; i < fields.size(); i += 2) row[std::stoul(fields[i])] = std::stod(fields.at(i + 1));
}

Golden read_golden() {
  Golden golden;
  std::string corpus;
  for (const Fields& fields : reference::golden_lines(TEMA_PARITY_GOLDEN)) {
    const std::string& kind = fields[0];
    if (kind == "corpus") {
      corpus = fields.at(1);
    } else if (kind == "document") {
      golden.corpora[corpus].emplace_back(fields.begin() + 1, fields.end());
    } else if (kind == "case") {
      golden.cases.push_back({fields.at(1), fields.at(2), fields.at(3), fields.at(4)});
    } else if (kind == "option") {
      golden.cases.back().options.emplace_back(fields.begin() + 1, fields.end());
    } else if (kind == "term") {
      read_term(fields, golden.cases.back());
    } else if (kind == "row") {
      read_row(fields, golden.cases.back());
    } else {
      FAIL("a line of ", kind);
    }
  }
  return golden;
}

/// What a case's options are here.
struct Settings {
  TfidfOptions weights;
  tema::WordNgrams ngrams;
  std::vector<std::string> terms;  // those that are given
};

void set_norm(const std::string& name, Settings& settings) {
  const std::map<std::string, tema::Norm> norms = {
      {"None", tema::Norm::none}, {"l1", tema::Norm::l1}, {"l2", tema::Norm::l2}};
  settings.weights.norm = norms.at(name);
}

/// A limit of scikit-learn is a share if it is no integer.
void set_limit(const std::string& value, std::uint64_t& documents, double& share) {
  value.find('.') == std::string::npos ? void(documents = std::stoull(value))
                                       : void(share = std::stod(value));
}

void set(const Fields& option, Settings& settings) {
  TfidfOptions& weights = settings.weights;
  const std::string& name = option.at(0);
  const std::string& value = option.at(1);
  if (name == "norm") {
    set_norm(value, settings);
  } else if (name == "binary" && value == "True") {
    weights.term_frequency = tema::TermFrequency::binary;
  } else if (name == "sublinear_tf" && value == "True") {
    weights.term_frequency = tema::TermFrequency::log;
  } else if (name == "smooth_idf" && value == "False") {
    weights.idf = tema::IdfFormula::plus_one;
  } else if (name == "use_idf" && value == "False") {
    weights.idf = tema::IdfFormula::none;
  } else if (name == "min_df") {
    set_limit(value, weights.min_documents, weights.min_document_share);
  } else if (name == "max_df") {
    set_limit(value, weights.max_documents, weights.max_document_share);
  } else if (name == "max_features") {
    weights.max_features = std::stoul(value);
  } else if (name == "ngram_range") {
    settings.ngrams = {.min = std::stoul(value), .max = std::stoul(option.at(2))};
  } else if (name == "vocabulary") {
    settings.terms.assign(option.begin() + 1, option.end());
  } else {
    FAIL("option ", name, ": ", value);
  }
}

Settings settings_of(const Case& golden) {
  Settings settings;
  if (golden.vectorizer == "CountVectorizer") {
    settings.weights.idf = tema::IdfFormula::none;
    settings.weights.norm = tema::Norm::none;
  }
  for (const Fields& option : golden.options) set(option, settings);
  return settings;
}

bool are_close(double a, double b) { return std::abs(a - b) <= 1e-6 * std::abs(b); }

/// The column of each of the case's terms, of which there are no others.
std::vector<std::size_t> columns_of(const Case& golden, const Tfidf& tfidf) {
  REQUIRE(tfidf.vocabulary().size() == golden.terms.size());
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < golden.terms.size(); ++i) {
    const auto column = tfidf.vocabulary().find(golden.terms[i]);
    REQUIRE_MESSAGE(column, golden.terms[i]);
    columns.push_back(*column);
    CHECK_MESSAGE(are_close(tfidf.idf()[*column], golden.idf[i]), golden.terms[i]);
  }
  return columns;
}

void check(const Case& golden, const Golden& all) {
  CAPTURE(golden.name);
  CAPTURE(golden.fitted);
  const Settings settings = settings_of(golden);
  const auto grams = [&](const std::string& corpus) {
    return tema::word_ngrams(reference::corpus_of(all.corpora.at(corpus)), settings.ngrams);
  };
  const tema::TokenizedCorpus corpus = grams(golden.fitted);
  const Tfidf tfidf =
      settings.terms.empty()
          ? Tfidf::fit(corpus, settings.weights)
          : Tfidf::fit_terms(settings.terms, tema::TermStatistics::of(corpus), settings.weights);
  const std::vector<std::size_t> columns = columns_of(golden, tfidf);
  const tema::SparseMatrix x = tfidf.transform(grams(golden.transformed));
  REQUIRE(static_cast<std::size_t>(x.rows()) == golden.rows.size());
  for (std::size_t i = 0; i < golden.rows.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    CHECK(static_cast<std::size_t>(x.row(row).nonZeros()) == golden.rows[i].size());
    for (const auto& entry : golden.rows[i]) {
      const auto weight =
          static_cast<double>(x.coeff(row, static_cast<Eigen::Index>(columns.at(entry.first))));
      CHECK_MESSAGE(are_close(weight, entry.second), "document ", i, ", ", golden.terms[entry.first], ": ",
                    weight, " and not ", entry.second);
    }
  }
}

}  // namespace

TEST_CASE("parity: counts, idf and weights are scikit-learn's for all sets of options") {
  const Golden golden = read_golden();
  CHECK(golden.corpora.size() == 2);
  CHECK(golden.cases.size() >= 20);
  for (const Case& one : golden.cases) check(one, golden);
}
