#include "tema/vector/pending_rows.hpp"

#include "core/per_thread.hpp"
#include "tema/core/error.hpp"
#include "vector/pending_rows_state.hpp"
#include "vector/row_weigher.hpp"
#include "vector/sparse_accumulator.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <utility>

namespace tema::inline v0 {

namespace {

using detail::CountedPart;

constexpr std::size_t most_entries = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

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

void PendingRows::State::count(Workers& workers) {
  first_rows.assign(parts.size() + 1, 0);
  first_nonzeros.assign(parts.size() + 1, 0);
  workers.for_chunks(parts.size(), 8, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const CountedPart& part = parts[i];
      first_rows[i + 1] = part.distinct.size();
      const std::vector<std::int32_t>& own = columns[part.thread];
      first_nonzeros[i + 1] = static_cast<std::size_t>(
          std::count_if(part.ids.begin(), part.ids.end(), [&](TermId id) { return own[id] >= 0; }));
    }
  });
  std::partial_sum(first_rows.begin(), first_rows.end(), first_rows.begin());
  std::partial_sum(first_nonzeros.begin(), first_nonzeros.end(), first_nonzeros.begin());
  for (const auto& [what, size] : {std::pair("nonzeros", first_nonzeros.back()), {"rows", first_rows.back()}}) {
    if (size <= most_entries) continue;
    throw Error(ErrorKind::limit, "the matrix has " + std::to_string(size) + " " + what +
                                      ": the limit is 2147483647; transform the corpus in blocks");
  }
}

PendingRows::PendingRows(std::unique_ptr<State> state) : state_(std::move(state)) {}
PendingRows::~PendingRows() = default;
PendingRows::PendingRows(PendingRows&&) noexcept = default;
PendingRows& PendingRows::operator=(PendingRows&&) noexcept = default;

std::size_t PendingRows::rows() const { return state_->first_rows.back(); }
std::size_t PendingRows::cols() const { return state_->tfidf.vocabulary().size(); }
std::size_t PendingRows::nonzeros() const { return state_->first_nonzeros.back(); }

void PendingRows::write(std::int32_t* offsets, std::int32_t* columns, float* values, const Run& run) {
  offsets[0] = 0;
  Workers workers(run);
  detail::PerThread<RowWriter> writers([&](std::size_t) { return RowWriter(state_->tfidf); });
  workers.for_chunks(
      state_->parts.size(), 1,
      [&](const Chunk& chunk) {
        CountedPart part = std::move(state_->parts[chunk.index]);
        writers.mine().write(part, state_->columns[part.thread], state_->first_nonzeros[chunk.index],
                             offsets + 1 + state_->first_rows[chunk.index], columns, values);
      },
      "weigh");
}

CsrMatrix to_csr(PendingRows rows, const Run& run) {
  CsrMatrix matrix;
  matrix.cols = rows.cols();
  matrix.offsets.resize(rows.rows() + 1);
  matrix.columns.resize(rows.nonzeros());
  matrix.values.resize(rows.nonzeros());
  rows.write(matrix.offsets.data(), matrix.columns.data(), matrix.values.data(), run);
  return matrix;
}

}  // namespace tema::inline v0
