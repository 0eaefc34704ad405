#pragma once

#include "progress_bar.hpp"
#include "tema/io/corpus_reader.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tema_program {

/// The options that tell how a corpus is read, the same for every command.
void add_corpus_options(CLI::App& command, tema::CorpusReaderOptions& options);

/// The path of a corpus: as given, or standard input if that is no terminal. Throws std::invalid_argument.
std::string corpus_path(const std::string& given);

/// What a message calls it.
std::string corpus_name(const std::string& path);

/// What befell while a corpus was read.
struct ReadingCounts {
  std::uint64_t skipped = 0;            ///< lines that could not be used
  std::uint64_t repaired = 0;           ///< ill-formed parts
  std::uint64_t unknown_languages = 0;  ///< documents whose language field is not a language code
};

/// Tells it on standard error, unless it was nothing.
void report_reading(const std::string& path, const ReadingCounts& counts);

/// Tells on standard error which of these languages have no stop words here, unless all have.
void report_languages(std::span<const std::string> codes);

/// The documents of a corpus; unless it is to be quiet, it tells what was passed over or repaired.
std::vector<tema::Document> read_documents(const std::string& path, const tema::CorpusReaderOptions& options,
                                           bool quiet, ProgressBar& bar, const tema::RunContext& run);

/// Throws Error{format} unless there are documents, and one of them has a text.
void check_has_text(const std::string& path, const std::vector<tema::Document>& documents);

/// Warns, unless quiet, where half of the documents or more are copies of one text.
void report_copies(const std::vector<tema::Document>& documents, bool quiet);

/// The documents of the sample built into the program: "id" or "en". Throws std::invalid_argument for
/// another.
std::vector<tema::Document> sample_documents(const std::string& language);

/// Labels as numbers, in the order in which they first appear; -1 for a document that has none.
std::vector<std::int32_t> numbered_labels(const std::vector<tema::Document>& documents);

}  // namespace tema_program
