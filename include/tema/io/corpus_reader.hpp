#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

struct CorpusReaderOptions {
  std::string id_field = "id";      ///< a string or a number; if missing, the number of the line is the id
  std::string text_field = "text";  ///< a string; required
  /// A string, a number, a boolean, or an array of one string; may be missing.
  std::string label_field = "label";
  std::string language_field = "language";  ///< a string, a tag of ISO 639 or BCP 47; may be missing
  bool skip_invalid = false;                ///< skip and count lines that cannot be used, instead of failing
};

/// Reads the documents of a corpus one after the other (a DocumentSource). A corpus is one of:
///
/// - `*.jsonl` or `*.ndjson`: JSON lines. Each line is an object and is parsed by itself; blank lines are
///   skipped.
/// - `*.txt`: one document, whose id is the name of the file.
/// - A folder: each `*.txt` in it or below. The documents come in the order of their paths, which are the
///   ids. The label is the name of the first folder on the path, if there is one. Names that are not UTF-8
///   are repaired.
/// - `-`: JSON lines from standard input.
///
/// A file that begins with a byte order mark of UTF-16 or UTF-32 is decoded; a file that is plainly in one of
/// these encodings but has no mark is refused. If a JSON object has several fields of one name, the last one
/// counts. In JSON, ill-formed UTF-8 and escapes of lone surrogates become U+FFFD and are counted. The text
/// of a text file in UTF-8 is left as it is.
///
/// Throws Error{format}, naming the file and the line, for input that cannot be used; Error{io} for input
/// that cannot be read; Error{limit} for a line longer than 2³¹ - 1 bytes; Cancelled on a stop. Not
/// thread-safe.
class TEMA_EXPORT CorpusReader {
 public:
  /// Throws Error{io} if the path cannot be opened; Error{format} if it is no kind of corpus, or a folder
  /// without text files.
  explicit CorpusReader(const std::string& path, CorpusReaderOptions options = {},
                        const RunContext& run = {});
  ~CorpusReader();
  CorpusReader(CorpusReader&&) noexcept;
  CorpusReader& operator=(CorpusReader&&) noexcept;

  /// Puts the next document into `document`. Returns false at the end.
  bool next(Document& document);

  /// The number of lines skipped so far because of skip_invalid.
  [[nodiscard]] std::uint64_t skipped() const;

  /// The number of parts that became U+FFFD so far: ill-formed UTF-8 and lone surrogates in JSON, and
  /// ill-formed UTF-16 and UTF-32.
  [[nodiscard]] std::uint64_t repaired() const;

  /// The number of documents read so far whose language canonical_language() does not know.
  [[nodiscard]] std::uint64_t unknown_languages() const;

  class Source;  ///< the interface of all kinds of corpora; private to the library

 private:
  std::unique_ptr<Source> source_;
};

/// All documents of a corpus, and counts of skipped and repaired input.
struct Corpus {
  std::vector<Document> documents;
  std::uint64_t skipped = 0;            ///< as CorpusReader::skipped
  std::uint64_t repaired = 0;           ///< as CorpusReader::repaired
  std::uint64_t unknown_languages = 0;  ///< as CorpusReader::unknown_languages
};

/// The files that a CorpusReader would read: the path itself, or the files of the folder in their order.
/// Empty for standard input. Throws Error{io} if the folder cannot be read, Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> corpus_files(const std::string& path,
                                                                const RunContext& run = {});

/// Reads a whole corpus into memory. The result may be empty.
[[nodiscard]] TEMA_EXPORT Corpus read_corpus(const std::string& path, const CorpusReaderOptions& options = {},
                                             const RunContext& run = {});

}}  // namespace tema::v0
