#include "io/files/input_stream.hpp"

#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>
#include <zstd.h>

using tema::Error;
using tema::ErrorKind;
using tema::detail::InputOptions;
using tema::detail::InputStream;

namespace {

using Compress = std::string (*)(std::string_view);

std::string gzip(std::string_view text) {
  z_stream stream = {};
  REQUIRE(::deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(::deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  ::deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view text) {
  ZSTD_CCtx* const context = ::ZSTD_createCCtx();
  ::ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string out(::ZSTD_compressBound(text.size()), '\0');
  out.resize(::ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ::ZSTD_freeCCtx(context);
  return out;
}

/// Texts of random words, of some hundred thousand bytes.
std::string random_text(std::uint64_t seed, std::size_t words) {
  tema::Random random(seed, 1);
  std::string text;
  for (std::size_t i = 0; i < words; ++i) text += "word" + std::to_string(random.below(5000)) + ' ';
  return text;
}

std::string without_digits(std::string text) {
  std::erase_if(text, [](char character) { return character >= '0' && character <= '9'; });
  return text;
}

class Files {
 public:
  /// What is read of a file with these bytes, by one thread and by two.
  std::string read(const std::string& bytes, std::size_t piece = 5000,
                   std::uint64_t max_bytes = InputOptions().max_bytes) const {
    const std::string text = read_by(bytes, piece, {max_bytes, false});
    CHECK(read_by(bytes, piece, {max_bytes, true}) == text);
    return text;
  }

  /// The message of the error that reading fails with, by one thread and by two.
  std::string failure(const std::string& bytes, ErrorKind kind = ErrorKind::format,
                      std::uint64_t max_bytes = InputOptions().max_bytes) const {
    const std::string message = failure_by(bytes, kind, {max_bytes, false});
    const std::string ahead = failure_by(bytes, kind, {max_bytes, true});
    // A limit is noticed after a piece, and pieces differ.
    const bool is_limit = kind == ErrorKind::limit;
    CHECK((is_limit ? without_digits(ahead) : ahead) == (is_limit ? without_digits(message) : message));
    return message;
  }

  /// A file with these bytes.
  std::string file(const std::string& bytes) const {
    const std::string path = folder_.path("file");
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

 private:
  std::string read_by(const std::string& bytes, std::size_t piece, const InputOptions& options) const {
    InputStream stream(file(bytes), options);
    std::string text;
    std::vector<char> to(piece);
    while (const std::size_t count = stream.read(to.data(), to.size(), {})) text.append(to.data(), count);
    CHECK(stream.read(to.data(), to.size(), {}) == 0);  // the end stays the end
    return text;
  }

  std::string failure_by(const std::string& bytes, ErrorKind kind, const InputOptions& options) const {
    try {
      read_by(bytes, 5000, options);
    } catch (const Error& error) {
      CHECK(error.kind() == kind);
      return std::string(error.what()).substr(folder_.path("file").size());
    }
    return "no error";
  }

  TemporaryFolder folder_;
};

const std::vector<Compress> all = {gzip, zstd};

}  // namespace

TEST_CASE("input stream: any pieces of plain and of compressed files give the same bytes") {
  const Files files;
  const std::string text = random_text(1, 30000);
  for (const std::size_t piece : {std::size_t{7}, std::size_t{5000}, std::size_t{1} << 20}) {
    CHECK(files.read(text, piece) == text);
    for (const Compress compress : all) CHECK(files.read(compress(text), piece) == text);
  }
  CHECK(files.read("").empty());
  CHECK(files.read("\x1F\x8B") == "\x1F\x8B");
  for (const Compress compress : all) CHECK(files.read(compress("")).empty());
}

TEST_CASE("input stream: members and frames that follow one another are read as one file") {
  const Files files;
  for (const Compress compress : all) {
    std::string bytes;
    std::string text;
    for (std::uint64_t i = 0; i < 20; ++i) {
      const std::string piece = i % 5 == 4 ? "" : random_text(i, 1 + 700 * i);
      bytes += compress(piece);
      text += piece;
    }
    CHECK(files.read(bytes) == text);
  }
}

TEST_CASE("input stream: what is cut off names the byte where the file ends") {
  const Files files;
  const std::string text = random_text(2, 20000);
  for (const Compress compress : all) {
    const std::string whole = compress(text);
    const std::string name = compress == &gzip ? "gzip" : "zstd";
    for (std::size_t size = 4; size < whole.size(); size += 1 + whole.size() / 40) {
      const std::string message = files.failure(whole.substr(0, size));
      CHECK(message ==
            ": the " + name + " data is cut off at byte " + std::to_string(size) + ", where the file ends");
    }
    // Inside of the second of two.
    CHECK(files.failure(whole + whole.substr(0, whole.size() / 2)).find("is cut off at byte ") !=
          std::string::npos);
  }
}

TEST_CASE("input stream: bytes after the data are an error that names them") {
  const Files files;
  for (const Compress compress : all) {
    const std::string whole = compress("some text");
    const std::string message = files.failure(whole + "garbage");
    CHECK_MESSAGE(message.find("corrupt at byte") != std::string::npos, message);
    CHECK(files.failure(whole + std::string(512, '\0')).find("corrupt at byte") != std::string::npos);
  }
  const std::string message = files.failure(zstd("some text") + "garbage");
  CHECK(message.find("at byte " + std::to_string(zstd("some text").size())) != std::string::npos);
}

TEST_CASE("input stream: a changed byte is found, or leaves the text as it was") {
  const Files files;
  const std::string text = random_text(3, 3000);
  tema::Random random(4, 1);
  for (const Compress compress : all) {
    const std::string whole = compress(text);
    std::size_t found = 0;
    for (int i = 0; i < 200; ++i) {
      std::string damaged = whole;
      const std::size_t at = 4 + random.below(whole.size() - 4);
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << random.below(8)));
      try {
        const std::string read = files.read(damaged);
        CHECK(read == text);  // a byte of the header says nothing of the text
      } catch (const Error& error) {
        ++found;
        CHECK(std::string(error.what()).find(" at byte ") != std::string::npos);
      }
    }
    CHECK(found >= 190U);
  }
}

TEST_CASE("input stream: a file that is made to fill the memory is refused") {
  const Files files;
  const std::string zeros(std::size_t{1} << 26, '\0');
  const std::string message = files.failure(zstd(zeros), ErrorKind::limit);
  CHECK_MESSAGE(message.find("more than 1,000 times as many") != std::string::npos, message);
  const std::string text = random_text(5, 3000);
  for (const Compress compress : all) {
    CHECK(files.read(compress(text), 5000, text.size()) == text);
    CHECK(files.failure(compress(text), ErrorKind::limit, text.size() - 1).find("(max_bytes)") !=
          std::string::npos);
  }
  CHECK(files.read(text, 5000, 1) == text);  // which is not decompressed
}

TEST_CASE("input stream: a reader that stops early, or is stopped, leaves no thread behind") {
  const Files files;
  const std::string path = files.file(zstd(random_text(3, 2000000)));
  for (std::size_t reads = 0; reads < 20; ++reads) {
    InputStream stream(path, {.read_ahead = true});
    std::vector<char> to(1000);
    for (std::size_t i = 0; i < reads; ++i) CHECK(stream.read(to.data(), to.size(), {}) > 0);
  }
  std::stop_source stop;
  stop.request_stop();
  InputStream stream(path, {.read_ahead = true});
  std::vector<char> to(std::size_t{1} << 20);
  const auto read_all = [&] {
    while (stream.read(to.data(), to.size(), stop.get_token()) > 0) {
    }
  };
  CHECK_THROWS_AS(read_all(), tema::Cancelled);
}

TEST_CASE("read ahead: bytes before an error come first, and the error stays") {
  std::size_t calls = 0;
  tema::detail::ReadAhead ahead([&](char* to, std::size_t size, const std::stop_token&) -> std::size_t {
    if (++calls == 7) throw std::runtime_error("the seventh");
    std::fill_n(to, size / calls, static_cast<char>('a' + calls));
    return size / calls;
  });
  std::string text;
  std::vector<char> to(777);
  const auto read_all = [&] {
    while (const std::size_t count = ahead.read(to.data(), to.size(), {})) text.append(to.data(), count);
  };
  CHECK_THROWS_WITH(read_all(), "the seventh");
  std::string expected;
  constexpr std::size_t block = std::size_t{1} << 18;
  for (std::size_t i = 1; i < 7; ++i) expected.append(block / i, static_cast<char>('a' + i));
  CHECK(text == expected);
  CHECK_THROWS_WITH(read_all(), "the seventh");
}
