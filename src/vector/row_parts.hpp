#pragma once

#include "core/page_allocator.hpp"
#include "vector/matrix_writer_state.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The weighted rows of some documents.
struct RowPart {
  /// Their memory is for the matrix, into which they are copied as they are freed.
  template <class T>
  using Entries = std::vector<T, PageAllocator<T, std::size_t{1} << 14>>;

  std::vector<std::int32_t> ends;  // of each row, from the part's beginning
  Entries<std::int32_t> columns;
  Entries<float> values;

  /// Ends a row, whose entries were appended. Throws Error{limit} for more entries than a matrix can have.
  void end_row() {
    check_matrix_size(ends.size() + 1, values.size());
    ends.push_back(static_cast<std::int32_t>(values.size()));
  }

  /// Forgets the rows; the next ones need no new memory.
  void clear() {
    ends.clear();
    columns.clear();
    values.clear();
  }
};

/// The rows of all documents, part by part.
class RowParts final : public MatrixWriter::State {
 public:
  /// Writing is reported as `stage`, or not at all if that is empty; the name must be valid for ever. Throws
  /// what check_matrix_size throws.
  RowParts(std::vector<RowPart> parts, std::size_t cols, std::string_view stage = {});

  [[nodiscard]] std::size_t rows() const override { return first_rows_.back(); }
  [[nodiscard]] std::size_t cols() const override { return cols_; }
  [[nodiscard]] std::size_t nonzeros() const override { return first_nonzeros_.back(); }
  void write(std::int32_t* ends, std::int32_t* columns, float* values, const RunContext& run) override;

 private:
  std::vector<RowPart> parts_;
  std::size_t cols_;
  std::string_view stage_;
  std::vector<std::size_t> first_rows_;      // of each part, and the number of all
  std::vector<std::size_t> first_nonzeros_;  // likewise
};

}}}  // namespace tema::v0::detail
