#include "io/line_reader.hpp"

#include "tema/core/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <poll.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tema::inline v0::detail {

namespace {

constexpr std::size_t block = std::size_t{1} << 18;
constexpr int milliseconds_between_stops = 20;
constexpr auto longest_line = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

[[noreturn]] void fail(const std::string& name, const char* what) {
  throw Error(ErrorKind::io,
              std::string("cannot ") + what + ' ' + name + ": " + std::generic_category().message(errno));
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

std::string read_whole(const std::string& path, const std::stop_token& stop) {
  InputFile file(path);
  std::string text;
  std::size_t size = 0;
  while (true) {
    if (text.size() - size < block) text.resize(std::max(text.size() * 2, 2 * block));
    const std::size_t count = file.read(text.data() + size, std::min(text.size() - size, 16 * block), stop);
    if (count == 0) break;
    size += count;
  }
  text.resize(size);
  text.shrink_to_fit();
  return text;
}

LineReader::LineReader(const std::string& path, std::stop_token stop) : file_(path), stop_(std::move(stop)) {}

bool LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < block + padding)
    buffer_.resize(std::max(buffer_.size() * 2, end_ + block + padding));
  const std::size_t count = file_.read(buffer_.data() + end_, buffer_.size() - end_ - padding, stop_);
  end_ += count;
  return count > 0;
}

std::optional<std::string_view> LineReader::next() {
  if (stop_.stop_requested()) throw Cancelled();
  while (true) {
    const auto* feed =
        scanned_ == end_
            ? nullptr
            : static_cast<const char*>(std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_));
    if (feed != nullptr || at_end_) {
      const std::size_t line_end = feed != nullptr ? static_cast<std::size_t>(feed - buffer_.data()) : end_;
      if (feed == nullptr && begin_ == end_) return std::nullopt;
      const std::string_view line(buffer_.data() + begin_, line_end - begin_);
      unterminated_ = feed == nullptr;
      ++number_;
      begin_ = scanned_ = std::min(end_, line_end + 1);
      return line;
    }
    scanned_ = end_;
    if (end_ - begin_ > longest_line) {
      throw Error(ErrorKind::limit, name() + ':' + std::to_string(number_ + 1) +
                                        ": the line is longer than 2147483647 bytes, the limit");
    }
    at_end_ = !fill();
  }
}

}  // namespace tema::inline v0::detail
