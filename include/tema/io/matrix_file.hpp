#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/io/output_file.hpp"
#include "tema/linalg/views.hpp"
#include "tema/vector/tfidf.hpp"

#include <span>

namespace tema { inline namespace v0 {

/// Writes a matrix of documents × terms, with the terms of its columns and the documents of its rows, as one
/// safetensors file (https://github.com/huggingface/safetensors). The caller commits the file.
///
/// | tensor | type | content |
/// |---|---|---|
/// | `data`, `indices`, `indptr` | F32, I32, I32 | the matrix by rows, as scipy.sparse.csr_matrix takes it |
/// | `vocabulary.bytes`, `vocabulary.offsets` | U8, I64 | the terms of the columns |
/// | `idf` | F64 | the inverse document frequency of each column |
/// | `document_frequencies` | I64 | for each column, the number of rows that have an entry in it |
/// | `ids.bytes`, `ids.offsets` | U8, I64 | the ids of the documents, by row |
/// | `labels.bytes`, `labels.offsets` | U8, I64 | their labels; empty where a document has none |
///
/// A list of strings is stored as its concatenated bytes; string i is from offset i to offset i + 1. The
/// metadata are `format` ("tema matrix"), `format_version`, `tema_version`, `shape` ("[rows, columns]"), and
/// an XXH3 checksum of each tensor.
///
/// Throws std::invalid_argument unless x is sparse, with a row for each document and a column for each term;
/// what OutputFile::write throws; Cancelled on a stop. Needs memory for the strings in addition to x.
TEMA_EXPORT void write_matrix(const RowsView& x, const Tfidf& tfidf, std::span<const Document> documents,
                              OutputFile& file, const RunContext& run = {});

}}  // namespace tema::v0
