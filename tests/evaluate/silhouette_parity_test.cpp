// The silhouettes beside those of scikit-learn, which parity/make_golden.py wrote to parity/silhouette.txt.
#include "reference/golden_lines.hpp"
#include "tema/evaluate/silhouette.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace {

struct Case {
  std::string name;
  std::size_t columns;
  double score;
  std::vector<std::vector<float>> rows = {};
  std::vector<std::int32_t> labels = {};
  std::vector<double> silhouettes = {};
};

void read_row(const reference::Fields& fields, Case& golden) {
  golden.labels.push_back(std::stoi(fields.at(1)));
  golden.silhouettes.push_back(std::stod(fields.at(2)));
  std::vector<float>& row = golden.rows.emplace_back(golden.columns, 0.0F);
  for (std::size_t i = 3; i < fields.size(); i += 2)
    row.at(std::stoul(fields[i])) = std::stof(fields.at(i + 1));
}

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  for (const reference::Fields& fields : reference::golden_lines(TEMA_EVALUATE_GOLDEN "silhouette.txt")) {
    if (fields[0] == "case") {
      cases.push_back({fields.at(1), std::stoul(fields.at(2)), std::stod(fields.at(3))});
    } else if (fields[0] == "row") {
      read_row(fields, cases.back());
    } else {
      FAIL("a line of ", fields[0]);
    }
  }
  return cases;
}

tema::DenseMatrix matrix_of(const Case& golden) {
  tema::DenseMatrix x(static_cast<Eigen::Index>(golden.rows.size()),
                      static_cast<Eigen::Index>(golden.columns));
  for (std::size_t i = 0; i < golden.rows.size(); ++i) {
    for (std::size_t j = 0; j < golden.columns; ++j)
      x(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = golden.rows[i][j];
  }
  return x;
}

}  // namespace

TEST_CASE("silhouette parity: every row has scikit-learn's value") {
  const std::vector<Case> cases = read_cases();
  CHECK(cases.size() >= 5);
  for (const Case& golden : cases) {
    const tema::DenseMatrix dense = matrix_of(golden);
    const tema::SparseMatrix sparse = dense.sparseView();
    CHECK(std::abs(tema::silhouette_score(sparse, golden.labels) - golden.score) <= 1e-9);
    const std::vector<double> of_dense = tema::silhouette_samples(dense, golden.labels);
    const std::vector<double> of_sparse = tema::silhouette_samples(sparse, golden.labels);
    for (std::size_t i = 0; i < golden.rows.size(); ++i) {
      CHECK_MESSAGE(std::abs(of_dense[i] - golden.silhouettes[i]) <= 1e-9, golden.name, ", row ", i);
      CHECK_MESSAGE(std::abs(of_sparse[i] - golden.silhouettes[i]) <= 1e-9, golden.name, ", row ", i);
    }
  }
}
