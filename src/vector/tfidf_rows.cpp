#include "vector/tfidf_rows.hpp"

#include "core/per_thread.hpp"
#include "vector/row_weigher.hpp"
#include "vector/sparse_accumulator.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace tema::inline v0::detail {

namespace {

/// What one thread puts rows together with.
class RowWriter {
 public:
  explicit RowWriter(const Tfidf& tfidf)
      : accumulator_(tfidf.vocabulary().size()),
        weigher_(tfidf.options(), tfidf.idf(), tfidf.mean_length()) {}

  /// Writes the rows of a part from `begin` on; `ends` gets where each ends.
  void write(const CountedPart& part, std::span<const std::int32_t> columns_of, std::size_t begin,
             std::int32_t* ends, std::int32_t* columns, float* values) {
    const TermId* id = part.ids.data();
    const std::uint8_t* count = part.counts.data();
    const std::uint32_t* large = part.large.data();
    for (std::size_t row = 0; row < part.distinct.size(); ++row) {
      for (std::uint32_t j = 0; j < part.distinct[row]; ++j, ++id, ++count) {
        const std::uint32_t times = *count == CountedPart::large_count ? *large++ : *count;
        const std::int32_t column = columns_of[*id];
        if (column >= 0) accumulator_.add(column, times);
      }
      counts_.resize(std::max<std::size_t>(counts_.size(), part.distinct[row]));
      std::size_t size = 0;
      accumulator_.drain([&](std::int32_t column, std::uint32_t times) {
        columns[begin + size] = column;
        counts_[size++] = times;
      });
      const std::span<const double> weights =
          weigher_.weigh({columns + begin, size}, std::span(counts_).first(size), part.lengths[row]);
      std::transform(weights.begin(), weights.end(), values + begin,
                     [](double weight) { return static_cast<float>(weight); });
      begin += size;
      ends[row] = static_cast<std::int32_t>(begin);
    }
  }

 private:
  detail::SparseAccumulator accumulator_;
  detail::RowWeigher weigher_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace

TfidfRows::TfidfRows(Tfidf tfidf, std::vector<std::vector<std::int32_t>> columns,
                     std::vector<CountedPart> parts, Workers& workers)
    : tfidf_(std::move(tfidf)),
      columns_(std::move(columns)),
      parts_(std::move(parts)),
      first_rows_(parts_.size() + 1, 0),
      first_nonzeros_(parts_.size() + 1, 0) {
  workers.for_chunks(parts_.size(), 8, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const CountedPart& part = parts_[i];
      first_rows_[i + 1] = part.distinct.size();
      const std::vector<std::int32_t>& own = columns_[part.thread];
      first_nonzeros_[i + 1] = static_cast<std::size_t>(
          std::count_if(part.ids.begin(), part.ids.end(), [&](TermId id) { return own[id] >= 0; }));
    }
  });
  std::partial_sum(first_rows_.begin(), first_rows_.end(), first_rows_.begin());
  std::partial_sum(first_nonzeros_.begin(), first_nonzeros_.end(), first_nonzeros_.begin());
  check_matrix_size(first_rows_.back(), first_nonzeros_.back());
}

void TfidfRows::write(std::int32_t* ends, std::int32_t* columns, float* values, const Run& run) {
  Workers workers(run);
  PerThread<RowWriter> writers([&](std::size_t) { return RowWriter(tfidf_); });
  workers.for_chunks(
      parts_.size(), 1,
      [&](const Chunk& chunk) {
        const CountedPart part = std::move(parts_[chunk.index]);
        writers.mine().write(part, columns_[part.thread], first_nonzeros_[chunk.index],
                             ends + first_rows_[chunk.index], columns, values);
      },
      "vectorize");
}

}  // namespace tema::inline v0::detail
