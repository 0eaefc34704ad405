// The measures of agreement beside those of scikit-learn, which parity/make_golden.py wrote to
// parity/agreement.txt.
#include "reference/golden_lines.hpp"
#include "tema/evaluate/agreement.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace {

using tema::EntropyMean;
using Labels = std::vector<std::int32_t>;
using Measure = std::function<double(const Labels&, const Labels&)>;

Measure nmi(EntropyMean mean) {
  return [mean](const Labels& a, const Labels& b) { return tema::normalized_mutual_information(a, b, mean); };
}

Measure ami(EntropyMean mean) {
  return [mean](const Labels& a, const Labels& b) { return tema::adjusted_mutual_information(a, b, mean); };
}

std::map<std::string, Measure> measures() {
  return {
      {"nmi min", nmi(EntropyMean::min)},
      {"nmi geometric", nmi(EntropyMean::geometric)},
      {"nmi arithmetic", nmi(EntropyMean::arithmetic)},
      {"nmi max", nmi(EntropyMean::max)},
      {"ami min", ami(EntropyMean::min)},
      {"ami geometric", ami(EntropyMean::geometric)},
      {"ami arithmetic", ami(EntropyMean::arithmetic)},
      {"ami max", ami(EntropyMean::max)},
      {"ari", tema::adjusted_rand_index},
      {"fowlkes_mallows", tema::fowlkes_mallows_index},
      {"purity", tema::purity},
      {"homogeneity", [](const Labels& a, const Labels& b) { return tema::v_measure(a, b).homogeneity; }},
      {"completeness", [](const Labels& a, const Labels& b) { return tema::v_measure(a, b).completeness; }},
      {"v_measure", [](const Labels& a, const Labels& b) { return tema::v_measure(a, b).v_measure; }},
  };
}

struct Case {
  std::string name;
  Labels classes = {};
  Labels clusters = {};
  std::map<std::string, double> values = {};
};

void read_cells(const reference::Fields& fields, Case& golden) {
  for (std::size_t i = 1; i < fields.size(); i += 3) {
    const std::size_t count = std::stoul(fields.at(i + 2));
    golden.classes.insert(golden.classes.end(), count, std::stoi(fields[i]));
    golden.clusters.insert(golden.clusters.end(), count, std::stoi(fields[i + 1]));
  }
}

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  for (const reference::Fields& fields : reference::golden_lines(TEMA_EVALUATE_GOLDEN "agreement.txt")) {
    if (fields[0] == "case") {
      cases.push_back({fields.at(1)});
    } else if (fields[0] == "cells") {
      read_cells(fields, cases.back());
    } else if (fields[0] == "value") {
      cases.back().values[fields.at(1)] = std::stod(fields.at(2));
    } else {
      FAIL("a line of ", fields[0]);
    }
  }
  return cases;
}

}  // namespace

TEST_CASE("agreement parity: every measure is scikit-learn's") {
  const std::vector<Case> cases = read_cases();
  CHECK(cases.size() >= 16);
  for (const Case& golden : cases) {
    CHECK(golden.values.size() == measures().size());
    for (const auto& one : measures()) {
      const double value = one.second(golden.classes, golden.clusters);
      CHECK_MESSAGE(std::abs(value - golden.values.at(one.first)) <= 1e-9, golden.name, ", ", one.first, ": ",
                    value);
    }
  }
}
