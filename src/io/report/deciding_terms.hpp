#pragma once

#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The terms that weigh most, until they hold four fifths of the sum of all absolute weights, or are `most`.
/// They come in the order of their first spans, those without a span last.
[[nodiscard]] std::vector<ExplainedTerm> deciding_terms(std::span<const ExplainedTerm> terms,
                                                        std::size_t most);

}}}  // namespace tema::v0::detail
