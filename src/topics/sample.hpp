#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/linalg/views.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// How many rows can stand for all of `x`, to find clusters by: at least 2,048, at least 100 for each
/// cluster, and at least as many as have 2¹⁸ entries, because short rows tell less. It does not grow with the
/// number of rows. All rows, if that would be half of them or more.
std::size_t sample_size(const CsrMatrix& x, std::size_t clusters);

/// `size` of `rows` rows, in ascending order: from each of as many equal parts a random one, so that a part
/// of a corpus that is sorted by date or by subject has its share.
std::vector<std::size_t> sample_rows(std::size_t rows, std::size_t size, std::uint64_t seed);

/// These rows of x.
CsrMatrix rows_at(const CsrMatrix& x, const std::vector<std::size_t>& rows, const RunContext& run);

}}}  // namespace tema::v0::detail
