#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/io/output_file.hpp"
#include "tema/linalg/views.hpp"
#include "tema/vector/tfidf.hpp"

#include <span>

namespace tema { inline namespace v0 {

/// Writes documents × terms, with what its rows and columns are, as one safetensors file
/// (https://github.com/huggingface/safetensors). The caller commits it.
///
/// | tensor | | |
/// |---|---|---|
/// | `data`, `indices`, `indptr` | F32, I32, I32 | the matrix by rows, as scipy.sparse.csr_matrix takes it |
/// | `vocabulary.bytes`, `vocabulary.offsets` | U8, I64 | the terms of the columns, one after the other |
/// | `idf` | F64 | by column |
/// | `document_frequencies` | I64 | by column: the rows that have an entry in it |
/// | `ids.bytes`, `ids.offsets` | U8, I64 | the documents of the rows |
/// | `labels.bytes`, `labels.offsets` | U8, I64 | theirs, empty where there is none |
///
/// Strings are from one offset to the next. The metadata are `format` ("tema matrix"), `format_version`,
/// `tema_version`, `shape` ("[rows, columns]"), and an XXH3 checksum of each tensor.
///
/// Throws std::invalid_argument unless x is sparse, with a row for each document and a column for each term;
/// what OutputFile::write throws; Cancelled on a stop. Memory for the strings beside x.
TEMA_EXPORT void write_matrix(const RowsView& x, const Tfidf& tfidf, std::span<const Document> documents,
                              OutputFile& file, const RunContext& run = {});

}}  // namespace tema::v0
