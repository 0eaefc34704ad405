#pragma once

#include "tema/core/parallel.hpp"
#include "tema/vector/tfidf.hpp"
#include "vector/document_counts.hpp"
#include "vector/matrix_writer_state.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Rows of counts, to be weighted by a Tfidf.
class TfidfRows : public MatrixWriter::State {
 public:
  /// What happens to counts that were written.
  enum class Counts { stay, are_freed };

  /// `columns` are by thread and its numbers of terms, -1 for terms without a column. Throws what
  /// check_matrix_size throws.
  TfidfRows(Tfidf tfidf, std::vector<std::vector<std::int32_t>> columns, std::shared_ptr<CountedParts> parts,
            Counts counts, Workers& workers);

  [[nodiscard]] std::size_t rows() const override { return first_rows_.back(); }
  [[nodiscard]] std::size_t cols() const override { return tfidf_.vocabulary().size(); }
  [[nodiscard]] std::size_t nonzeros() const override { return first_nonzeros_.back(); }
  void write(std::int32_t* ends, std::int32_t* columns, float* values, const RunContext& run) override;

 private:
  Tfidf tfidf_;
  std::vector<std::vector<std::int32_t>> columns_;
  std::shared_ptr<CountedParts> parts_;
  Counts counts_;
  std::vector<std::size_t> first_rows_;      // of each part, and the number of all
  std::vector<std::size_t> first_nonzeros_;  // likewise
};

}}}  // namespace tema::v0::detail
