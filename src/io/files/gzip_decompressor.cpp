#include "io/files/decompressor.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <zlib.h>

namespace tema { inline namespace v0 { namespace detail {

namespace {

class GzipDecompressor final : public Decompressor {
 public:
  GzipDecompressor() {
    constexpr int gzip_alone = 16;
    if (::inflateInit2(&stream_, MAX_WBITS + gzip_alone) != Z_OK) throw std::bad_alloc();
  }
  ~GzipDecompressor() override { ::inflateEnd(&stream_); }
  GzipDecompressor(const GzipDecompressor&) = delete;
  GzipDecompressor& operator=(const GzipDecompressor&) = delete;

  [[nodiscard]] std::string_view format() const override { return "gzip"; }

  Step decode(std::string_view bytes, char* to, std::size_t room) override {
    // Another member begins, or something that is none, which zlib then says.
    if (is_between_members_ && !bytes.empty()) {
      ::inflateReset(&stream_);
      is_between_members_ = false;
    }
    constexpr std::size_t most = std::numeric_limits<uInt>::max();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // which it only reads
    stream_.avail_in = static_cast<uInt>(std::min(bytes.size(), most));
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min(room, most));
    const uInt given = stream_.avail_in;
    const uInt wanted = stream_.avail_out;
    const int status = ::inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    is_between_members_ = status == Z_STREAM_END;
    Step step{given - stream_.avail_in, wanted - stream_.avail_out};
    // Z_BUF_ERROR: there was nothing to read or no room.
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
      step.error = stream_.msg != nullptr ? stream_.msg : "unknown error";
    return step;
  }

  [[nodiscard]] bool may_end() const override { return is_between_members_; }

 private:
  z_stream stream_ = {};
  bool is_between_members_ = false;
};

}  // namespace

std::unique_ptr<Decompressor> make_gzip_decompressor() { return std::make_unique<GzipDecompressor>(); }

}}}  // namespace tema::v0::detail
