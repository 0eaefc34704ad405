#pragma once

#include "tema/core/run.hpp"

#include <string>
#include <string_view>

namespace tema::inline v0 {

/// A file that is there whole or not at all: it is written beside its place under another name, and takes its
/// place at commit(). One that is not committed leaves nothing behind, and what stood in its place before
/// stays.
///
/// A place that is no regular file (a pipe, a terminal, /dev/stdout) is written directly. Not thread-safe.
class OutputFile {
 public:
  /// Throws Error{io} if it cannot be created.
  explicit OutputFile(std::string path, Run run = {});
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws Error{io} if it cannot be written (a full disk, say), Cancelled on a stop.
  void write(std::string_view bytes);

  /// Writes what is left, brings it to the disk, and gives the file its name. Nothing can be written after
  /// it.
  void commit();

 private:
  void flush();
  [[noreturn]] void fail(std::string_view what) const;

  std::string path_;
  std::string temporary_;  // empty if the place is written directly
  Run run_;
  int file_ = -1;
  std::string buffer_;
};

}  // namespace tema::inline v0
