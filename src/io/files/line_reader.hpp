#pragma once

#include "io/files/utf8_stream.hpp"
#include "tema/io/whole_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Reads a file in UTF-8, with or without a byte order mark, or in UTF-16 or UTF-32 with a mark. UTF-8 is
/// left as it is. Throws what InputStream throws; Error{format} for a file that is plainly UTF-16 or UTF-32
/// without a mark.
WholeText read_text(const std::string& path, const std::stop_token& stop, const InputOptions& input = {});

/// What an error of a file that is read line by line names.
struct LinePlace {
  const std::string& file;
  std::uint64_t number;            ///< of the line, from 1 on
  bool is_cut_off = false;         ///< true if the file ends within it
  std::string_view what = "line";  ///< what is wrong: the line, or an "element" that begins there
};

/// Reads a file line by line. Each line is followed by so many readable bytes that a parser may read past its
/// end. The encodings are those of read_text.
class LineReader {
 public:
  static constexpr std::size_t padding = 64;

  explicit LineReader(const std::string& path, std::stop_token stop = {}, const InputOptions& input = {});

  /// The next line without its line feed, or nothing at the end; valid until the next call.
  /// Throws Error{limit} for a line beyond 2³¹ - 1 bytes.
  std::optional<std::string_view> next();

  /// The number of the last line that was read, from 1 on.
  [[nodiscard]] std::uint64_t number() const { return number_; }

  /// The last line that was read. If it had no line feed, the file ends there.
  [[nodiscard]] LinePlace place() const { return {name(), number_, unterminated_}; }

  /// The number of ill-formed parts that became U+FFFD so far, in a file with a mark of UTF-16 or UTF-32.
  [[nodiscard]] std::uint64_t repaired() const { return file_.repaired(); }

  [[nodiscard]] const std::string& name() const { return file_.name(); }

 private:
  bool fill();
  void make_room();

  Utf8Stream file_;
  std::stop_token stop_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;    // where the bytes begin that were not returned yet
  std::size_t scanned_ = 0;  // there is no line feed before this position
  std::size_t end_ = 0;      // the end of the bytes that were read
  std::uint64_t number_ = 0;
  bool unterminated_ = false;
  bool at_end_ = false;
};

}}}  // namespace tema::v0::detail
