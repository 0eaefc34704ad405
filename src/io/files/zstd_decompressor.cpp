#include "io/files/decompressor.hpp"

#include <algorithm>
#include <new>
#include <zstd.h>
#include <zstd_errors.h>

namespace tema { inline namespace v0 { namespace detail {

namespace {

class ZstdDecompressor final : public Decompressor {
 public:
  ZstdDecompressor() : stream_(::ZSTD_createDStream()) {
    // 128 MiB, the default, is less than what "zstd --long=31" needs. Memory is used as far as it is written.
    constexpr int largest_window = 31;
    if (stream_ == nullptr) throw std::bad_alloc();
    ::ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, largest_window);
  }
  ~ZstdDecompressor() override { ::ZSTD_freeDStream(stream_); }
  ZstdDecompressor(const ZstdDecompressor&) = delete;
  ZstdDecompressor& operator=(const ZstdDecompressor&) = delete;

  [[nodiscard]] std::string_view format() const override { return "zstd"; }

  Step decode(std::string_view bytes, char* to, std::size_t room) override {
    ZSTD_inBuffer in{bytes.data(), std::min(bytes.size(), wanted_), 0};
    ZSTD_outBuffer out{to, room, 0};
    const std::size_t status = ::ZSTD_decompressStream(stream_, &out, &in);
    if (::ZSTD_isError(status) == 0) {
      is_between_frames_ = status == 0;
      wanted_ = is_between_frames_ ? first_wanted : status;
      return {in.pos, out.pos};
    }
    if (::ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    return {in.pos, out.pos, ::ZSTD_getErrorName(status)};
  }

  [[nodiscard]] bool may_end() const override { return is_between_frames_; }

 private:
  static constexpr std::size_t first_wanted = 5;  // which begin a frame

  ZSTD_DStream* stream_;
  /// It wants a block at a time. If it gets no more, an error is known to be in that.
  std::size_t wanted_ = first_wanted;
  bool is_between_frames_ = false;
};

}  // namespace

std::unique_ptr<Decompressor> make_zstd_decompressor() { return std::make_unique<ZstdDecompressor>(); }

}}}  // namespace tema::v0::detail
