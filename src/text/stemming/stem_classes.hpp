#pragma once

#include "tema/core/run_context.hpp"
#include "text/stemming/stem_candidates.hpp"

#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Forms that belong together.
struct StemClass {
  std::vector<Form> forms;
  std::vector<Root> roots;  // that all of them may have, ascending
};

/// The classes of two forms or more that `pairs`, strongest first, make of the forms, by the rule that
/// StemTable::learn names. A form that has no pair is in none.
///
/// This is Xu and Croft's optimal partition, made greedily. O(pairs × the pairs of a class).
[[nodiscard]] std::vector<StemClass> stem_classes(const Candidates& candidates,
                                                  const std::vector<FormPair>& pairs, double min_association,
                                                  const RunContext& run);

}}}  // namespace tema::v0::detail
