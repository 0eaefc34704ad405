#include "io/files/utf8_stream.hpp"

#include "tema/core/error.hpp"

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t block = std::size_t{1} << 18;

}  // namespace

void check_encoding(const std::string& name, std::string_view beginning) {
  const std::optional<Encoding> likely = likely_encoding(beginning);
  if (!likely) return;
  const std::string encoding(detail::name(*likely));
  throw Error(ErrorKind::format, name + ": is full of NULs, and likely " + encoding +
                                     " without a byte order mark; convert it: iconv -f " + encoding +
                                     " -t UTF-8");
}

/// Reads at least as much as a byte order mark may take, and skips the mark.
void Utf8Stream::begin(const std::stop_token& stop) {
  constexpr std::size_t longest_mark = 4;
  has_begun_ = true;
  ready_.resize(block);
  std::size_t size = 0;
  std::size_t count = 1;
  while (size < longest_mark && count > 0) {
    count = file_.read(ready_.data() + size, ready_.size() - size, stop);
    size += count;
  }
  ready_.resize(size);
  const ByteOrderMark mark = byte_order_mark(ready_);
  taken_ = mark.size;
  if (mark.encoding == Encoding::utf8) {
    if (mark.size == 0) check_encoding(name(), ready_);
    return;
  }
  const std::string bytes = ready_.substr(mark.size);
  ready_.clear();
  taken_ = 0;
  decoder_.emplace(mark.encoding);
  decoder_->append(bytes, ready_);
}

/// Decodes another piece of the file.
void Utf8Stream::decode(const std::stop_token& stop) {
  std::string bytes(block, '\0');
  bytes.resize(file_.read(bytes.data(), bytes.size(), stop));
  ready_.clear();
  taken_ = 0;
  decoder_->append(bytes, ready_);
  if (!bytes.empty()) return;
  decoder_->finish(ready_);
  is_decoded_ = true;
}

std::size_t Utf8Stream::read(char* to, std::size_t size, const std::stop_token& stop) {
  if (!has_begun_) begin(stop);
  while (decoder_ && !is_decoded_ && taken_ == ready_.size()) decode(stop);
  if (taken_ == ready_.size()) return decoder_ ? 0 : file_.read(to, size, stop);
  const std::size_t count = ready_.copy(to, size, taken_);
  taken_ += count;
  return count;
}

}}}  // namespace tema::v0::detail
