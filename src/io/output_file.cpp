#include "tema/io/output_file.hpp"

#include "tema/core/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tema::inline v0 {

namespace {

namespace files = std::filesystem;

constexpr std::size_t buffered = std::size_t{1} << 16;
constexpr mode_t default_mode = 0666;  // less the process's umask

}  // namespace

OutputFile::OutputFile(std::string path, Run run) : path_(std::move(path)), run_(std::move(run)) {
  std::error_code ignored;
  const files::file_status status = files::status(path_, ignored);
  if (files::exists(status) && !files::is_regular_file(status)) {
    file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    // A link stays a link: what it leads to is replaced.
    if (files::exists(status)) path_ = files::canonical(path_).string();
    temporary_ = path_ + ".partial-" + std::to_string(::getpid());
    file_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, default_mode);
  }
  if (file_ < 0) fail("create");
}

OutputFile::~OutputFile() {
  if (file_ < 0) return;
  ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::fail(std::string_view what) const {
  throw Error(ErrorKind::io,
              "cannot " + std::string(what) + ' ' + path_ + ": " + std::generic_category().message(errno));
}

void OutputFile::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= buffered) flush();
}

void OutputFile::flush() {
  throw_if_stopped(run_);
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t count = ::write(file_, left.data(), left.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("write");
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
}

void OutputFile::commit() {
  flush();
  if (temporary_.empty()) {
    ::close(std::exchange(file_, -1));
    return;
  }
  if (::fsync(file_) != 0) fail("write");
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("create");
  ::close(std::exchange(file_, -1));
}

}  // namespace tema::inline v0
