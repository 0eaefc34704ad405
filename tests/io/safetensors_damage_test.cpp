#include "io/safetensors_samples.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using samples::Sample;
using samples::sealed;
using tema::detail::SafetensorsFile;
using tema::detail::Tensor;

namespace {

/// A file that is written again and again with other content, and loaded.
class Trial {
 public:
  /// What reading, or mapping, this content comes to; nothing if it is refused as damaged. Whatever else it
  /// throws comes through.
  std::optional<SafetensorsFile> load(std::string_view content, bool mapped) {
    const std::string path = folder_.file("a", content);
    error_ = {};
    try {
      return mapped ? SafetensorsFile::map(path) : SafetensorsFile::read(path);
    } catch (const tema::Error& error) {
      CHECK(error.kind() == tema::ErrorKind::format);
      error_ = error.what();
      CHECK(error_.starts_with(path + ": "));
      error_ = error_.substr(std::min(error_.size(), path.size() + 2));
      return std::nullopt;
    }
  }

  /// The last refusal, without the file's name.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  TemporaryFolder folder_;
  std::string error_;
};

/// True if the tensors are as a file's must be: one behind the other, aligned, their shapes as long as they.
/// Reads every byte of them.
bool is_sound(const SafetensorsFile& file, std::size_t data_size) {
  std::size_t size = 0;
  unsigned sum = 0;
  const std::byte* next = file.tensors().empty() ? nullptr : file.tensors()[0].bytes.data();
  for (const Tensor& tensor : file.tensors()) {
    const auto address = reinterpret_cast<std::uintptr_t>(tensor.bytes.data());
    if (tensor.bytes.data() != next || address % tema::detail::size_of(tensor.dtype) != 0) return false;
    if (tema::detail::count_bytes(tensor.dtype, tensor.shape) != tensor.bytes.size()) return false;
    for (const std::byte byte : tensor.bytes) sum += static_cast<unsigned>(byte);
    size += tensor.bytes.size();
    next += tensor.bytes.size();
  }
  return size == data_size && sum <= 255 * size;
}

std::string header_of(std::string_view file) {
  return std::string(file.substr(8, samples::header_length(file)));
}

std::string data_of(std::string_view file) {
  return std::string(file.substr(8 + samples::header_length(file)));
}

/// A file of two tensors, "a" and "b", which these entries are to describe, with 24 bytes of data; of these
/// the checksums are wrong, which none sees who maps it.
std::string two_tensors(const std::string& entries) {
  return sealed(R"({"__metadata__":{"xxh3":"0000000000000000","xxh3:a":"","xxh3:b":""},)" + entries + "}",
                std::string(24, 'x'));
}

constexpr const char* first = R"("a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]})";
constexpr const char* second = R"("b":{"dtype":"F32","shape":[2],"data_offsets":[16,24]})";

std::string one_changed(const std::string& entry) { return two_tensors(std::string(first) + "," + entry); }

/// Beginning and length of a run of digits of `text`, drawn at random.
std::pair<std::size_t, std::size_t> draw_number(const std::string& text, tema::Random& random) {
  std::size_t begin = text.find_first_of("0123456789", random.below(text.size()));
  if (begin == std::string::npos) begin = text.find_first_of("0123456789");
  if (begin == std::string::npos) return {0, 0};
  return {begin, std::min(text.find_first_not_of("0123456789", begin), text.size()) - begin};
}

void change_number(std::string& text, tema::Random& random) {
  constexpr std::array<const char*, 12> numbers{"0",
                                                "1",
                                                "-1",
                                                "4",
                                                "8",
                                                "1e3",
                                                "2.0",
                                                "4294967296",
                                                "9223372036854775807",
                                                "9223372036854775808",
                                                "18446744073709551615",
                                                "18446744073709551616"};
  const auto [begin, size] = draw_number(text, random);
  const auto [other, other_size] = draw_number(text, random);
  if (random.below(2) == 0) {
    text.replace(begin, size, numbers[random.below(numbers.size())]);
  } else {
    const std::string copy = text.substr(other, other_size);
    if (begin < other) text.replace(other, other_size, text.substr(begin, size));
    text.replace(begin, size, copy);
  }
}

/// One random change of a text: a byte's, an insertion, a deletion, a doubled piece, or a number's.
void change(std::string& text, tema::Random& random) {
  constexpr std::string_view telling = "\"{}[]:,\\ 0-eu\xFF";
  if (text.empty()) return;
  const std::size_t at = random.below(text.size());
  const char byte =
      random.below(2) == 0 ? telling[random.below(telling.size())] : static_cast<char>(random.below(256));
  const std::size_t size = 1 + random.below(random.below(4) == 0 ? 100 : 4);
  switch (random.below(6)) {
    case 0:
      text[at] = byte;
      break;
    case 1:
      text.insert(at, 1, byte);
      break;
    case 2:
      text.erase(at, size);
      break;
    case 3:
      text.insert(random.below(text.size()), text.substr(at, size));
      break;
    default:
      change_number(text, random);
  }
}

}  // namespace

TEST_CASE("safetensors: a file that is cut off anywhere is refused") {
  const std::string whole = Sample().file();
  Trial trial;
  REQUIRE(trial.load(whole, false));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(trial.load(std::string_view(whole).substr(0, size), false));
    CHECK_FALSE(trial.load(std::string_view(whole).substr(0, size), true));
  }
  CHECK_FALSE(trial.load(whole + '\0', false));
  CHECK(trial.error().starts_with("the tensors end at "));
}

TEST_CASE("safetensors: a file with any bit flipped is refused") {
  const std::string whole = Sample().file();
  const std::size_t data = 8 + samples::header_length(whole);
  Trial trial;
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    CAPTURE(bit);
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(trial.load(flipped, false));
    CHECK(trial.load(flipped, true).has_value() == (bit / 8 >= data));
  }
}

TEST_CASE("safetensors: random changes are refused, or the file is as it was") {
  const Sample sample;
  const std::string whole = sample.file();
  tema::Random random(1);
  Trial trial;
  for (int i = 0; i < 5000; ++i) {
    CAPTURE(i);
    std::string content = whole;
    for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) change(content, random);
    if (const auto file = trial.load(content, false)) CHECK(samples::holds(*file, sample));
    if (const auto file = trial.load(content, true))
      CHECK(is_sound(*file, content.size() - 8 - samples::header_length(content)));
  }
}

TEST_CASE("safetensors: random headers with the right checksum are refused, or describe sound tensors") {
  const std::string whole = Sample().file();
  const std::string data = data_of(whole);
  tema::Random random(2);
  Trial trial;
  std::size_t loaded = 0;
  for (int i = 0; i < 20'000; ++i) {
    CAPTURE(i);
    std::string header = header_of(whole);
    for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) change(header, random);
    const std::string content = sealed(header, data);
    if (const auto file = trial.load(content, false)) CHECK(is_sound(*file, data.size()));
    const auto mapped = trial.load(content, true);
    if (mapped) CHECK(is_sound(*mapped, data.size()));
    if (mapped) ++loaded;
  }
  CHECK(loaded > 100);  // some metadata, and padding, may be anything
  CHECK(loaded < 15'000);
}

TEST_CASE("safetensors: what is wrong before the header is named") {
  const std::string whole = Sample().file();
  Trial trial;
  const auto error = [&](const std::string& content) {
    CHECK_FALSE(trial.load(content, true));
    return trial.error();
  };
  const auto with_length = [&](std::uint64_t length) {
    std::string content = whole;
    std::memcpy(content.data(), &length, sizeof length);
    return content;
  };
  CHECK(error("") == "the file has 0 bytes, too few for the length of its header");
  CHECK(error("1234567") == "the file has 7 bytes, too few for the length of its header");
  CHECK(error(with_length(100'000'001)) == "the header's length is 100000001, above the limit of 100000000");
  CHECK(error(with_length(~std::uint64_t{0}))
            .starts_with("the header's length is 18446744073709551615, above"));
  CHECK(error(with_length(99'999'992)) ==
        "the header's length is 99999992, but the file has " + std::to_string(whole.size()) + " bytes");
  CHECK(error(with_length(57))
            .starts_with("the header's length is 57: the data after it must begin at a multiple of"));
}

TEST_CASE("safetensors: a header that is no object of JSON is named") {
  Trial trial;
  const auto error = [&](const std::string& header) {
    CHECK_FALSE(trial.load(sealed(header, ""), true));
    return trial.error();
  };
  CHECK(error("").starts_with("the header is not valid JSON: "));
  CHECK(error("{\"a").starts_with("the header is not valid JSON: "));
  CHECK(error("{\"\xFF\":{}}").starts_with("the header is not valid JSON: "));
  CHECK(error("{}{}").starts_with("the header is not valid JSON: "));
  CHECK(error(std::string("{}\0{}", 5)) ==
        "the header is not valid JSON: it has more than one value at byte 2");
  CHECK(error("[]") == "the header is an array, but must be an object");
  CHECK(error("7") == "the header is 7, but must be an object");
  CHECK(error(std::string(1'000'000, '[')) == "the header is an array, but must be an object");
  CHECK(error("{\"a\":" + std::string(1'000'000, '[')) == "tensor \"a\" is an array, but must be an object");
  CHECK(error("{}") == "the header does not begin with its checksum, the metadata \"xxh3\"");
  CHECK(error(R"({ "__metadata__":{"xxh3":"0000000000000000"}})") == trial.error());
}

TEST_CASE("safetensors: what is wrong with the metadata is named") {
  Trial trial;
  const auto error = [&](const std::string& more) {
    CHECK_FALSE(trial.load(sealed(R"({"__metadata__":{"xxh3":"0000000000000000")" + more + "}", ""), true));
    return trial.error();
  };
  CHECK(trial.load(sealed(R"({"__metadata__":{"xxh3":"0000000000000000","k":"v"}})", ""), false));
  CHECK(error(R"(,"k":1})") == "metadata \"k\" is 1, but must be a string");
  CHECK(error(R"(,"k":null})") == "metadata \"k\" is null, but must be a string");
  CHECK(error(R"(,"k":{}})") == "metadata \"k\" is an object, but must be a string");
  CHECK(error(R"(,"k":[]})") == "metadata \"k\" is an array, but must be a string");
  CHECK(error(R"(,"k":"","\u006b":""})") == "metadata \"k\" is there twice");
  CHECK(error(R"(},"__metadata__":{})") == "__metadata__ is there twice");
  CHECK(error(R"(},"__metadata__":"")") == "__metadata__ is a string, but must be an object");
  CHECK(error(R"(,"xxh3:a":"0000000000000000"})") ==
        "metadata \"xxh3:a\" is the checksum of a tensor that does not exist");
}

TEST_CASE("safetensors: what is wrong with a tensor's fields is named") {
  Trial trial;
  const auto error = [&](const std::string& entry) {
    CHECK_FALSE(trial.load(one_changed(entry), true));
    return trial.error();
  };
  CHECK(trial.load(one_changed(second), true));
  CHECK(error(first) == "tensor \"a\": data_offsets [0, 16] overlap the data before them, which ends at 16");
  CHECK(error(R"("a":{"dtype":"F32","shape":[2],"data_offsets":[16,24]})") == "tensor \"a\" is there twice");
  CHECK(error(R"("b":7)") == "tensor \"b\" is 7, but must be an object");
  CHECK(error(R"("b":{"shape":[2],"data_offsets":[16,24]})") == "tensor \"b\" has no dtype");
  CHECK(error(R"("b":{"dtype":"F32","data_offsets":[16,24]})") == "tensor \"b\" has no shape");
  CHECK(error(R"("b":{"dtype":"F32","shape":[2]})") == "tensor \"b\" has no data_offsets");
  CHECK(error(R"("b":{"dtype":"F32","dtype":"F32"})") == "tensor \"b\": dtype is there twice");
  CHECK(error(R"("b":{"type":"F32"})") == "tensor \"b\" has the unknown field \"type\"");
  CHECK(error(R"("b":{"dtype":"BF16"})") ==
        "tensor \"b\": dtype is \"BF16\", but must be U8, I32, I64, F32 or F64");
  CHECK(error(R"("b":{"dtype":[]})") == "tensor \"b\": dtype is an array, but must be a string");
  CHECK(error(R"("b":{"shape":2})") == "tensor \"b\": shape is 2, but must be an array");
  CHECK(error(R"("c":{"dtype":"F32","shape":[2],"data_offsets":[16,24]})") ==
        "tensor \"c\" has no checksum in the metadata");
}

TEST_CASE("safetensors: a shape that is none is named") {
  Trial trial;
  const auto error = [&](const std::string& shape) {
    CHECK_FALSE(
        trial.load(one_changed(R"("b":{"dtype":"F32","data_offsets":[16,24],"shape":)" + shape + "}"), true));
    return trial.error();
  };
  const std::string numbers = ", but must have only whole numbers from 0 to 2⁶⁴ - 1";
  CHECK(error("[-2]") == "tensor \"b\": shape has -2" + numbers);
  CHECK(error("[2.0]") == "tensor \"b\": shape has 2.0" + numbers);
  CHECK(error("[18446744073709551616]") == "tensor \"b\": shape has 18446744073709551616" + numbers);
  CHECK(error("[\"2\"]") == "tensor \"b\": shape has a string" + numbers);
  CHECK(error("[[2]]") == "tensor \"b\": shape has an array" + numbers);
  CHECK(error("[{}]") == "tensor \"b\": shape has an object" + numbers);
  CHECK(error("[1,1,1,1,1,1,1,1,2]") == "tensor \"b\": shape has more than 8 dimensions");
  CHECK(error("[3]") == "tensor \"b\": data_offsets [16, 24] are 8 bytes, but F32 [3] has 12");
  for (const char* huge : {"[18446744073709551615]", "[4611686018427387904,4]", "[4294967296,4294967296]",
                           "[9223372036854775808,0]"})
    CHECK(error(huge).ends_with(" is larger than 2⁶³ - 1 bytes"));
}

TEST_CASE("safetensors: offsets that are none are named") {
  Trial trial;
  const auto error = [&](const std::string& offsets, const std::string& type = "F32") {
    CHECK_FALSE(trial.load(
        one_changed(R"("b":{"dtype":")" + type + R"(","shape":[2],"data_offsets":)" + offsets + "}"), true));
    return trial.error();
  };
  const std::string start = "tensor \"b\": data_offsets ";
  CHECK(error("[16]") == start + "does not have two numbers");
  CHECK(error("[16,24,32]") == start + "has more than two numbers");
  CHECK(error("[-16,24]") == start + "has -16, but must have only whole numbers from 0 to 2⁶⁴ - 1");
  CHECK(error("[24,16]") == start + "[24, 16] end before they begin");
  CHECK(error("[8,16]") == start + "[8, 16] overlap the data before them, which ends at 16");
  CHECK(error("[17,25]") == start + "[17, 25] leave a gap after the data before them, which ends at 16");
  CHECK(error("[16,25]") == start + "[16, 25] reach beyond the file, which has 24 bytes of data");
  CHECK(error("[16,18446744073709551615]").ends_with("reach beyond the file, which has 24 bytes of data"));
  CHECK(error("[16,18]", "U8") == "the tensors end at 18, but the file has 24 bytes of data");
  CHECK_FALSE(trial.load(two_tensors(R"("a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                                     R"("b":{"dtype":"F64","shape":[2],"data_offsets":[4,20]})"),
                         true));
  CHECK(trial.error() == start + "[4, 20] are misaligned for F64 [2]");
}

TEST_CASE("safetensors: damage is told by the checksums") {
  const std::string whole = Sample().file();
  Trial trial;
  std::string content = whole;
  content[whole.find("kosong")] = 'K';
  CHECK_FALSE(trial.load(content, true));
  CHECK(trial.error().starts_with("the header is damaged: its checksum is "));
  content = whole;
  content.back() = 'x';
  CHECK_FALSE(trial.load(content, false));
  CHECK(trial.error().starts_with("tensor \"bytes\" is damaged: its checksum is "));
  const auto mapped = trial.load(content, true);
  REQUIRE(mapped);
  CHECK_THROWS_WITH_AS(mapped->verify(), doctest::Contains("tensor \"bytes\" is damaged"), tema::Error);
}
