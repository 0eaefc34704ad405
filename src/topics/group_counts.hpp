#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "tema/linalg/views.hpp"
#include "tema/topics/labels.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// For each group, the number of its documents that have each term: groups × terms, compressed by rows, terms
/// ascending.
struct GroupCounts {
  /// No groups. Not inline: where GCC 12 sees it in a longer initialisation, it warns wrongly.
  TEMA_EXPORT GroupCounts();

  std::vector<std::int64_t> indptr;
  std::vector<std::int32_t> indices;
  std::vector<std::int32_t> data;
  std::vector<std::int64_t> sizes;  // the number of documents of each group

  [[nodiscard]] std::size_t groups() const { return sizes.size(); }

  friend bool operator==(const GroupCounts&, const GroupCounts&) = default;
};

/// Counts from a matrix of documents × terms, in which a document has the terms that are in its row.
/// Documents of the group -1 do not count.
GroupCounts count_by_group(const RowsView& documents, std::span<const std::int32_t> groups,
                           std::size_t group_count, const RunContext& run);

/// See tema::key_terms; `vocabulary` names the terms.
std::vector<std::vector<TermWeight>> key_terms(const GroupCounts& counts, const Vocabulary& vocabulary,
                                               std::size_t most, const RunContext& run);

}}}  // namespace tema::v0::detail
