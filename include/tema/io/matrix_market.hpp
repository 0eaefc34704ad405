#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/io/output_file.hpp"
#include "tema/linalg/views.hpp"

#include <string_view>

namespace tema { inline namespace v0 {

/// Writes a matrix as Matrix Market's "coordinate real general", which most numeric libraries read
/// (math.nist.gov/MatrixMarket): row after row, counted from 1, and each value with the shortest digits that
/// read back as the same float. Of a sparse matrix all entries are written, those that are 0 included; of a
/// dense one, those that are not. The caller commits the file. Each line of the comment becomes one of the
/// file's. Throws what OutputFile::write throws; Cancelled on a stop.
TEMA_EXPORT void write_matrix_market(const RowsView& x, OutputFile& file, std::string_view comment = {},
                                     const RunContext& run = {});

}}  // namespace tema::v0
