#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"

#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// A file that is either complete or not there at all. It is written without a name, in the folder where it
/// belongs, and gets its name at commit(). If it is not committed, nothing is left behind, however the
/// process ends, and an earlier file of that name stays.
///
/// Where the file system has no files without a name, the file is written under a name that ends in
/// ".partial", and a process that is killed leaves it there. When a file is replaced, the new one has such a
/// name for the moment between two system calls, because no single call does both; a process that is killed
/// in that moment leaves the new file, complete, under that name.
///
/// The new file gets the permissions of the file that it replaces. A file that may not be written is not
/// replaced. If the path is a symbolic link, the file that it leads to is replaced or created, and the link
/// stays.
///
/// A path that is not a regular file (a pipe, a terminal), or that leads into /dev or /proc once links are
/// followed (such as /dev/stdout), is written directly. Not thread-safe.
class TEMA_EXPORT OutputFile {
 public:
  /// Throws Error{io} if the file cannot be created.
  explicit OutputFile(std::string path, RunContext run = {});
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws Error{io} if it cannot be written (for example, on a full disk), Cancelled on a stop.
  void write(std::string_view bytes);

  /// Writes what is left and flushes it to the disk, still without a name. Nothing can be written afterwards.
  /// With it, files that belong together get their names only once all of them are complete. Throws what
  /// write() throws.
  void finish();

  /// Gives the file its name. Calls finish() first if nobody has, without looking for a stop. When it
  /// returns, the name is on the disk, too.
  void commit();

 private:
  void open_temporary();
  void flush();
  void take_place();
  void keep_place();
  [[noreturn]] void fail(std::string_view what) const;

  std::string path_;
  std::string temporary_;   // the ".partial" name; empty while the file has no name
  bool is_direct_ = false;  // written under its own name at once
  bool is_finished_ = false;
  RunContext run_;
  int file_ = -1;
  std::string buffer_;
};

/// True if both paths name the same file, also through links: an existing file, or the place where OutputFile
/// would create one. Only regular files count, since two outputs may go to the same terminal, pipe or device.
[[nodiscard]] TEMA_EXPORT bool is_same_file(const std::string& a, const std::string& b);

}}  // namespace tema::v0
