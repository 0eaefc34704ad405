#include "io/files/line_reader.hpp"

#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using tema::detail::LineReader;

namespace {

/// Writes the first bytes into a pipe, and the others at once when these have been read.
void feed(int pipe, const std::string& first, const std::string& others) {
  REQUIRE(::write(pipe, first.data(), first.size()) == static_cast<ssize_t>(first.size()));
  for (int left = 1; left > 0;) {
    REQUIRE(::ioctl(pipe, FIONREAD, &left) == 0);
    std::this_thread::yield();
  }
  REQUIRE(::write(pipe, others.data(), others.size()) == static_cast<ssize_t>(others.size()));
}

}  // namespace

TEST_CASE("line reader: bytes may be read behind a line, however little came first") {
  constexpr std::size_t block = std::size_t{1} << 18;
  const TemporaryFolder folder;
  const std::string path = folder.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  for (const std::string first : {"a", "ab", "abc"}) {
    const int pipe = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(pipe >= 0);
    REQUIRE(::fcntl(pipe, F_SETPIPE_SZ, static_cast<int>(2 * block)) > 0);
    LineReader reader(path, {});
    const std::string others = std::string(block - 1, 'x') + '\n';
    std::jthread writer([&] { feed(pipe, first, others); });
    const auto line = reader.next();
    writer.join();
    REQUIRE(line.has_value());
    CHECK(*line == first + std::string(block - 1, 'x'));
    // A sanitizer tells if one of these is not of the reader's buffer.
    std::string behind(line->data() + line->size(), LineReader::padding);
    CHECK(behind.front() == '\n');
    ::close(pipe);
  }
}
