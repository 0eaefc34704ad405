#include "topics/representatives.hpp"

#include "core/per_thread.hpp"
#include "core/stop_check.hpp"
#include "linalg/row_norm.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/kernels.hpp"
#include "topics/groups.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t max_kept = 10;

/// Finds the representatives of one topic after the other.
class Finder {
 public:
  Finder(const RowsView& rows, const RunContext& run)
      : rows_(rows), sums_(rows.cols, 0.0), check_stop_(run) {}

  std::vector<std::size_t> find(std::span<const std::size_t> members) {
    std::vector<double> norms;
    norms.reserve(members.size());
    for (const std::size_t text : members) {
      check_stop_();
      const RowsView::Row row = rows_.row(text);
      norms.push_back(std::sqrt(squared_norm({row.values, row.size})));
      if (!has_direction(norms.back())) continue;
      for (std::size_t j = 0; j < row.size; ++j)
        sums_[column(row, j)] += static_cast<double>(row.values[j]) / norms.back();
    }
    std::vector<std::pair<double, std::size_t>> scored;
    scored.reserve(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      check_stop_();
      const RowsView::Row row = rows_.row(members[i]);
      double product = 0.0;
      for (std::size_t j = 0; j < row.size; ++j)
        product += static_cast<double>(row.values[j]) * sums_[column(row, j)];
      scored.emplace_back(has_direction(norms[i]) ? -product / norms[i] : 0.0, members[i]);
    }
    for (const std::size_t text : members) {
      const RowsView::Row row = rows_.row(text);
      for (std::size_t j = 0; j < row.size; ++j) sums_[column(row, j)] = 0.0;
    }
    const std::size_t kept = std::min(max_kept, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(kept), scored.end());
    std::vector<std::size_t> best(kept);
    std::transform(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(kept), best.begin(),
                   [](const auto& text) { return text.second; });
    return best;
  }

 private:
  static std::size_t column(const RowsView::Row& row, std::size_t j) {
    return static_cast<std::size_t>(row.columns[j]);
  }

  const RowsView& rows_;
  std::vector<double> sums_;  // of the current topic; zeros between topics
  StopCheck check_stop_;
};

}  // namespace

Representatives find_representatives(const RowsView& rows, std::span<const TopicAssignment> assignments,
                                     std::size_t topics, const RunContext& run) {
  Representatives members = members_of_groups(topics_of(assignments), topics);
  PerThread<Finder> finders([&](std::size_t) { return Finder(rows, run); });
  Workers workers(run);
  workers.for_chunks(topics, 1, [&](const Chunk& chunk) {
    members[chunk.index] = finders.mine().find(members[chunk.index]);
  });
  return members;
}

Representatives merged_representatives(std::span<const std::vector<std::size_t>> before,
                                       std::span<const std::int32_t> target, std::size_t topics) {
  Representatives merged(topics);
  for (std::size_t place = 0; place < max_kept; ++place) {
    for (std::size_t topic = 0; topic < before.size(); ++topic) {
      std::vector<std::size_t>& texts = merged[static_cast<std::size_t>(target[topic])];
      if (place < before[topic].size() && texts.size() < max_kept) texts.push_back(before[topic][place]);
    }
  }
  return merged;
}

}}}  // namespace tema::v0::detail
