#include "io/report/packed.hpp"

#include "tema/core/error.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <zlib.h>

namespace tema { inline namespace v0 { namespace detail {

namespace {

std::string gzip(std::string_view text) {
  if (text.size() >= std::numeric_limits<uInt>::max())
    throw Error(ErrorKind::limit, "a block of a report has 2^32 bytes or more");
  constexpr int gzip_window = 15 + 16;  // the largest window, with the header and trailer of gzip
  constexpr int memory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);  // the bound is enough for all of it
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t given = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (j < given ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) out += j <= given ? alphabet[group >> (18 - 6 * j) & 63U] : '=';
  }
  return out;
}

}  // namespace

std::string packed(std::string_view text) { return base64(gzip(text)); }

}}}  // namespace tema::v0::detail
