// Coherence beside that of gensim, which parity/make_golden.py wrote to parity/coherence.txt.
#include "reference/golden_lines.hpp"
#include "reference/random_corpus.hpp"
#include "tema/evaluate/coherence.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace {

using tema::CoherenceMeasure;

struct Case {
  std::string corpus;
  std::string measure;
  std::size_t window;
  double mean;
  std::vector<std::vector<std::string>> topics = {};
  std::vector<double> values = {};
};

struct Golden {
  std::map<std::string, reference::Documents> corpora;
  std::vector<Case> cases;
};

Golden read_golden() {
  Golden golden;
  std::string corpus;
  for (const reference::Fields& fields : reference::golden_lines(TEMA_EVALUATE_GOLDEN "coherence.txt")) {
    if (fields[0] == "corpus") {
      corpus = fields.at(1);
    } else if (fields[0] == "document") {
      golden.corpora[corpus].emplace_back(fields.begin() + 1, fields.end());
    } else if (fields[0] == "case") {
      golden.cases.push_back({fields.at(1), fields.at(2), std::stoul(fields.at(3)), std::stod(fields.at(4))});
    } else if (fields[0] == "topic") {
      golden.cases.back().values.push_back(std::stod(fields.at(1)));
      golden.cases.back().topics.emplace_back(fields.begin() + 2, fields.end());
    } else {
      FAIL("a line of ", fields[0]);
    }
  }
  return golden;
}

CoherenceMeasure measure_of(const Case& golden) {
  const std::map<std::string, CoherenceMeasure> measures = {{"u_mass", CoherenceMeasure::u_mass},
                                                            {"c_npmi", CoherenceMeasure::c_npmi},
                                                            {"c_v", CoherenceMeasure::c_v}};
  return measures.at(golden.measure);
}

}  // namespace

TEST_CASE("coherence parity: every topic has gensim's value") {
  const Golden golden = read_golden();
  CHECK(golden.cases.size() >= 14);
  for (const Case& one : golden.cases) {
    CAPTURE(one.corpus);
    CAPTURE(one.measure);
    CAPTURE(one.window);
    const tema::Coherence found =
        tema::coherence(reference::corpus_of(golden.corpora.at(one.corpus)), one.topics,
                        {.measure = measure_of(one), .window = one.window});
    CHECK(std::abs(found.mean - one.mean) <= 1e-6);
    REQUIRE(found.topics.size() == one.values.size());
    for (std::size_t i = 0; i < one.values.size(); ++i)
      CHECK_MESSAGE(std::abs(found.topics[i] - one.values[i]) <= 1e-6, "topic ", i, ": ", found.topics[i]);
  }
}
