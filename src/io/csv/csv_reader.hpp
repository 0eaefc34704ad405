#pragma once

#include "io/files/utf8_stream.hpp"
#include "tema/core/error.hpp"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A row that cannot be read, although those after it can.
class BadRow : public Error {
 public:
  explicit BadRow(const std::string& message) : Error(ErrorKind::format, message) {}
};

/// Reads a table row by row (RFC 4180, with any delimiter, and with a line feed, a carriage return or both at
/// the end of a row). Spaces belong to fields. The encodings are those of Utf8Stream.
class CsvReader {
 public:
  CsvReader(const std::string& path, char delimiter, std::stop_token stop = {},
            const InputOptions& input = {});

  /// Reads the next row that is not blank. Returns false at the end. Throws BadRow, naming row and column,
  /// for a quote out of place, after which the next call reads the row that begins on the next line;
  /// Error{format} for a quote that is never closed; Error{limit} for a row beyond 2³¹ - 1 bytes; what
  /// Utf8Stream::read throws.
  bool next();

  /// The fields of the row, without quotes. Valid until the next call.
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }

  /// The number of the row, as a spreadsheet counts: from 1 on, with the header and with blank rows.
  [[nodiscard]] std::uint64_t number() const { return number_; }

  [[nodiscard]] std::uint64_t repaired() const { return stream_.repaired(); }

  [[nodiscard]] const std::string& name() const { return stream_.name(); }

 private:
  static constexpr int end_of_file = -1;

  int peek();
  bool skip_blank_rows();
  bool read_field();
  void read_plain();
  void read_quoted();
  void skip_end_of_row();
  void append(const char* begin, const char* end);
  [[noreturn]] void refuse(const std::string& what);
  [[nodiscard]] std::string place() const;

  Utf8Stream stream_;
  std::stop_token stop_;
  char delimiter_;
  std::vector<char> buffer_;
  const char* begin_ = nullptr;  // of the bytes in the buffer that were not read yet
  const char* end_ = nullptr;
  std::string bytes_;              // of all fields of the row
  std::vector<std::size_t> ends_;  // of the fields in these bytes
  std::vector<std::string_view> fields_;
  std::uint64_t number_ = 0;
};

}}}  // namespace tema::v0::detail
