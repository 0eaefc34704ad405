#pragma once

#include "io/files/line_reader.hpp"
#include "tema/corpus/document.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Parses the lines of a JSON-lines file one by one. Its errors have the form "FILE:LINE: what is wrong".
class JsonLineParser {
 public:
  /// The object of a line, which is followed by LineReader::padding readable bytes; valid until the next
  /// call. A number may have any size, but one beyond 64 bits loses digits. Throws Error{format}.
  simdjson::dom::object parse(const LinePlace& place, std::string_view line);

  /// What a field may be, apart from a string.
  enum class Kind : std::uint8_t {
    text,          ///< an array of strings, which are joined by line feeds
    text_or_null,  ///< null
    name,          ///< null or a number, as it is written
    label,         ///< the same, a boolean, or an array of one string
    label_or_any,  ///< the same, or anything else, which counts as missing
  };

  /// Puts the value of a field into `text`; see find_field. Returns false if it is missing, null, or an empty
  /// array. Throws Error{format} if it is of a kind that is not allowed.
  bool text_of(const LinePlace& place, const simdjson::dom::object& object, const std::string& field,
               Kind kind, std::string& text);

  /// The fields of the object of the current line, apart from those with these names, as
  /// CorpusReaderOptions::metadata has them.
  [[nodiscard]] std::vector<DocumentField> other_fields(const simdjson::dom::object& object,
                                                        std::span<const std::string_view> names) const;

  /// The number of ill-formed parts of the UTF-8, and of lone surrogates, that became U+FFFD in the current
  /// line.
  [[nodiscard]] std::size_t repaired() const { return repaired_; }

 private:
  [[nodiscard]] std::optional<std::vector<DocumentField>> other_fields_by_value(
      const simdjson::dom::object& object, std::span<const std::string_view> names) const;
  [[nodiscard]] std::vector<DocumentField> other_fields_as_written(
      std::span<const std::string_view> names) const;
  simdjson::error_code parse(std::string_view padded, simdjson::dom::element& element);
  [[nodiscard]] std::string number_as_written(const std::string& field,
                                              const simdjson::dom::element& value) const;

  simdjson::dom::parser parser_;
  simdjson::padded_string_view source_;  // the current line, repaired
  std::string repaired_line_;
  std::size_t repaired_ = 0;
  bool are_numbers_cut_ = false;  // true if numbers of the current line beyond 64 bits were cut
};

/// The value of a field, if there is one. Of several fields with this name, it is the last one, as in Python,
/// JavaScript and jq. If there is none of this name, "a.b" is the field "b" of the object "a".
std::optional<simdjson::dom::element> find_field(const simdjson::dom::object& object, std::string_view field);

/// The names of the fields of an object, for a message: `"id", "body"`, or `none`.
std::string list_fields(const simdjson::dom::object& object);

/// Throws Error{format}: "FILE:LINE: what".
[[noreturn]] void fail_at(const LinePlace& place, const std::string& what);

}}}  // namespace tema::v0::detail
