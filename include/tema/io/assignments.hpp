#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tema { inline namespace v0 {

/// A line of an assignments file: {"id", "topic", "score", "margin"}, and also {"start", "end"} for a piece
/// of a document, and {"topics": [{"topic", "score"}…]} where several topics were asked for; or a row of a
/// table with these columns.
struct AssignmentRecord {
  std::string id;
  TopicAssignment assignment;
  std::optional<ByteSpan> span = {};  ///< where the piece is in its document, in bytes
  /// The best topics of the document, if they were asked for; see TopicModel::assign_top. Not read from a
  /// file.
  std::optional<std::vector<TopicScore>> topics = {};
};

/// The record as a line of JSON, with its line feed. Numbers have the shortest digits that read back as the
/// same floats.
[[nodiscard]] TEMA_EXPORT std::string to_json_line(const AssignmentRecord& record);

/// The first row of a table of assignments, with its line break: "id,topic,score,margin", and ",start,end"
/// with `spans`. With `top` topics for each document, ",topic_2,score_2" and so on follow.
[[nodiscard]] TEMA_EXPORT std::string assignment_columns(bool spans, std::size_t top = 1);

/// The record as a row of a table (RFC 4180), with its line break. An id that a spreadsheet would take for a
/// formula gets an apostrophe before it, which read_assignments undoes. Of the `top` topics, those that the
/// record does not have are empty.
[[nodiscard]] TEMA_EXPORT std::string to_csv_row(const AssignmentRecord& record, std::size_t top = 1);

/// The columns of assignments with what the corpus tells about their documents. The columns of
/// AssignmentRecord come first; then "title", "url" and "date", if a document has one; then the columns of
/// their metadata, in the order in which they first appear. A column of metadata that has the name of one of
/// these, or of another column of AssignmentRecord, is renamed: "score" becomes "score_2". So
/// read_assignments reads what is written, and ignores the rest.
class TEMA_EXPORT AssignmentColumns {
 public:
  /// Looks for the columns of the documents. `spans`: the records have spans. `top`: how many topics a table
  /// has columns for.
  explicit AssignmentColumns(std::span<const Document> documents, bool spans = false, std::size_t top = 1);

  /// The first row of a table, with its line break. Throws Error{limit} for more than 16,384 columns, beyond
  /// which a spreadsheet does not read.
  [[nodiscard]] std::string header() const;

  /// A row of a table, as to_csv_row. A document without a column has an empty cell. It must be one of those
  /// that were looked at.
  [[nodiscard]] std::string csv_row(const AssignmentRecord& record, const Document& document) const;

  /// A line of JSON, as to_json_line. What a document does not have is left out; all else is a string.
  [[nodiscard]] std::string json_line(const AssignmentRecord& record, const Document& document) const;

 private:
  bool spans_;
  std::size_t top_;
  bool has_title_ = false;
  bool has_url_ = false;
  bool has_date_ = false;
  std::vector<std::string> names_;                       // of the columns of metadata, as they are written
  std::unordered_map<std::string, std::size_t> places_;  // of the same, by their names in the corpus
};

/// Reads an assignments file: JSON lines, or a table if its name ends in .csv. Throws Error{io} if it cannot
/// be read. Throws Error{format}, naming the line or the row, if a line is not an object with an "id" that is
/// a string or a number, and a "topic" that is a whole number of at least -1, or a table has no such columns.
[[nodiscard]] TEMA_EXPORT std::vector<AssignmentRecord> read_assignments(const std::string& path,
                                                                         const RunContext& run = {});

}}  // namespace tema::v0
