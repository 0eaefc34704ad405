#include "topics/group_counts.hpp"

#include "topics/groups.hpp"
#include "topics/heaviest.hpp"
#include "vector/log_likelihood.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

GroupCounts::GroupCounts() : indptr(1, 0) {}

GroupCounts count_by_group(const RowsView& documents, std::span<const std::int32_t> groups,
                           std::size_t group_count, const RunContext& run) {
  StopCheck check_stop(run);
  GroupCounts result;
  std::vector<std::int32_t> counts(documents.cols, 0);
  std::vector<std::int32_t> seen;
  for (const std::vector<std::size_t>& of_group : members_of_groups(groups, group_count)) {
    seen.clear();
    for (const std::size_t i : of_group) {
      const RowsView::Row row = documents.row(i);
      for (std::size_t j = 0; j < row.size; ++j) {
        check_stop();
        if (counts[static_cast<std::size_t>(row.columns[j])]++ == 0) seen.push_back(row.columns[j]);
      }
    }
    std::sort(seen.begin(), seen.end());
    for (const std::int32_t term : seen) {
      result.indices.push_back(term);
      result.data.push_back(std::exchange(counts[static_cast<std::size_t>(term)], 0));
    }
    result.indptr.push_back(static_cast<std::int64_t>(result.indices.size()));
    result.sizes.push_back(static_cast<std::int64_t>(of_group.size()));
  }
  return result;
}

std::vector<std::vector<TermWeight>> key_terms(const GroupCounts& counts, const Vocabulary& vocabulary,
                                               std::size_t most, const RunContext& run) {
  StopCheck check_stop(run);
  std::vector<double> in_all(vocabulary.size(), 0.0);
  for (std::size_t j = 0; j < counts.indices.size(); ++j) {
    check_stop();
    in_all[static_cast<std::size_t>(counts.indices[j])] += static_cast<double>(counts.data[j]);
  }
  double all = 0.0;
  for (const std::int64_t size : counts.sizes) all += static_cast<double>(size);

  std::vector<std::vector<TermWeight>> result(counts.groups());
  for (std::size_t group = 0; group < counts.groups(); ++group) {
    std::vector<std::pair<double, TermId>> weights;
    const auto size = static_cast<double>(counts.sizes[group]);
    for (auto j = static_cast<std::size_t>(counts.indptr[group]);
         j < static_cast<std::size_t>(counts.indptr[group + 1]); ++j) {
      check_stop();
      const auto term = static_cast<std::size_t>(counts.indices[j]);
      const auto documents = static_cast<double>(counts.data[j]);
      // Nothing distinguishes a group that contains all documents.
      const double weight = size < all ? log_likelihood_ratio(documents, in_all[term], size, all) : documents;
      if (weight > 0.0) weights.emplace_back(weight, static_cast<TermId>(term));
    }
    result[group] = heaviest(std::move(weights), most, vocabulary, check_stop);
  }
  return result;
}

}}}  // namespace tema::v0::detail
