#pragma once

#include "progress_bar.hpp"
#include "tema/io/corpus_reader.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tema_program {

/// What a corpus may be, for the help of a command.
constexpr auto corpus_kinds =
    "A .jsonl, .csv, .tsv or .txt file (or .gz, .zst), a folder or a pattern of such, or - for JSON lines on "
    "standard input";

/// Adds the options that tell how a corpus is read, which are the same for every command.
void add_corpus_options(CLI::App& command, tema::CorpusReaderOptions& options);

/// The path of a corpus: as it was given, or "-" for standard input if that is not a terminal. Throws
/// std::invalid_argument if there is neither.
std::string corpus_path(const std::string& given);

/// The name of a corpus in messages.
std::string corpus_name(const std::string& path);

/// Counts of skipped and repaired input.
struct ReadingCounts {
  std::uint64_t skipped = 0;            ///< lines that could not be used
  std::uint64_t repaired = 0;           ///< ill-formed parts
  std::uint64_t unknown_languages = 0;  ///< documents whose language field is not a language code
};

/// Reports the counts that are not 0 on standard error.
void report_reading(const std::string& path, const ReadingCounts& counts);

/// Reports on standard error which of these languages have no stop words in tema.
void report_languages(std::span<const std::string> codes);

/// Reads the documents of a corpus. Unless `quiet`, reports what was skipped or repaired.
std::vector<tema::Document> read_documents(const std::string& path, const tema::CorpusReaderOptions& options,
                                           bool quiet, ProgressBar& bar, const tema::RunContext& run);

/// Throws Error{format} unless there are documents, at least one of which has a text.
void check_has_text(const std::string& path, const std::vector<tema::Document>& documents);

/// Unless `quiet`, warns if at least half of the documents are copies of one text, with its title.
void report_copies(const std::vector<tema::Document>& documents, bool quiet);

/// The documents of the sample that is built into the program: "id" or "en". Throws std::invalid_argument for
/// another name.
std::vector<tema::Document> sample_documents(const std::string& language);

/// The labels as numbers, in the order in which they first appear; -1 for a document without a label.
std::vector<std::int32_t> numbered_labels(const std::vector<tema::Document>& documents);

}  // namespace tema_program
