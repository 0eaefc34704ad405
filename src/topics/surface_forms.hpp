#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"

#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The most frequent spelling of each of these distinct terms in the texts (ties: the first by bytes). A term
/// that occurs nowhere, or whose places the source does not tell, is left as it is.
std::vector<std::string> surface_forms(std::span<const std::string> terms, TextsView texts,
                                       const AnyTokenSource& source, const RunContext& run);

}}}  // namespace tema::v0::detail
