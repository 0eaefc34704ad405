#include "corpus_arguments.hpp"

#include "counted.hpp"
#include "embedded_samples.hpp"
#include "one_line.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"
#include "terminal_text.hpp"

#include <simdjson.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace tema_program {

namespace {

/// The character, or a tab for "tab".
char delimiter(const std::string& given) {
  if (given == "tab" || given == "\\t") return '\t';
  constexpr std::string_view impossible = "\"\r\n";
  const bool is_ascii = given.size() == 1 && static_cast<unsigned char>(given[0]) < 0x80 && given[0] != 0;
  if (!is_ascii || impossible.find(given) != std::string_view::npos) {
    throw CLI::ValidationError(
        "--delimiter", "it is \"" + one_line(given) + "\", but must be one ASCII character or \"tab\"");
  }
  return given[0];
}

}  // namespace

void add_corpus_options(CLI::App& command, tema::CorpusReaderOptions& options) {
  constexpr auto group = "Reading";
  command.add_option("--id-field", options.id_field, "Field or column of a document's id")
      ->capture_default_str()
      ->group(group);
  command.add_option("--text-field", options.text_field, "Field or column of its text")
      ->capture_default_str()
      ->group(group);
  command.add_option("--label-field", options.label_field, "Field or column of its label")
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--language-field", options.language_field,
                  "Field or column of its language (id, ind, id-ID), if it has one")
      ->capture_default_str()
      ->group(group);
  command.add_option("--title-field", options.title_field, "Field or column of its title, if it has one")
      ->capture_default_str()
      ->group(group);
  command.add_option("--url-field", options.url_field, "Field or column of its address, if it has one")
      ->capture_default_str()
      ->group(group);
  command.add_option("--date-field", options.date_field, "Field or column of its date, if it has one")
      ->capture_default_str()
      ->group(group);
  command.add_option("--columns", options.columns, "Names of the columns of a table without a header")
      ->delimiter(',')
      ->type_name("NAME,...")
      ->group(group);
  command
      .add_option_function<std::string>(
          "--delimiter", [&options](const std::string& given) { options.delimiter = delimiter(given); },
          "What separates the fields of a table (default: a comma in .csv, a tab in .tsv)")
      ->type_name("CHARACTER")
      ->group(group);
  command.add_option("--max-bytes", options.max_bytes, "How many bytes a compressed file may become")
      ->capture_default_str()
      ->group(group);
  command
      .add_flag("--skip-invalid", options.skip_invalid,
                "Skip lines and rows that cannot be used, and count them")
      ->group(group);
}

std::string corpus_path(const std::string& given) {
  if (!given.empty()) return given;
  if (isatty(STDIN_FILENO) != 0) {
    throw std::invalid_argument(
        "no corpus given: name a .jsonl, .csv or .txt file or a folder, or pipe JSON lines in");
  }
  return "-";
}

std::string corpus_name(const std::string& path) { return path == "-" ? "standard input" : path; }

void report_reading(const std::string& path, const ReadingCounts& counts) {
  const std::string begin = "tema: " + one_line(corpus_name(path)) + ": ";
  if (counts.skipped > 0) {
    std::cerr << begin
              << counted(counts.skipped, "line could not be used and was skipped",
                         "lines could not be used and were skipped")
              << '\n';
  }
  if (counts.repaired > 0) {
    std::cerr << begin << counted(counts.repaired, "ill-formed part was", "ill-formed parts were")
              << " read as U+FFFD\n";
  }
  if (counts.unknown_languages > 0) {
    std::cerr << begin << counted(counts.unknown_languages, "document names", "documents name")
              << " a language that is no code of ISO 639 or tag of BCP 47 (such as \"id\"), and "
              << (counts.unknown_languages == 1 ? "is" : "are") << " read as if none were named\n";
  }
}

void report_languages(std::span<const std::string> codes) {
  std::string without;
  for (const std::string& code : codes) {
    if (code == "und" || tema::language_support(code).stop_words) continue;
    without += (without.empty() ? "" : ", ") + code;
  }
  if (!without.empty()) std::cerr << "tema: no stop words for " << without << '\n';
}

std::vector<tema::Document> read_documents(const std::string& path, const tema::CorpusReaderOptions& options,
                                           bool quiet, ProgressBar& bar, const tema::RunContext& run) {
  tema::Corpus corpus = tema::read_corpus(path, options, run);
  bar.clear();
  if (!quiet) report_reading(path, {corpus.skipped, corpus.repaired, corpus.unknown_languages});
  return std::move(corpus.documents);
}

void check_has_text(const std::string& path, const std::vector<tema::Document>& documents) {
  if (documents.empty())
    throw tema::Error(tema::ErrorKind::format, corpus_name(path) + " holds no documents");
  const auto is_empty = [](const tema::Document& document) {
    return document.text.empty() && document.title.empty();
  };
  if (std::all_of(documents.begin(), documents.end(), is_empty))
    throw tema::Error(tema::ErrorKind::format, corpus_name(path) + " holds no text");
}

void report_copies(const std::vector<tema::Document>& documents, bool quiet) {
  if (quiet) return;
  using Words = std::pair<std::string_view, std::string_view>;
  const auto words_of = [](const tema::Document& document) { return Words(document.text, document.title); };
  std::map<Words, std::size_t> counts;
  for (const tema::Document& document : documents) ++counts[words_of(document)];
  counts.erase(Words());
  for (const tema::Document& document : documents) {  // the first such text
    const auto found = counts.find(words_of(document));
    const std::size_t copies = found == counts.end() ? 0 : found->second;
    if (copies < 2 || 2 * copies < documents.size()) continue;
    warn() << copies << " of the " << documents.size() << " documents are copies of one text, that of \""
           << one_line(document.id)
           << "\": its terms are in so many documents that they may be left out; remove the copies "
              "from the corpus\n";
    return;
  }
}

std::vector<tema::Document> sample_documents(const std::string& language) {
  std::vector<tema::Document> documents;
  for (const auto& [name, text] : tema_embedded::embedded_samples()) {
    if (name != "sample_" + language) continue;
    std::istringstream lines{std::string(text)};
    simdjson::dom::parser parser;
    for (std::string line; std::getline(lines, line);) {
      simdjson::dom::element document;
      if (parser.parse(line).get(document) != simdjson::SUCCESS) throw std::bad_alloc();  // it is valid
      const auto field = [&](const char* of_it) { return std::string(std::string_view(document[of_it])); };
      documents.push_back({field("id"), field("text"), field("label")});
    }
  }
  if (documents.empty()) throw std::invalid_argument("sample is \"" + language + "\", but must be id or en");
  return documents;
}

std::vector<std::int32_t> numbered_labels(const std::vector<tema::Document>& documents) {
  std::unordered_map<std::string, std::int32_t> numbers;
  std::vector<std::int32_t> labels;
  labels.reserve(documents.size());
  for (const tema::Document& document : documents) {
    labels.push_back(
        document.label.empty()
            ? -1
            : numbers.try_emplace(document.label, static_cast<std::int32_t>(numbers.size())).first->second);
  }
  return labels;
}

}  // namespace tema_program
