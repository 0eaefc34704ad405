#pragma once

#include "tema/core/run_context.hpp"
#include "text/stemming/stem_candidates.hpp"

#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Forms of the same word.
struct StemClass {
  std::vector<Form> forms;
  std::vector<Root> roots;  // the roots that all of them may have, ascending
};

/// Groups forms into classes of two forms or more, by the rule that StemTable::learn describes. `pairs` must
/// come strongest first. A form without a pair is in no class.
///
/// This is Xu and Croft's optimal partition, made greedily. O(pairs × the pairs of a class).
[[nodiscard]] std::vector<StemClass> stem_classes(const Candidates& candidates,
                                                  const std::vector<FormPair>& pairs, double min_association,
                                                  const RunContext& run);

}}}  // namespace tema::v0::detail
