#include "matrix_outputs.hpp"

#include "outputs.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/io/matrix_file.hpp"
#include "tema/io/matrix_market.hpp"
#include "tema/linalg/rows.hpp"

#include <filesystem>
#include <stdexcept>

namespace tema_program {

namespace {

namespace files = std::filesystem;

bool is_safetensors(const std::string& output) { return files::path(output).extension() == ".safetensors"; }

std::string with_extension(const std::string& output, const char* extension) {
  return files::path(output).replace_extension(extension).string();
}

/// The path of the matrix, after checking that no output replaces an input or another output.
std::string checked_matrix(const std::string& output, std::initializer_list<std::string> inputs,
                           const tema::RunContext& run) {
  const std::string option = "--output " + output;
  if (is_safetensors(output)) {
    check_outputs({{option, output}}, inputs, run);
  } else {
    check_outputs({{option, output},
                   {"the terms of " + option, with_extension(output, ".terms.jsonl")},
                   {"the ids of " + option, with_extension(output, ".ids.jsonl")}},
                  inputs, run);
  }
  return output;
}

}  // namespace

std::vector<std::size_t> document_frequencies(const tema::SparseMatrix& x) {
  std::vector<std::size_t> documents(static_cast<std::size_t>(x.cols()));
  for (Eigen::Index i = 0; i < x.nonZeros(); ++i) ++documents[static_cast<std::size_t>(x.innerIndexPtr()[i])];
  return documents;
}

void check_matrix_format(const std::string& output) {
  const std::string extension = files::path(output).extension().string();
  if (extension == ".mtx" || extension == ".safetensors") return;
  throw std::invalid_argument("output is " + output +
                              ", but must be NAME.mtx (Matrix Market) or NAME.safetensors");
}

MatrixOutputs::MatrixOutputs(const std::string& output, std::initializer_list<std::string> inputs,
                             const tema::RunContext& run)
    : matrix_(checked_matrix(output, inputs, run), run) {
  if (is_safetensors(output)) return;
  terms_.emplace(with_extension(output, ".terms.jsonl"), run);
  ids_.emplace(with_extension(output, ".ids.jsonl"), run);
}

void MatrixOutputs::write(const std::vector<tema::Document>& documents, const tema::Tfidf& tfidf,
                          const tema::SparseMatrix& x, const tema::RunContext& run) {
  if (!ids_) {
    tema::write_matrix(tema::as_rows(x).view(), tfidf, documents, matrix_, run);
    matrix_.commit();
    return;
  }
  write_ids(documents);
  write_terms(tfidf, x);
  tema::write_matrix_market(tema::as_rows(x).view(), matrix_,
                            "rows: documents, those of the .ids.jsonl beside this file\n"
                            "columns: terms, those of the .terms.jsonl",
                            run);
  for (tema::OutputFile* file : {&*ids_, &*terms_, &matrix_}) file->finish();
  for (tema::OutputFile* file : {&*ids_, &*terms_, &matrix_}) file->commit();
}

void MatrixOutputs::write_ids(const std::vector<tema::Document>& documents) {
  std::string line;
  for (const tema::Document& document : documents) {
    line.clear();
    tema::JsonWriter json(line);
    json.begin_object().field("id", document.id);
    if (!document.label.empty()) json.field("label", document.label);
    json.end_object();
    ids_->write(line += '\n');
  }
}

void MatrixOutputs::write_terms(const tema::Tfidf& tfidf, const tema::SparseMatrix& x) {
  const std::vector<std::size_t> documents = document_frequencies(x);
  std::string line;
  for (std::size_t column = 0; column < documents.size(); ++column) {
    line.clear();
    tema::JsonWriter json(line);
    json.begin_object().field("term", tfidf.vocabulary().term(static_cast<tema::TermId>(column)));
    json.field("documents", documents[column]).field("idf", tfidf.idf()[column]).end_object();
    terms_->write(line += '\n');
  }
}

}  // namespace tema_program
