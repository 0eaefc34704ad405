#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/io/output_file.hpp"
#include "tema/linalg/views.hpp"

#include <string_view>

namespace tema { inline namespace v0 {

/// Writes a matrix as Matrix Market's "coordinate real general" (math.nist.gov/MatrixMarket), which most
/// numeric libraries read. Entries are in the order of the rows, with indices from 1. Each value has the
/// shortest digits that read back as the same float. For a sparse matrix, all stored entries are written,
/// including zeros; for a dense one, only values other than 0. Each line of `comment` becomes a comment line
/// of the file. The caller commits the file. Throws what OutputFile::write throws; Cancelled on a stop.
TEMA_EXPORT void write_matrix_market(const RowsView& x, OutputFile& file, std::string_view comment = {},
                                     const RunContext& run = {});

}}  // namespace tema::v0
