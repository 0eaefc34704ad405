#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/io/output_file.hpp"
#include "tema/linalg/types.hpp"
#include "tema/vector/tfidf.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace tema_program {

/// Of each column, the documents that hold its term: they have an entry for it, even if it weighs nothing.
std::vector<std::size_t> document_frequencies(const tema::SparseMatrix& x);

/// Throws std::invalid_argument unless it is NAME.mtx or NAME.safetensors.
void check_matrix_format(const std::string& output);

/// The files that a matrix is written to, and what its rows and columns are: one of safetensors, or a Matrix
/// Market file and two beside it. They are opened before the work begins, and take their places one after the
/// other, once each is whole.
class MatrixOutputs {
 public:
  /// None of them may be one of the `inputs`, as check_outputs has it.
  MatrixOutputs(const std::string& output, std::initializer_list<std::string> inputs,
                const tema::RunContext& run);

  void write(const std::vector<tema::Document>& documents, const tema::Tfidf& tfidf,
             const tema::SparseMatrix& x, const tema::RunContext& run);

 private:
  void write_ids(const std::vector<tema::Document>& documents);
  void write_terms(const tema::Tfidf& tfidf, const tema::SparseMatrix& x);

  tema::OutputFile matrix_;
  std::optional<tema::OutputFile> terms_;  // of Matrix Market alone
  std::optional<tema::OutputFile> ids_;
};

}  // namespace tema_program
