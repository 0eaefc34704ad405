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

/// For each column, the number of documents with its term: those with an entry for it, even if its weight is
/// 0.
std::vector<std::size_t> document_frequencies(const tema::SparseMatrix& x);

/// Throws std::invalid_argument unless the path is NAME.mtx or NAME.safetensors.
void check_matrix_format(const std::string& output);

/// The files of a matrix and of what its rows and columns are: one safetensors file, or a Matrix Market file
/// and two files beside it. They are opened before the work begins, and get their names one after the other
/// once all are complete.
class MatrixOutputs {
 public:
  /// None of the files may be one of the `inputs`; see check_outputs.
  MatrixOutputs(const std::string& output, std::initializer_list<std::string> inputs,
                const tema::RunContext& run);

  void write(const std::vector<tema::Document>& documents, const tema::Tfidf& tfidf,
             const tema::SparseMatrix& x, const tema::RunContext& run);

 private:
  void write_ids(const std::vector<tema::Document>& documents);
  void write_terms(const tema::Tfidf& tfidf, const tema::SparseMatrix& x);

  tema::OutputFile matrix_;
  std::optional<tema::OutputFile> terms_;  // only for Matrix Market
  std::optional<tema::OutputFile> ids_;
};

}  // namespace tema_program
