#include "matrix_outputs.hpp"

#include "tema/io/matrix_file.hpp"
#include "tema/io/matrix_market.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace tema_program {

namespace {

namespace files = std::filesystem;
using Json = nlohmann::ordered_json;

/// Where the output with that extension goes. One that the user did not name must not take the place of an
/// input.
std::string checked(const std::string& output, const std::string& extension,
                    std::span<const std::string> inputs) {
  std::string place = files::path(output).replace_extension(extension).string();
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!files::equivalent(input, place, error) || error) continue;
    std::string message = "--output " + output;
    message.append(" would replace ").append(input).append(", which is read");
    throw std::invalid_argument(message);
  }
  return place;
}

void write_line(tema::OutputFile& file, const Json& line) {
  file.write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
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

MatrixOutputs::MatrixOutputs(const std::string& output, std::span<const std::string> inputs,
                             const tema::Run& run)
    : matrix_(checked(output, files::path(output).extension().string(), inputs), run) {
  if (files::path(output).extension() == ".safetensors") return;
  terms_.emplace(checked(output, ".terms.jsonl", inputs), run);
  ids_.emplace(checked(output, ".ids.jsonl", inputs), run);
}

void MatrixOutputs::write(const std::vector<tema::Document>& documents, const tema::Tfidf& tfidf,
                          const tema::SparseMatrix& x, const tema::Run& run) {
  if (!ids_) {
    tema::write_matrix(tema::rows_of(x), tfidf, documents, matrix_, run);
    matrix_.commit();
    return;
  }
  write_ids(documents);
  write_terms(tfidf, x);
  tema::write_matrix_market(tema::rows_of(x), matrix_,
                            "rows: documents, those of the .ids.jsonl beside this file\n"
                            "columns: terms, those of the .terms.jsonl",
                            run);
  for (tema::OutputFile* file : {&*ids_, &*terms_, &matrix_}) file->finish();
  for (tema::OutputFile* file : {&*ids_, &*terms_, &matrix_}) file->commit();
}

void MatrixOutputs::write_ids(const std::vector<tema::Document>& documents) {
  for (const tema::Document& document : documents) {
    Json line = {{"id", document.id}};
    if (!document.label.empty()) line["label"] = document.label;
    write_line(*ids_, line);
  }
}

void MatrixOutputs::write_terms(const tema::Tfidf& tfidf, const tema::SparseMatrix& x) {
  const std::vector<std::size_t> documents = document_frequencies(x);
  for (std::size_t column = 0; column < documents.size(); ++column) {
    write_line(*terms_, {{"term", tfidf.vocabulary().term(static_cast<tema::TermId>(column))},
                         {"documents", documents[column]},
                         {"idf", tfidf.idf()[column]}});
  }
}

}  // namespace tema_program
