#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

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

}}}  // namespace tema::v0::detail
