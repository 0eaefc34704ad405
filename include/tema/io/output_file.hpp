#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"

#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// A file that is there whole or not at all: it is written in the folder of its place without a name, and
/// takes its place at commit(). One that is not committed leaves nothing behind, however the process ends,
/// and what stood in its place before stays. (Where the file system has no files without a name, it is
/// written under one that ends in ".partial", and a process that is killed leaves that. Where it replaces a
/// file, it has such a name for the moment between two calls of the system, as there is none that does both;
/// a process that is killed in that moment leaves the new file, whole, under that name.)
///
/// A file that is replaced passes its permissions on; one that may not be written is not replaced. What a
/// symbolic link leads to is replaced, or made, and the link stays.
///
/// A place that is no regular file (a pipe, a terminal), or lies in /dev or /proc once links are followed
/// (/dev/stdout, whatever that is), is written directly. Not thread-safe.
class TEMA_EXPORT OutputFile {
 public:
  /// Throws Error{io} if it cannot be created.
  explicit OutputFile(std::string path, RunContext run = {});
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws Error{io} if it cannot be written (a full disk, say), Cancelled on a stop.
  void write(std::string_view bytes);

  /// Writes what is left and brings it to the disk, still without its name; nothing can be written after it.
  /// So files that belong together take their places only once each of them is whole. Throws as write().
  void finish();

  /// Gives the file its name, after finish(), which it calls if nobody has: then no stop is looked for. At
  /// its return the name is on the disk, too.
  void commit();

 private:
  void open_temporary();
  void flush();
  void take_place();
  void keep_place();
  [[noreturn]] void fail(std::string_view what) const;

  std::string path_;
  std::string temporary_;   // empty while the file has no name
  bool is_direct_ = false;  // written in its place at once
  bool is_finished_ = false;
  RunContext run_;
  int file_ = -1;
  std::string buffer_;
};

/// True if both paths name one file, also through links: a file that is there, or the place at which
/// OutputFile would make it. Only regular files count: two outputs may go to one terminal, pipe or
/// device.
[[nodiscard]] TEMA_EXPORT bool is_same_file(const std::string& a, const std::string& b);

}}  // namespace tema::v0
