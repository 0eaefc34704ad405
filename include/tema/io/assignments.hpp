#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// A line of an assignments file: {"id", "topic", "score", "margin"}, and also {"start", "end"} for a piece
/// of a document.
struct AssignmentRecord {
  std::string id;
  TopicAssignment assignment;
  std::optional<ByteSpan> span = {};  ///< where the piece is in its document, in bytes
};

/// The record as a line of JSON, with its line feed. Numbers have the shortest digits that read back as the
/// same floats.
[[nodiscard]] TEMA_EXPORT std::string to_json_line(const AssignmentRecord& record);

/// Reads an assignments file. Throws Error{io} if it cannot be read. Throws Error{format}, naming the line,
/// if a line is not an object with an "id" that is a string or a number, and a "topic" that is a whole number
/// of at least -1.
[[nodiscard]] TEMA_EXPORT std::vector<AssignmentRecord> read_assignments(const std::string& path,
                                                                         const RunContext& run = {});

}}  // namespace tema::v0
