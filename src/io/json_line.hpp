#pragma once

#include "io/line_reader.hpp"

#include <simdjson.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tema::inline v0::detail {

/// Parses the lines of a JSON-lines file, each by itself, and words the errors: "FILE:LINE: what is wrong".
class JsonLineParser {
 public:
  /// The object that the reader's current line holds; valid until the next call. A number may be of any size,
  /// but one beyond 64 bits is cut. Throws Error{format}.
  simdjson::dom::object parse(const LineReader& reader, std::string_view line);

  /// A field that is a string, or, where numbers will do, a whole or real number as it is written.
  /// Throws Error{format} if it is anything else; returns false if it is missing or null.
  bool text_of(const LineReader& reader, const simdjson::dom::object& object, const std::string& field,
               bool numbers_will_do, std::string& text);

  /// Ill-formed parts of the UTF-8, and lone surrogates, that became U+FFFD in the current line.
  [[nodiscard]] std::size_t repaired() const { return repaired_; }

 private:
  std::string number_as_written(const std::string& field);

  simdjson::dom::parser parser_;
  simdjson::ondemand::parser numbers_;
  simdjson::padded_string_view source_;  // the current line, repaired
  std::string repaired_line_;
  std::size_t repaired_ = 0;
};

/// The fields of an object, for a message: `"id", "body"`, or `none`.
std::string list_fields(const simdjson::dom::object& object);

/// Throws Error{format}: "FILE:LINE: what".
[[noreturn]] void fail_at(const LineReader& reader, const std::string& what);

}  // namespace tema::inline v0::detail
