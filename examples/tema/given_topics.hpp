#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tema_program {

/// Reads the topic of each document from an assignments file, whose lines may be in any order; -1 means none.
/// Throws Error{format}, naming ids, unless each document has exactly one line, and each line belongs to a
/// document.
std::vector<std::int32_t> given_topics(const std::string& path, const std::vector<tema::Document>& documents,
                                       const tema::RunContext& run);

}  // namespace tema_program
