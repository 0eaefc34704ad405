#include "topics/representatives.hpp"

#include "reference/random_data.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

using tema::TopicAssignment;
using tema::detail::Representatives;
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// By unit rows that are not sparse, and a sort of all.
Representatives naive(const tema::CsrMatrix& rows, const std::vector<TopicAssignment>& assignments,
                      std::int32_t topics) {
  const Rows unit = reference::to_dense(rows).cast<double>().rowwise().normalized();
  Representatives all;
  for (std::int32_t topic = 0; topic < topics; ++topic) {
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(unit.cols());
    for (std::size_t i = 0; i < assignments.size(); ++i) {
      if (assignments[i].topic == topic) sum += unit.row(static_cast<Eigen::Index>(i)).transpose();
    }
    std::vector<std::pair<double, std::size_t>> scored;
    for (std::size_t i = 0; i < assignments.size(); ++i) {
      if (assignments[i].topic == topic)
        scored.emplace_back(-unit.row(static_cast<Eigen::Index>(i)).dot(sum), i);
    }
    std::sort(scored.begin(), scored.end());
    all.emplace_back();
    for (std::size_t i = 0; i < std::min<std::size_t>(10, scored.size()); ++i)
      all.back().push_back(scored[i].second);
  }
  return all;
}

}  // namespace

TEST_CASE("representatives: are the rows with the best cosine to the sum of unit rows") {
  tema::Random random(3);
  constexpr std::int32_t topics = 5;
  for (const std::size_t texts : {0U, 7U, 200U}) {
    const tema::CsrMatrix rows = reference::random_sparse(texts, 30, 0.3, random);
    std::vector<TopicAssignment> assignments(texts);
    for (TopicAssignment& assignment : assignments) {
      assignment.topic = static_cast<std::int32_t>(random.below(topics)) - 1;  // the last topic has none
    }
    const Representatives expected = naive(rows, assignments, topics);
    for (const unsigned threads : {1U, 2U, 7U}) {
      CHECK(tema::detail::find_representatives(rows.view(), assignments, topics, {.threads = threads}) ==
            expected);
    }
  }
}

TEST_CASE("representatives: equal ones go by position, those of nothing come last") {
  tema::CsrMatrix rows;
  rows.cols = 2;
  rows.offsets = {0, 0, 1, 2, 3};
  rows.columns = {0, 0, 1};
  rows.values = {1.0F, 2.0F, 1.0F};
  const std::vector<TopicAssignment> assignments(4, TopicAssignment{.topic = 0});
  CHECK(tema::detail::find_representatives(rows.view(), assignments, 1, {}) == Representatives{{1, 2, 3, 0}});
}

TEST_CASE("representatives: of merged topics take turns") {
  const Representatives before = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {20}, {31, 32}, {}};
  const std::vector<std::int32_t> target = {1, 0, 1, 1};
  CHECK(tema::detail::merged_representatives(before, target, 2) ==
        Representatives{{20}, {1, 31, 2, 32, 3, 4, 5, 6, 7, 8}});
}
