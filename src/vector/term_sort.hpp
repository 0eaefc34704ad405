#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/types.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The counts of a term, which is given by a number.
struct TermTotals {
  TermId number = 0;
  std::uint64_t documents = 0;
  std::uint64_t occurrences = 0;
};

/// Gives the bytes of a term by its number.
using TermOf = std::function<std::string_view(TermId)>;

/// Distinct terms, sorted by their bytes.
[[nodiscard]] std::vector<TermTotals> sorted_by_bytes(std::span<const TermTotals> terms,
                                                      const TermOf& term_of, Workers& workers);

/// The same by descending document frequency, ties by their bytes.
[[nodiscard]] std::vector<TermTotals> sorted_by_documents(std::span<const TermTotals> terms,
                                                          const TermOf& term_of, Workers& workers);

}}}  // namespace tema::v0::detail
