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
  /// The field of JSON, or the column of a table, for the id: a string or a number. If it is missing, the id
  /// is the number of the line, of the object in its array or of the row, after the name of the file and a
  /// colon where there are several files.
  std::string id_field = "id";
  /// A string, or an array of strings, which are joined by line feeds; required. If it is left as it is and
  /// there is no such field, "snippet", "contents", "body" or "description" takes its place. It may be null
  /// or empty: a document may be a title alone.
  std::string text_field = "text";
  /// A string, a number, a boolean, or an array of one string; may be missing. If it is left as it is and a
  /// table has no such column, "tags" takes its place.
  std::string label_field = "label";
  std::string language_field = "language";  ///< a string, a tag of ISO 639 or BCP 47; may be missing
  /// The heading: of the same types as the label; may be missing. If it is left as it is and there is no such
  /// field, "headline" or "judul" takes its place. What is of another type, or is the text, is no title then.
  std::string title_field = "title";
  /// Where the document was published, and when; only read with `metadata`, in the same way as the title. If
  /// they are left as they are and there is no such field, "link" takes the place of the first; "published",
  /// "published_at" or "time" that of the second.
  std::string url_field = "url";
  std::string date_field = "date";
  /// Fills Document::metadata. All other columns of a table and fields of a JSON object are its columns: a
  /// string as it is, a number as it is written, "true" or "false", and an array or an object as JSON without
  /// white space. A field that is null is left out. Of columns with one name, the second is "NAME_2".
  bool metadata = false;
  /// The names of the columns of a table without a header; empty: its first row has them.
  std::vector<std::string> columns = {};
  char delimiter = 0;         ///< between the fields of a table, in ASCII; 0: a comma in .csv, a tab in .tsv
  bool skip_invalid = false;  ///< skip and count lines and rows that cannot be used, instead of failing
  /// How many bytes a compressed file may become; 64 GiB unless it is set.
  std::uint64_t max_bytes = std::uint64_t{1} << 36;
};

/// Reads the documents of a corpus one after the other (a DocumentSource). A corpus is one of:
///
/// - `*.jsonl`, `*.ndjson` or `*.json`: JSON lines, or one array of objects. Each line or object is parsed by
///   itself; blank lines are skipped. The field of an object in an object is named by its path,
///   "outer.inner".
/// - `*.csv` or `*.tsv`: a table (RFC 4180), each row a document. Its columns are named as the fields of
///   JSON are, in upper or lower case.
/// - `*.txt`: one document, whose id is the name of the file.
/// - A folder: each such file in it or below. The files come in the order of their paths, which are the
///   ids of text files. The label of a text file is the name of the first folder on the path, if there is
///   one. Names that are not UTF-8 are repaired.
/// - A pattern with `*`, `?` or `[]`, if no file has that name: what it matches, in order.
/// - `-`: JSON lines from standard input.
///
/// A file in gzip or zstd is decompressed, whatever its name; `.gz` or `.zst` may follow the names above.
///
/// A file that begins with a byte order mark of UTF-16 or UTF-32 is decoded; a file that is plainly in one of
/// these encodings but has no mark is refused. If a JSON object has several fields of one name, the last one
/// counts. In JSON, ill-formed UTF-8 and escapes of lone surrogates become U+FFFD and are counted. The text
/// of a text file or of a table in UTF-8 is left as it is.
///
/// Throws Error{format}, naming the file and the line, or the row and the column, for input that cannot be
/// used, and naming the byte for compressed input that is damaged, cut off or followed by something else;
/// Error{io} for input that cannot be read; Error{limit} for a line or row longer than 2³¹ - 1 bytes, and for
/// a compressed file that becomes more than `max_bytes`, or more than 1,000 times as large; Cancelled on a
/// stop. Not thread-safe.
class TEMA_EXPORT CorpusReader {
 public:
  /// Throws Error{io} if the path cannot be opened; Error{format} if it is no kind of corpus, or a folder
  /// without any.
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

/// The files that a CorpusReader would read: the path itself, or the files of the folder or pattern in their
/// order. Empty for standard input. Throws what the constructor of a CorpusReader throws, but names a file of
/// any kind.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> corpus_files(const std::string& path,
                                                                const RunContext& run = {});

/// Reads a whole corpus into memory. The result may be empty.
[[nodiscard]] TEMA_EXPORT Corpus read_corpus(const std::string& path, const CorpusReaderOptions& options = {},
                                             const RunContext& run = {});

}}  // namespace tema::v0
