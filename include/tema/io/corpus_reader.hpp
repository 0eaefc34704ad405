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
  std::string id_field = "id";      ///< a string or a number; a line without it is named by its number
  std::string text_field = "text";  ///< a string; must be there
  /// A string, a number, a boolean, or an array of one string; may be missing.
  std::string label_field = "label";
  std::string language_field = "language";  ///< a string, a code of ISO 639 or BCP 47; may be missing
  bool skip_invalid = false;  ///< pass over lines that cannot be used, and count them, instead of failing
};

/// Reads the documents of a corpus one after the other (a DocumentSource). A corpus is one of
///
/// - `*.jsonl` or `*.ndjson`: JSON lines, each an object, each parsed by itself; blank lines are passed over;
/// - `*.txt`: one document, its id the file's name;
/// - a folder: each `*.txt` in it or below, in the order of their paths, which are the ids; the label is the
///   name of the first folder on that path, if there is one; names that are not UTF-8 are repaired;
/// - `-`: JSON lines from standard input.
///
/// A file that begins with a byte order mark of UTF-16 or UTF-32 is decoded; what is plainly one of these
/// without a mark is refused. In JSON, of several fields with one name the last counts, bytes that are not
/// UTF-8 and escapes of lone surrogates become U+FFFD, and are counted; a text file in UTF-8 is taken as it
/// is.
///
/// What cannot be used ends the reading with Error{format}, which names the file and the line; what cannot be
/// read, with Error{io}; a line beyond 2³¹ - 1 bytes, with Error{limit}; a stop, with Cancelled. Not
/// thread-safe.
class TEMA_EXPORT CorpusReader {
 public:
  /// Throws Error{io} if the path cannot be opened, Error{format} if it is nothing that can be read, or a
  /// folder without texts.
  explicit CorpusReader(const std::string& path, CorpusReaderOptions options = {},
                        const RunContext& run = {});
  ~CorpusReader();
  CorpusReader(CorpusReader&&) noexcept;
  CorpusReader& operator=(CorpusReader&&) noexcept;

  /// Puts the next document in `document`; false at the end.
  bool next(Document& document);

  /// Lines passed over so far because of skip_invalid.
  [[nodiscard]] std::uint64_t skipped() const;

  /// Ill-formed parts of JSON's UTF-8, of UTF-16 and of UTF-32, and lone surrogates, that became U+FFFD so
  /// far.
  [[nodiscard]] std::uint64_t repaired() const;

  /// Documents read so far whose language canonical_language() does not know.
  [[nodiscard]] std::uint64_t unknown_languages() const;

  class Source;  ///< what the kinds of corpora have in common; private to the library

 private:
  std::unique_ptr<Source> source_;
};

/// All documents of a corpus, and what was passed over or repaired.
struct Corpus {
  std::vector<Document> documents;
  std::uint64_t skipped = 0;            ///< as CorpusReader::skipped
  std::uint64_t repaired = 0;           ///< as CorpusReader::repaired
  std::uint64_t unknown_languages = 0;  ///< as CorpusReader::unknown_languages
};

/// The files that a CorpusReader would read: the path itself, or those of the folder, in their order; none
/// for standard input. Throws Error{io} if the folder cannot be read; Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> corpus_files(const std::string& path,
                                                                const RunContext& run = {});

/// Reads a whole corpus into memory. It may be empty.
[[nodiscard]] TEMA_EXPORT Corpus read_corpus(const std::string& path, const CorpusReaderOptions& options = {},
                                             const RunContext& run = {});

}}  // namespace tema::v0
