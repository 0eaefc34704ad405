#pragma once

#include "tema/core/run.hpp"
#include "tema/corpus/document.hpp"
#include "tema/text/tokenizer.hpp"

#include <span>
#include <string>
#include <vector>

namespace tema::inline v0::detail {

/// How each of these distinct terms is most often written in the texts (ties: the first by bytes); a term
/// that is nowhere is left as it is.
std::vector<std::string> surface_forms(std::span<const std::string> terms, TextsView texts,
                                       const Tokenizer& tokenizer, const Run& run);

}  // namespace tema::inline v0::detail
