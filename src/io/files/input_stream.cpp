#include "io/files/input_stream.hpp"

#include "tema/core/error.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t block = std::size_t{1} << 16;
constexpr std::uint64_t largest_ratio = 1000;
/// So much is never too much, however little it was before.
constexpr std::uint64_t harmless = std::uint64_t{1} << 24;

}  // namespace

InputStream::InputStream(const std::string& path, const InputOptions& options)
    : file_(path), options_(options) {}

void InputStream::fail(const std::string& what) const {
  throw Error(ErrorKind::format, name() + ": the " + std::string(decompressor_->format()) + " data " + what);
}

/// Reads enough to tell the compression.
void InputStream::begin(const std::stop_token& stop) {
  has_begun_ = true;
  block_.resize(block);
  std::size_t count = 1;
  while (from_file_ < compression_mark && count > 0) {
    count = file_.read(block_.data() + from_file_, block - from_file_, stop);
    from_file_ += count;
  }
  input_ = {block_.data(), static_cast<std::size_t>(from_file_)};
  decompressor_ = decompressor_for(input_);
  if (decompressor_ && options_.read_ahead) {
    ahead_.emplace([this](char* to, std::size_t size, const std::stop_token& stop_ahead) {
      return decompress(to, size, stop_ahead);
    });
  }
}

/// Reads another block of the file. Returns false at its end.
bool InputStream::refill(const std::stop_token& stop) {
  const std::size_t count = file_.read(block_.data(), block_.size(), stop);
  from_file_ += count;
  input_ = {block_.data(), count};
  return count > 0;
}

/// Returns what is left of the first block.
std::size_t InputStream::take(char* to, std::size_t size) {
  const std::size_t count = input_.copy(to, size);
  input_.remove_prefix(count);
  return count;
}

void InputStream::check_size() const {
  if (decompressed_ > options_.max_bytes) {
    throw Error(ErrorKind::limit, name() + ": decompressed, it has more than " +
                                      std::to_string(options_.max_bytes) + " bytes, the limit (max_bytes)");
  }
  if (decompressed_ > std::max(harmless, largest_ratio * position())) {
    throw Error(ErrorKind::limit,
                name() + ": its first " + std::to_string(position()) + " bytes became " +
                    std::to_string(decompressed_) +
                    ", more than 1,000 times as many, as in a file that is made to do harm; "
                    "if you trust it, decompress it before");
  }
}

std::size_t InputStream::read(char* to, std::size_t size, const std::stop_token& stop) {
  if (!has_begun_) begin(stop);
  if (!decompressor_) return input_.empty() ? file_.read(to, size, stop) : take(to, size);
  return ahead_ ? ahead_->read(to, size, stop) : decompress(to, size, stop);
}

std::size_t InputStream::decompress(char* to, std::size_t size, const std::stop_token& stop) {
  while (true) {
    const bool is_at_end = input_.empty() && !refill(stop);
    if (is_at_end && decompressor_->may_end()) return 0;
    // When all is read, there may still be something to write.
    const Decompressor::Step step = decompressor_->decode(input_, to, size);
    input_.remove_prefix(step.read);
    if (!step.error.empty())
      fail("turns out to be corrupt at byte " + std::to_string(position()) + " (" + step.error + ')');
    if (step.written > 0) {
      decompressed_ += step.written;
      check_size();
      return step.written;
    }
    if (is_at_end) fail("is cut off at byte " + std::to_string(position()) + ", where the file ends");
  }
}

}}}  // namespace tema::v0::detail
