#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Undoes a compression, piece by piece.
class Decompressor {
 public:
  struct Step {
    std::size_t read = 0;
    std::size_t written = 0;
    std::string error = {};  ///< what is wrong with the bytes after those that were read; empty: nothing
  };

  Decompressor() = default;
  virtual ~Decompressor() = default;
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;

  /// "gzip" or "zstd".
  [[nodiscard]] virtual std::string_view format() const = 0;

  /// Reads bytes, at least one unless there is an error or no room, and writes up to `room` bytes. Nothing
  /// may be read after an error. Throws std::bad_alloc.
  virtual Step decode(std::string_view bytes, char* to, std::size_t room) = 0;

  /// True if the data may end after the bytes that were read.
  [[nodiscard]] virtual bool may_end() const = 0;
};

/// Bytes of a file that are enough to tell its compression.
constexpr std::size_t compression_mark = 4;

/// The decompressor for a file that begins with these bytes; null if it is not compressed.
[[nodiscard]] std::unique_ptr<Decompressor> decompressor_for(std::string_view beginning);

/// gzip (RFC 1952) of any number of members. Bytes after a member that begin no other one are an error.
[[nodiscard]] std::unique_ptr<Decompressor> make_gzip_decompressor();

/// zstd (RFC 8878) of any number of frames, with windows of up to 2 GiB.
[[nodiscard]] std::unique_ptr<Decompressor> make_zstd_decompressor();

}}}  // namespace tema::v0::detail
