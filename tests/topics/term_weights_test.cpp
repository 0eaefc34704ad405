#include "topics/term_weights.hpp"

#include "reference/random_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

using tema::detail::cluster_divergence;

TEST_CASE("term_weights: the divergence is that of the formula") {
  tema::Random random(1);
  for (int round = 0; round < 30; ++round) {
    const std::size_t clusters = 1 + random.below(7);
    const tema::CsrMatrix x = reference::random_sparse(60, 25, 0.2, random);
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < x.rows(); ++i)
      labels.push_back(static_cast<std::int32_t>(random.below(clusters + 1)) - 1);
    const auto found = cluster_divergence(x.view(), labels, clusters, {});
    const auto all = static_cast<double>(60 - std::count(labels.begin(), labels.end(), -1));
    const tema::DenseMatrix dense = reference::to_dense(x);
    for (Eigen::Index column = 0; column < 25; ++column) {
      std::vector<double> with(clusters, 0.01);
      double sum = 0.01 * static_cast<double>(clusters);
      for (Eigen::Index i = 0; i < 60; ++i) {
        const std::int32_t label = labels[static_cast<std::size_t>(i)];
        if (label < 0 || dense(i, column) == 0.0F) continue;
        with[static_cast<std::size_t>(label)] += 1.0;
        sum += 1.0;
      }
      double expected = 0.0;
      for (std::size_t c = 0; c < clusters; ++c) {
        const auto size =
            static_cast<double>(std::count(labels.begin(), labels.end(), static_cast<std::int32_t>(c)));
        if (size > 0.0) expected += with[c] / sum * std::log(with[c] / sum / (size / all));
      }
      CHECK(found[static_cast<std::size_t>(column)] ==
            doctest::Approx(std::max(expected, 1e-3)).epsilon(1e-9));
    }
  }
}

TEST_CASE("term_weights: a term of one cluster tells more than a term of all") {
  tema::CsrMatrix x;
  x.cols = 2;
  std::vector<std::int32_t> labels;
  for (int i = 0; i < 40; ++i) {
    x.columns.push_back(0);
    x.values.push_back(1.0F);
    if (i < 10) {
      x.columns.push_back(1);
      x.values.push_back(1.0F);
    }
    x.offsets.push_back(static_cast<std::int32_t>(x.values.size()));
    labels.push_back(i / 10);
  }
  const auto weights = cluster_divergence(x.view(), labels, 4, {});
  CHECK(weights[0] == 1e-3);
  CHECK(weights[1] == doctest::Approx(std::log(4.0)).epsilon(0.02));
}
