#include "io/files/input_file.hpp"

#include "io/files/similar_file.hpp"
#include "tema/core/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr int milliseconds_between_stops = 20;

[[noreturn]] void fail(const std::string& name, const char* what) {
  const int code = errno;
  throw Error(ErrorKind::io, std::string("cannot ") + what + ' ' + name + ": " +
                                 std::generic_category().message(code) +
                                 (code == ENOENT ? similar_file(name) : ""));
}

}  // namespace

InputFile::InputFile(const std::string& path) : name_(path == "-" ? "standard input" : path) {
  file_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) fail(name_, "open");
}

InputFile::~InputFile() {
  if (file_ != STDIN_FILENO) ::close(file_);
}

std::size_t InputFile::read(char* to, std::size_t size, const std::stop_token& stop) {
  while (true) {
    if (stop.stop_requested()) throw Cancelled();
    // A read of a pipe may wait for ever, and no stop would wake it.
    pollfd waiting{file_, POLLIN, 0};
    const int ready = stop.stop_possible() ? ::poll(&waiting, 1, milliseconds_between_stops) : 1;
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t count = ::read(file_, to, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR && errno != EAGAIN) fail(name_, "read");
  }
}

void InputFile::go_to(std::uint64_t position) {
  if (::lseek(file_, static_cast<off_t>(position), SEEK_SET) < 0) fail(name_, "read");
}

}}}  // namespace tema::v0::detail
