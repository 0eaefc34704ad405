#include "tema/io/matrix_file.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "io/safetensors/packed_strings.hpp"
#include "io/safetensors/safetensors_writer.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

using detail::PackedStrings;
using detail::tensor_of;

void check_shape(const RowsView& x, const Tfidf& tfidf, std::span<const Document> documents) {
  if (!x.sparse()) throw std::invalid_argument("x is dense, but must be sparse");
  if (x.rows != documents.size()) {
    detail::throw_invalid("the number of documents", detail::text_of(documents.size()),
                          detail::text_of(x.rows));
  }
  if (x.cols != tfidf.vocabulary().size()) {
    detail::throw_invalid("the number of terms", detail::text_of(tfidf.vocabulary().size()),
                          detail::text_of(x.cols));
  }
}

std::vector<std::int64_t> document_frequencies(const RowsView& x, std::size_t entries,
                                               const RunContext& run) {
  detail::StopCheck check_stop(run);
  std::vector<std::int64_t> documents(x.cols, 0);
  for (std::size_t i = 0; i < entries; ++i) {
    check_stop();
    ++documents[static_cast<std::size_t>(x.columns[i])];
  }
  return documents;
}

}  // namespace

void write_matrix(const RowsView& x, const Tfidf& tfidf, std::span<const Document> documents,
                  OutputFile& file, const RunContext& run) {
  check_shape(x, tfidf, documents);
  PackedStrings ids;
  PackedStrings labels;
  for (const Document& document : documents) {
    ids.add(document.id);
    labels.add(document.label);
  }
  PackedStrings terms;
  for (std::size_t column = 0; column < x.cols; ++column)
    terms.add(tfidf.vocabulary().term(static_cast<TermId>(column)));
  const auto entries = static_cast<std::size_t>(x.offsets[x.rows]);
  const std::vector<std::int64_t> frequencies = document_frequencies(x, entries, run);

  std::vector<detail::Tensor> tensors;
  tensors.push_back(tensor_of("data", std::span(x.values, entries), {entries}));
  tensors.push_back(tensor_of("indices", std::span(x.columns, entries), {entries}));
  tensors.push_back(tensor_of("indptr", std::span(x.offsets, x.rows + 1), {x.rows + 1}));
  tensors.push_back(tensor_of("idf", tfidf.idf(), {x.cols}));
  tensors.push_back(tensor_of("document_frequencies", std::span<const std::int64_t>(frequencies), {x.cols}));
  terms.append_to(tensors, "vocabulary");
  ids.append_to(tensors, "ids");
  labels.append_to(tensors, "labels");
  detail::write_safetensors(file,
                            {{"format", "tema matrix"},
                             {"format_version", "1"},
                             {"tema_version", detail::this_version()},
                             {"shape", detail::text_of(detail::Shape{x.rows, x.cols})}},
                            tensors, run);
}

}}  // namespace tema::v0
