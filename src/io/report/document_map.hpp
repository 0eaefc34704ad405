#pragma once

#include "tema/core/run_context.hpp"
#include "tema/linalg/views.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The places of documents on a map, from 0 to 10,000 on both axes, with the same scale.
[[nodiscard]] std::vector<std::array<std::int32_t, 2>> document_map(const RowsView& rows,
                                                                    const RunContext& run);

}}}  // namespace tema::v0::detail
