#pragma once

#include "io/files/text_encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// An open file, which is closed at the end of its life.
class InputFile {
 public:
  /// Opens `path`, or takes standard input for "-". Throws Error{io}.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// Reads up to `size` bytes; returns 0 at the end. While it waits for a pipe or a terminal, a stop throws
  /// Cancelled.
  std::size_t read(char* to, std::size_t size, const std::stop_token& stop);

  /// Makes the next read begin at this byte of a regular file. Throws Error{io}.
  void go_to(std::uint64_t position);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] int descriptor() const { return file_; }

 private:
  std::string name_;
  int file_ = -1;
};

/// A whole text file as UTF-8.
struct WholeText {
  std::string text;
  std::size_t offset = 0;  ///< bytes of the file before it: those of a byte order mark, if that is of UTF-8
  std::uint64_t repaired = 0;  ///< as LineReader::repaired
};

/// Reads a file in UTF-8, with or without a byte order mark, or in UTF-16 or UTF-32 with a mark. UTF-8 is
/// left as it is. Throws Error{io}; Error{format} for a file that is plainly UTF-16 or UTF-32 without a mark.
WholeText read_text(const std::string& path, const std::stop_token& stop);

/// Reads a file line by line. Each line is followed by so many readable bytes that a parser may read past its
/// end. The encodings are those of read_text.
class LineReader {
 public:
  static constexpr std::size_t padding = 64;

  LineReader(const std::string& path, std::stop_token stop);

  /// The next line without its line feed, or nothing at the end; valid until the next call.
  /// Throws Error{limit} for a line beyond 2³¹ - 1 bytes.
  std::optional<std::string_view> next();

  /// The number of the last line that was read, from 1 on.
  [[nodiscard]] std::uint64_t number() const { return number_; }

  /// True if the last line that was read had no line feed: the file ends there.
  [[nodiscard]] bool unterminated() const { return unterminated_; }

  /// The number of ill-formed parts that became U+FFFD so far, in a file with a mark of UTF-16 or UTF-32.
  [[nodiscard]] std::uint64_t repaired() const { return decoder_ ? decoder_->repaired() : 0; }

  [[nodiscard]] const std::string& name() const { return file_.name(); }

 private:
  bool fill();
  void make_room();
  bool begin();
  bool decode();
  void add_decoded(std::string_view bytes);

  InputFile file_;
  std::stop_token stop_;
  std::vector<char> buffer_;
  std::optional<Utf8Decoder> decoder_;  // for a file that is not UTF-8
  bool has_begun_ = false;
  std::size_t begin_ = 0;    // where the bytes begin that were not returned yet
  std::size_t scanned_ = 0;  // there is no line feed before this position
  std::size_t end_ = 0;      // the end of the bytes that were read
  std::uint64_t number_ = 0;
  bool unterminated_ = false;
  bool at_end_ = false;
};

}}}  // namespace tema::v0::detail
