#include "vector/tfidf_rows.hpp"

#include "core/per_thread.hpp"
#include "vector/row_builder.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Writes the rows of a part from entry `begin` on; `ends` receives where each row ends.
void write_rows(const CountedPart& part, std::span<const std::int32_t> columns_of, std::size_t begin,
                RowBuilder& builder, std::int32_t* ends, std::int32_t* columns, float* values) {
  const TermId* id = part.ids.data();
  const std::uint8_t* count = part.counts.data();
  const std::uint32_t* large = part.large.data();
  for (std::size_t row = 0; row < part.distinct.size(); ++row) {
    for (std::uint32_t j = 0; j < part.distinct[row]; ++j, ++id, ++count) {
      builder.add(columns_of[*id], *count == CountedPart::large_count ? *large++ : *count);
    }
    begin += builder.write(part.lengths[row], columns + begin, values + begin);
    ends[row] = static_cast<std::int32_t>(begin);
  }
}

}  // namespace

TfidfRows::TfidfRows(Tfidf tfidf, std::vector<std::vector<std::int32_t>> columns,
                     std::shared_ptr<CountedParts> parts, Counts counts, Workers& workers)
    : tfidf_(std::move(tfidf)),
      columns_(std::move(columns)),
      parts_(std::move(parts)),
      counts_(counts),
      first_rows_(parts_->size() + 1, 0),
      first_nonzeros_(parts_->size() + 1, 0) {
  // Where each term has a column, as by default, nothing need be read again.
  std::vector<std::uint8_t> all_have_columns(columns_.size());
  workers.for_chunks(columns_.size(), 1, [&](const Chunk& chunk) {
    const std::vector<std::int32_t>& own = columns_[chunk.index];
    all_have_columns[chunk.index] =
        std::all_of(own.begin(), own.end(), [](std::int32_t column) { return column >= 0; });
  });
  workers.for_chunks(parts_->size(), 8, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const CountedPart& part = (*parts_)[i];
      first_rows_[i + 1] = part.distinct.size();
      const std::vector<std::int32_t>& own = columns_[part.thread];
      const auto has_column = [&](TermId id) { return own[id] >= 0; };
      first_nonzeros_[i + 1] =
          all_have_columns[part.thread] != 0
              ? part.ids.size()
              : static_cast<std::size_t>(std::count_if(part.ids.begin(), part.ids.end(), has_column));
    }
  });
  std::partial_sum(first_rows_.begin(), first_rows_.end(), first_rows_.begin());
  std::partial_sum(first_nonzeros_.begin(), first_nonzeros_.end(), first_nonzeros_.begin());
  check_matrix_size(first_rows_.back(), first_nonzeros_.back());
}

void TfidfRows::write(std::int32_t* ends, std::int32_t* columns, float* values, const RunContext& run) {
  Workers workers(run);
  PerThread<RowBuilder> builders([&](std::size_t) { return RowBuilder(tfidf_); });
  workers.for_chunks(
      parts_->size(), 1,
      [&](const Chunk& chunk) {
        CountedPart& part = (*parts_)[chunk.index];
        write_rows(part, columns_[part.thread], first_nonzeros_[chunk.index], builders.mine(),
                   ends + first_rows_[chunk.index], columns, values);
        if (counts_ == Counts::are_freed) part = CountedPart();
      },
      "vectorize");
}

}}}  // namespace tema::v0::detail
