#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tema_program {

/// The topic of each document by an assignments file, whose lines may stand in any order; -1 for none. Throws
/// Error{format}, naming ids, unless each document has one line, and each line is of a document.
std::vector<std::int32_t> given_topics(const std::string& path, const std::vector<tema::Document>& documents,
                                       const tema::RunContext& run);

}  // namespace tema_program
