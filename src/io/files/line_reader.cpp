#include "io/files/line_reader.hpp"

#include "tema/core/error.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t block = std::size_t{1} << 18;
constexpr auto longest_line = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

std::string read_whole(const std::string& path, const std::stop_token& stop, const InputOptions& input) {
  InputStream file(path, input);
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

WholeText read_text(const std::string& path, const std::stop_token& stop, const InputOptions& input) {
  WholeText result;
  result.text = read_whole(path, stop, input);
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

LineReader::LineReader(const std::string& path, std::stop_token stop, const InputOptions& input)
    : file_(path, input), stop_(std::move(stop)) {}

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
  make_room();
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
                                        ": the line is longer than the limit of 2147483647 bytes");
    }
    at_end_ = !fill();
  }
}

}}}  // namespace tema::v0::detail
