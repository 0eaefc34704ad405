#include "io/files/line_reader.hpp"

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

namespace tema { inline namespace v0 { namespace detail {

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

namespace {

void check_encoding(const std::string& name, std::string_view beginning) {
  const std::optional<Encoding> likely = likely_encoding(beginning);
  if (!likely) return;
  const std::string encoding(detail::name(*likely));
  throw Error(ErrorKind::format, name + ": is full of NULs, and likely " + encoding +
                                     " without a byte order mark; convert it: iconv -f " + encoding +
                                     " -t UTF-8");
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

}  // namespace

WholeText read_text(const std::string& path, const std::stop_token& stop) {
  WholeText result;
  result.text = read_whole(path, stop);
  const ByteOrderMark mark = byte_order_mark(result.text);
  if (mark.encoding != Encoding::utf8) {
    const std::string bytes = std::exchange(result.text, {});
    Utf8Decoder decoder(mark.encoding);
    decoder.append(std::string_view(bytes).substr(mark.size), result.text);
    decoder.finish(result.text);
    result.repaired = decoder.repaired();
    return result;
  }
  check_encoding(path, result.text);
  result.offset = mark.size;
  result.text.erase(0, mark.size);
  return result;
}

LineReader::LineReader(const std::string& path, std::stop_token stop) : file_(path), stop_(std::move(stop)) {}

void LineReader::make_room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < block + padding)
    buffer_.resize(std::max(buffer_.size() * 2, end_ + block + padding));
}

/// Reads more bytes. Returns false at the end.
bool LineReader::fill() {
  if (!has_begun_) return begin();
  if (decoder_) return decode();
  make_room();
  const std::size_t count = file_.read(buffer_.data() + end_, buffer_.size() - end_ - padding, stop_);
  end_ += count;
  return count > 0;
}

/// Reads at least as much as a byte order mark may take, and skips the mark. Returns false if the file is
/// empty.
bool LineReader::begin() {
  constexpr std::size_t longest_mark = 4;
  has_begun_ = true;
  make_room();
  std::size_t count = 1;
  while (end_ < longest_mark && count > 0) {
    count = file_.read(buffer_.data() + end_, buffer_.size() - end_ - padding, stop_);
    end_ += count;
  }
  const std::string_view beginning(buffer_.data(), end_);
  const ByteOrderMark mark = byte_order_mark(beginning);
  if (mark.encoding == Encoding::utf8) {
    if (mark.size == 0) check_encoding(name(), beginning);
    begin_ = scanned_ = mark.size;
    return end_ > 0;
  }
  const std::string bytes(beginning.substr(mark.size));
  end_ = 0;
  decoder_.emplace(mark.encoding);
  if (!bytes.empty()) add_decoded(bytes);
  return true;
}

/// Decodes a piece of the file. Returns false at its end.
bool LineReader::decode() {
  std::string bytes(block, '\0');
  bytes.resize(file_.read(bytes.data(), bytes.size(), stop_));
  add_decoded(bytes);
  return !bytes.empty();
}

void LineReader::add_decoded(std::string_view bytes) {
  std::string text;
  decoder_->append(bytes, text);
  if (bytes.empty()) decoder_->finish(text);
  make_room();
  if (buffer_.size() - end_ < text.size() + padding) buffer_.resize(end_ + text.size() + padding);
  std::copy(text.begin(), text.end(), buffer_.begin() + static_cast<std::ptrdiff_t>(end_));
  end_ += text.size();
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
                                        ": the line is longer than the limit of 2147483647 bytes");
    }
    at_end_ = !fill();
  }
}

}}}  // namespace tema::v0::detail
