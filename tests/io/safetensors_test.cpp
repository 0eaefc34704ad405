#include "io/safetensors_samples.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using samples::Sample;
using tema::detail::Metadata;
using tema::detail::SafetensorsFile;
using tema::detail::Shape;
using tema::detail::Tensor;
using tema::detail::tensor_of;
using tema::detail::write_safetensors;

namespace {

std::string error_of(const std::string& path, const Metadata& metadata, const std::vector<Tensor>& tensors) {
  try {
    write_safetensors(path, metadata, tensors);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "none";
}

/// As if the disk were full after so many bytes of a file.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_) == 0);
    const rlimit limit{bytes, old_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    static_cast<void>(std::signal(SIGXFSZ, before_));
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*before_)(int);
  rlimit old_{};
};

/// Writes one file over and over, as the metadata's `writer`, until it is killed; says when it did so once.
[[noreturn]] void write_for_ever(const std::string& path, const std::string& writer, int once) {
  const std::vector<double> values(50'000, 1.5);
  const std::vector<Tensor> tensors{tensor_of<double>("values", values, {values.size()})};
  try {
    write_safetensors(path, {{"writer", writer}}, tensors);
    if (::write(once, "1", 1) != 1) ::_exit(1);
    while (true) write_safetensors(path, {{"writer", writer}}, tensors);
  } catch (...) {
    ::_exit(1);
  }
}

/// What a command prints.
std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  REQUIRE(pipe);
  std::string output;
  std::array<char, 256> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    output.append(buffer.data(), count);
  return output;
}

}  // namespace

TEST_CASE("safetensors: what was written is read and mapped") {
  const TemporaryFolder folder;
  const Sample sample;
  write_safetensors(folder.path("a"), sample.metadata, sample.tensors());
  for (const SafetensorsFile& file :
       {SafetensorsFile::read(folder.path("a")), SafetensorsFile::map(folder.path("a"))}) {
    CHECK(samples::holds(file, sample));
    CHECK_NOTHROW(file.verify());
    CHECK(file.metadata("format") == "1");
    const auto rows = file.values<float>("rows", {2, 3});
    CHECK(std::vector<float>(rows.begin(), rows.end()) == sample.floats);
    CHECK(file.values<std::uint8_t>("bytes", {5})[4] == 255);
    CHECK(file.values<float>("", {})[0] == 42.0F);
    CHECK(file.values<double>("none", {0, 300}).empty());
  }
  CHECK(folder.entries() == 1);
}

TEST_CASE("safetensors: no tensors, and no metadata") {
  const TemporaryFolder folder;
  write_safetensors(folder.path("a"), {}, {});
  const SafetensorsFile file = SafetensorsFile::read(folder.path("a"));
  CHECK(file.metadata().empty());
  CHECK(file.tensors().empty());
  CHECK(SafetensorsFile::map(folder.path("a")).tensors().empty());
}

TEST_CASE("safetensors: many tensors, and a name of a megabyte") {
  const TemporaryFolder folder;
  const std::vector<std::int32_t> numbers{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<Tensor> tensors;
  for (std::size_t i = 0; i < 10; ++i) {
    const std::string name = std::string(i == 7 ? 1'000'000 : 1, 'n') + std::to_string(i);
    tensors.push_back(tensor_of<std::int32_t>(name, std::span(numbers).subspan(i, 1), {1}));
  }
  write_safetensors(folder.path("a"), {}, tensors);
  const SafetensorsFile file = SafetensorsFile::read(folder.path("a"));
  for (std::size_t i = 0; i < 10; ++i)
    CHECK(file.values<std::int32_t>(tensors[i].name, {1})[0] == static_cast<std::int32_t>(i));
}

TEST_CASE("safetensors: tensors come in descending element size, and each is aligned") {
  const TemporaryFolder folder;
  write_safetensors(folder.path("a"), {}, Sample().tensors());
  const SafetensorsFile file = SafetensorsFile::read(folder.path("a"));
  const std::vector<std::string> expected{"話題 \"\\\n",         "none", "longs", "rows",
                                          std::string(200, 'n'), "",     "bytes"};
  std::vector<std::string> names;
  for (const Tensor& tensor : file.tensors()) {
    names.push_back(tensor.name);
    CHECK(reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % tema::detail::size_of(tensor.dtype) == 0);
  }
  CHECK(names == expected);
  CHECK(reinterpret_cast<std::uintptr_t>(file.tensors()[0].bytes.data()) % 64 == 0);
}

TEST_CASE("safetensors: the same content gives the same bytes") {
  CHECK(Sample().file() == Sample().file());
  Sample other;
  other.bytes[4] = 254;
  CHECK(Sample().file() != other.file());
}

TEST_CASE("safetensors: a copy keeps the bytes alive") {
  const TemporaryFolder folder;
  write_safetensors(folder.path("a"), Sample().metadata, Sample().tensors());
  for (const bool mapped : {false, true}) {
    auto first = std::make_unique<SafetensorsFile>(mapped ? SafetensorsFile::map(folder.path("a"))
                                                          : SafetensorsFile::read(folder.path("a")));
    const SafetensorsFile copy = *first;
    first.reset();
    CHECK(samples::holds(copy, Sample()));
  }
}

TEST_CASE("safetensors: what a file has not is named") {
  const TemporaryFolder folder;
  const std::string path = folder.path("a");
  write_safetensors(path, {}, Sample().tensors());
  const SafetensorsFile file = SafetensorsFile::read(path);
  CHECK_THROWS_WITH_AS(static_cast<void>(file.metadata("x")), (path + ": there is no metadata \"x\"").c_str(),
                       tema::Error);
  CHECK_THROWS_WITH_AS(static_cast<void>(file.tensor("x")), (path + ": there is no tensor \"x\"").c_str(),
                       tema::Error);
  CHECK_THROWS_WITH_AS(static_cast<void>(file.values<float>("rows", {3, 2})),
                       (path + ": tensor \"rows\" is F32 [2, 3], but must be F32 [3, 2]").c_str(),
                       tema::Error);
  CHECK_THROWS_WITH_AS(static_cast<void>(file.values<std::int32_t>("rows", {2, 3})),
                       doctest::Contains("is F32 [2, 3], but must be I32 [2, 3]"), tema::Error);
}

TEST_CASE("safetensors: a writer's mistakes are named, and nothing is written") {
  const TemporaryFolder folder;
  const std::string path = folder.path("a");
  const std::vector<float> values{1.0F, 2.0F};
  const auto floats = [&](const std::string& name, Shape shape) {
    return tensor_of<float>(name, values, std::move(shape));
  };
  CHECK(error_of(path, {}, {floats("a", {3})}) ==
        "tensor \"a\": shape is F32 [3], but must be that of 8 bytes");
  CHECK(error_of(path, {}, {floats("a", {std::uint64_t{1} << 63, 4})}) ==
        "tensor \"a\": shape is F32 [9223372036854775808, 4], but must be that of 8 bytes");
  CHECK(error_of(path, {}, {floats("a", Shape(9, 1))}) ==
        "tensor \"a\": number of dimensions is 9, but must be from 0 to 8");
  CHECK(error_of(path, {}, {floats("a", {2}), floats("b", {2}), floats("a", {2})}) ==
        "tensor name is \"a\", but must be the name of only one tensor");
  CHECK(error_of(path, {}, {floats("__metadata__", {2})}).starts_with("tensor name is \"__metadata__\""));
  CHECK(error_of(path, {}, {floats("\xFF", {2})}) == "tensor name is \"\uFFFD\", but must be UTF-8");
  CHECK(error_of(path, {{"k", "\xC3"}}, {}) == "metadata \"k\" is \"\uFFFD\", but must be UTF-8");
  CHECK(error_of(path, {{"xxh3:a", ""}}, {}).starts_with("metadata key is \"xxh3:a\""));
  CHECK(folder.entries() == 0);
}

TEST_CASE("safetensors: a header beyond the limit is refused before anything is written") {
  const TemporaryFolder folder;
  Metadata metadata;
  metadata["long"].resize(100'000'000, 'x');
  CHECK_THROWS_WITH_AS(write_safetensors(folder.path("a"), metadata, {}),
                       doctest::Contains("above the limit"), tema::Error);
  CHECK(folder.entries() == 0);
}

TEST_CASE("safetensors: a file that cannot be read is an io error") {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.path("none"), folder.path(".")}) {
    CHECK_THROWS_WITH_AS(static_cast<void>(SafetensorsFile::read(path)), doctest::Contains("cannot "),
                         tema::Error);
    CHECK_THROWS_WITH_AS(static_cast<void>(SafetensorsFile::map(path)), doctest::Contains("cannot "),
                         tema::Error);
  }
}

TEST_CASE("safetensors: a full disk leaves the old file and nothing else") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a", "before");
  const std::vector<double> values(100'000, 1.5);
  const std::vector<Tensor> tensors{tensor_of<double>("values", values, {values.size()})};
  {
    const FileSizeLimit limit(300'000);
    CHECK_THROWS_WITH_AS(write_safetensors(path, {}, tensors), doctest::Contains("cannot write"),
                         tema::Error);
  }
  CHECK(TemporaryFolder::content(path) == "before");
  CHECK(folder.entries() == 1);
  CHECK_THROWS_WITH_AS(write_safetensors("/dev/full", {}, tensors),
                       doctest::Contains("cannot write /dev/full"), tema::Error);
}

TEST_CASE("safetensors: a requested stop ends writing and reading") {
  const TemporaryFolder folder;
  const std::string path = folder.path("a");
  write_safetensors(path, {}, Sample().tensors());
  const std::string before = TemporaryFolder::content(path);
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(write_safetensors(path, {}, {}, run), tema::Cancelled);
  CHECK_THROWS_AS(static_cast<void>(SafetensorsFile::read(path, run)), tema::Cancelled);
  CHECK_THROWS_AS(SafetensorsFile::map(path).verify(run), tema::Cancelled);
  CHECK(TemporaryFolder::content(path) == before);
  CHECK(folder.entries() == 1);
}

TEST_CASE("safetensors: a process that is killed while it writes leaves a whole file") {
  const TemporaryFolder folder;
  const std::string path = folder.path("a");
  for (int round = 0; round < 30; ++round) {
    std::array<int, 2> once{};
    REQUIRE(::pipe(once.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) write_for_ever(path, std::to_string(round), once[1]);
    char byte = 0;
    CHECK(::read(once[0], &byte, 1) == 1);
    ::usleep(static_cast<useconds_t>(round * 100));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    for (const int end : once) ::close(end);
    CHECK(SafetensorsFile::read(path).metadata("writer") == std::to_string(round));
  }
}

TEST_CASE("safetensors: a plain reader in Python finds the same") {
  const TemporaryFolder folder;
  const Sample sample;
  write_safetensors(folder.path("a"), {{"format", "1"}, {"topik", "話題"}}, sample.tensors());
  const std::string output = output_of(TEMA_PYTHON " " TEMA_READ_SAFETENSORS " " + folder.path("a"));
  CHECK(output ==
        "metadata {\"format\": \"1\", \"topik\": \"\\u8a71\\u984c\"}\n"
        "\"\\u8a71\\u984c \\\"\\\\\\n\" F64 [2] [0.1, -2.5]\n"
        "\"none\" F64 [0, 300] []\n"
        "\"longs\" I64 [2, 1, 1] [-1, 4611686018427387904]\n"
        "\"rows\" F32 [2, 3] [0.5, -0.0, 3.25, 9.99994610111476e-41, 7.0, -1.0000000150474662e+30]\n"
        "\"" +
            std::string(200, 'n') +
            "\" I32 [3] [-2147483648, 0, 2147483647]\n"
            "\"\" F32 [] [42.0]\n"
            "\"bytes\" U8 [5] [0, 1, 127, 128, 255]\n");
}
