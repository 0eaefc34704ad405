#include "io/report/topic_similarity.hpp"

#include "core/stop_check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/kernels.hpp"

#include <cmath>
#include <cstdint>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The sum of the unit rows of a topic: its columns that are not zero, ascending, as a unit vector.
using Profile = std::vector<std::pair<std::int32_t, double>>;

std::vector<Profile> profiles_of(const RowsView& rows, std::span<const TopicAssignment> assignments,
                                 std::size_t topics, const RunContext& run) {
  StopCheck check_stop(run);
  std::vector<std::vector<std::size_t>> members(topics);
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    if (assignments[i].topic >= 0) members[static_cast<std::size_t>(assignments[i].topic)].push_back(i);
  }
  std::vector<Profile> profiles(topics);
  std::vector<double> sums(rows.cols, 0.0);
  for (std::size_t topic = 0; topic < topics; ++topic) {
    for (const std::size_t i : members[topic]) {
      check_stop();
      const RowsView::Row row = rows.row(i);
      const double length = std::sqrt(squared_norm({row.values, row.size}));
      if (length == 0.0) continue;
      for (std::size_t j = 0; j < row.size; ++j)
        sums[static_cast<std::size_t>(row.columns[j])] += static_cast<double>(row.values[j]) / length;
    }
    double squared = 0.0;
    for (std::size_t column = 0; column < sums.size(); ++column) {
      const double sum = std::exchange(sums[column], 0.0);
      if (sum == 0.0) continue;
      profiles[topic].emplace_back(static_cast<std::int32_t>(column), sum);
      squared += sum * sum;
    }
    for (auto& [column, sum] : profiles[topic]) sum /= std::sqrt(squared);
  }
  return profiles;
}

}  // namespace

std::vector<std::vector<double>> topic_similarity(const RowsView& rows,
                                                  std::span<const TopicAssignment> assignments,
                                                  std::size_t topics, const RunContext& run) {
  const std::vector<Profile> profiles = profiles_of(rows, assignments, topics, run);
  std::vector<std::vector<double>> result(topics, std::vector<double>(topics, 0.0));
  Workers workers(run);
  workers.for_chunks(topics, 1, [&](const Chunk& chunk) {
    std::vector<double> dense(rows.cols, 0.0);
    for (const auto& [column, value] : profiles[chunk.index]) dense[static_cast<std::size_t>(column)] = value;
    for (std::size_t other = 0; other < topics; ++other) {
      double product = 0.0;
      for (const auto& [column, value] : profiles[other])
        product += dense[static_cast<std::size_t>(column)] * value;
      result[chunk.index][other] = product;
    }
  });
  return result;
}

}}}  // namespace tema::v0::detail
