#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema::inline v0::detail {

/// An open file that is closed at the end.
class InputFile {
 public:
  /// Opens `path`, or takes standard input for "-". Throws Error{io}.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// Reads up to `size` bytes; 0 at the end. Waits for a pipe or a terminal no longer than until a stop:
  /// Cancelled.
  std::size_t read(char* to, std::size_t size, const std::stop_token& stop);

  /// The next read begins at that byte of a regular file. Throws Error{io}.
  void go_to(std::uint64_t position);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] int descriptor() const { return file_; }

 private:
  std::string name_;
  int file_ = -1;
};

/// All bytes of a file.
std::string read_whole(const std::string& path, const std::stop_token& stop);

/// Reads a file line by line, each with so many readable bytes behind it that a parser may read past its end.
class LineReader {
 public:
  static constexpr std::size_t padding = 64;

  LineReader(const std::string& path, std::stop_token stop);

  /// The next line without its line feed, or nothing at the end; valid until the next call.
  /// Throws Error{limit} for a line beyond 2³¹ - 1 bytes.
  std::optional<std::string_view> next();

  /// The number of the line that came last, from 1 on.
  [[nodiscard]] std::uint64_t number() const { return number_; }

  /// True if the line that came last had no line feed: the file ends there.
  [[nodiscard]] bool unterminated() const { return unterminated_; }

  [[nodiscard]] const std::string& name() const { return file_.name(); }

 private:
  bool fill();

  InputFile file_;
  std::stop_token stop_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;    // of what was not returned yet
  std::size_t scanned_ = 0;  // no line feed before this
  std::size_t end_ = 0;      // of what was read
  std::uint64_t number_ = 0;
  bool unterminated_ = false;
  bool at_end_ = false;
};

}  // namespace tema::inline v0::detail
