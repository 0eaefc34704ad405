#include "io/report/packed.hpp"

#include "tema/core/error.hpp"

#include <algorithm>
#include <array>
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

/// The digits: printable ASCII without those that mean something to HTML.
constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-.:;=?@[]^_{|}";
static_assert(digits.size() == 85);

std::string base85(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() / 4 * 5 + 5);
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    const std::size_t given = std::min<std::size_t>(bytes.size() - i, 4);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 4; ++j)
      group = group << 8 | (j < given ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    std::array<char, 5> written{};
    for (std::size_t j = 5; j-- > 0; group /= 85) written[j] = digits[group % 85];
    out.append(written.data(), given + 1);
  }
  return out;
}

}  // namespace

std::string packed(std::string_view text) { return base85(gzip(text)); }

}}}  // namespace tema::v0::detail
