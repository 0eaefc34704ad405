#include "vector/row_parts.hpp"

#include "tema/core/parallel.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

RowParts::RowParts(std::vector<RowPart> parts, std::size_t cols, std::string_view stage)
    : parts_(std::move(parts)), cols_(cols), stage_(stage), first_rows_{0}, first_nonzeros_{0} {
  for (const RowPart& part : parts_) {
    first_rows_.push_back(first_rows_.back() + part.ends.size());
    first_nonzeros_.push_back(first_nonzeros_.back() + part.values.size());
  }
  check_matrix_size(rows(), nonzeros());
}

void RowParts::write(std::int32_t* ends, std::int32_t* columns, float* values, const RunContext& run) {
  Workers workers(run);
  workers.for_chunks(
      parts_.size(), 1,
      [&](const Chunk& chunk) {
        const RowPart part = std::exchange(parts_[chunk.index], {});
        const auto before = static_cast<std::int32_t>(first_nonzeros_[chunk.index]);
        std::transform(part.ends.begin(), part.ends.end(), ends + first_rows_[chunk.index],
                       [before](std::int32_t end) { return before + end; });
        std::copy(part.columns.begin(), part.columns.end(), columns + before);
        std::copy(part.values.begin(), part.values.end(), values + before);
      },
      stage_);
}

}}}  // namespace tema::v0::detail
