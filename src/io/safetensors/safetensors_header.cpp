#include "io/safetensors/safetensors_header.hpp"

#include "io/json/json_reader.hpp"
#include "tema/core/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw Error(ErrorKind::format, path + ": " + what);
}

/// Reads the entries one by one, and checks each one before it is used: nothing is nested deeper than in a
/// valid header, and no key occurs twice.
class HeaderReader {
 public:
  HeaderReader(const std::string& path, std::string_view header, std::span<const std::byte> data)
      : path_(path), data_(data), json_(header) {}

  /// Reads all entries.
  void read();

  /// The header, once all its parts fit together.
  SafetensorsHeader take();

 private:
  [[noreturn]] void fail(const std::string& what) const { detail::fail(path_, what); }
  void expect(JsonReader::Type type, const std::string& place);
  void read_metadata();
  void read_tensor(const std::string& name);
  void read_dtype(Tensor& tensor, const std::string& place);
  std::vector<std::uint64_t> read_numbers(const std::string& place, std::size_t most, const char* too_many);
  void add(Tensor tensor, const std::vector<std::uint64_t>& offsets);
  void check_offsets(const Tensor& tensor, const std::vector<std::uint64_t>& offsets) const;
  void check_names() const;
  void take_checksums();

  const std::string& path_;
  std::span<const std::byte> data_;
  JsonReader json_;
  SafetensorsHeader header_;
  bool has_metadata_ = false;
  std::uint64_t position_ = 0;  // the end of the tensors so far, in the data
};

void HeaderReader::expect(JsonReader::Type type, const std::string& place) {
  if (json_.type() == type) return;
  const char* const expected = type == JsonReader::Type::object  ? "an object"
                               : type == JsonReader::Type::array ? "an array"
                                                                 : "a string";
  fail(place + " is " + json_.name_of_next() + ", but must be " + expected);
}

void HeaderReader::read_metadata() {
  expect(JsonReader::Type::object, std::string(metadata_entry));
  if (std::exchange(has_metadata_, true)) fail(std::string(metadata_entry) + " is there twice");
  json_.object([&](const std::string& key) {
    expect(JsonReader::Type::string, "metadata " + in_quotes(key));
    if (!header_.metadata.try_emplace(key, json_.string()).second)
      fail("metadata " + in_quotes(key) + " is there twice");
  });
}

void HeaderReader::read_tensor(const std::string& name) {
  const std::string place = "tensor " + in_quotes(name);
  expect(JsonReader::Type::object, place);
  Tensor tensor;
  tensor.name = name;
  std::vector<std::uint64_t> offsets;
  std::array<bool, 3> has{};
  constexpr std::array<std::string_view, 3> fields = {"dtype", "shape", "data_offsets"};
  json_.object([&](const std::string& field) {
    const auto known = std::find(fields.begin(), fields.end(), field);
    if (known == fields.end()) fail(place + " has the unknown field " + in_quotes(field));
    const auto number = static_cast<std::size_t>(known - fields.begin());
    if (std::exchange(has[number], true)) fail(place + ": " + field + " is there twice");
    if (field == "dtype") read_dtype(tensor, place + ": " + field);
    if (field == "shape") tensor.shape = read_numbers(place + ": " + field, max_dimensions, "8 dimensions");
    if (field == "data_offsets") offsets = read_numbers(place + ": " + field, 2, "two numbers");
  });
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!has[i]) fail(place + " has no " + std::string(fields[i]));
  if (offsets.size() != 2) fail(place + ": data_offsets does not have two numbers");
  add(std::move(tensor), offsets);
}

void HeaderReader::read_dtype(Tensor& tensor, const std::string& place) {
  expect(JsonReader::Type::string, place);
  const std::string value = json_.string();
  const std::optional<Dtype> dtype = dtype_of(value);
  if (!dtype) fail(place + " is " + in_quotes(value) + ", but must be U8, I32, I64, F32 or F64");
  tensor.dtype = *dtype;
}

std::vector<std::uint64_t> HeaderReader::read_numbers(const std::string& place, std::size_t most,
                                                      const char* too_many) {
  expect(JsonReader::Type::array, place);
  std::vector<std::uint64_t> numbers;
  json_.array([&] {
    const std::string found = json_.name_of_next();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), number);
    if (error != std::errc() || end != found.data() + found.size())
      fail(place + " has " + found + ", but must have only whole numbers from 0 to 2⁶⁴ - 1");
    if (numbers.size() == most) fail(place + " has more than " + too_many);
    numbers.push_back(json_.whole());
  });
  return numbers;
}

void HeaderReader::add(Tensor tensor, const std::vector<std::uint64_t>& offsets) {
  check_offsets(tensor, offsets);
  tensor.bytes = data_.subspan(offsets[0], offsets[1] - offsets[0]);
  position_ = offsets[1];
  header_.tensors.push_back(std::move(tensor));
}

void HeaderReader::check_offsets(const Tensor& tensor, const std::vector<std::uint64_t>& numbers) const {
  const std::uint64_t begin = numbers[0];
  const std::uint64_t end = numbers[1];
  const std::string offsets = "tensor " + in_quotes(tensor.name) + ": data_offsets " + text_of(numbers);
  const std::string shape = std::string(name(tensor.dtype)) + ' ' + text_of(tensor.shape);
  if (begin > end) fail(offsets + " end before they begin");
  if (begin != position_) {
    fail(offsets + (begin < position_ ? " overlap" : " leave a gap after") +
         " the data before them, which ends at " + std::to_string(position_));
  }
  if (end > data_.size()) {
    fail(offsets + " reach beyond the file, which has " + std::to_string(data_.size()) + " bytes of data");
  }
  const std::optional<std::uint64_t> bytes = count_bytes(tensor.dtype, tensor.shape);
  if (!bytes) fail("tensor " + in_quotes(tensor.name) + ": shape " + shape + " is larger than 2⁶³ - 1 bytes");
  if (*bytes != end - begin) {
    fail(offsets + " are " + std::to_string(end - begin) + " bytes, but " + shape + " has " +
         std::to_string(*bytes));
  }
  if (begin % size_of(tensor.dtype) != 0) fail(offsets + " are misaligned for " + shape);
}

void HeaderReader::check_names() const {
  std::vector<std::string_view> names;
  names.reserve(header_.tensors.size());
  for (const Tensor& tensor : header_.tensors) names.push_back(tensor.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) fail("tensor " + in_quotes(*twice) + " is there twice");
}

/// Moves the checksums of the tensors out of the metadata.
void HeaderReader::take_checksums() {
  header_.checksums.reserve(header_.tensors.size());
  for (const Tensor& tensor : header_.tensors) {
    auto entry = header_.metadata.extract(std::string(tensor_checksum_key) + tensor.name);
    if (entry.empty()) fail("tensor " + in_quotes(tensor.name) + " has no checksum in the metadata");
    header_.checksums.push_back(std::move(entry.mapped()));
  }
  const auto left = header_.metadata.lower_bound(checksum_key);
  if (left != header_.metadata.end() && left->first.starts_with(checksum_key))
    fail("metadata " + in_quotes(left->first) + " is the checksum of a tensor that does not exist");
}

void HeaderReader::read() {
  expect(JsonReader::Type::object, "the header");
  json_.object(
      [&](const std::string& name) { name == metadata_entry ? read_metadata() : read_tensor(name); });
  json_.end();
}

SafetensorsHeader HeaderReader::take() {
  if (position_ != data_.size()) {
    fail("the tensors end at " + std::to_string(position_) + ", but the file has " +
         std::to_string(data_.size()) + " bytes of data");
  }
  check_names();
  header_.metadata.erase(std::string(checksum_key));
  take_checksums();
  return std::move(header_);
}

/// The text of the header, whose length it checks.
std::string_view header_of(const std::string& path, std::span<const std::byte> bytes) {
  if (bytes.size() < length_bytes) {
    fail(path,
         "the file has " + std::to_string(bytes.size()) + " bytes, too few for the length of its header");
  }
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), length_bytes);
  const std::string found = "the header's length is " + std::to_string(length);
  if (length > longest_header) fail(path, found + ", above the limit of " + std::to_string(longest_header));
  if (length > bytes.size() - length_bytes) {
    fail(path, found + ", but the file has " + std::to_string(bytes.size()) + " bytes");
  }
  if ((length_bytes + length) % data_alignment != 0) {
    fail(path, found + ": the data after it must begin at a multiple of " + std::to_string(data_alignment));
  }
  return {reinterpret_cast<const char*>(bytes.data()) + length_bytes, static_cast<std::size_t>(length)};
}

void check_checksum(const std::string& path, std::string_view header) {
  if (!header.starts_with(header_start) || header.size() < header_start.size() + no_checksum.size())
    fail(path, "the header does not begin with its checksum, the metadata \"xxh3\"");
  const std::string_view expected = header.substr(header_start.size(), no_checksum.size());
  const std::string found = checksum_of_header(header);
  if (found != expected) {
    fail(path,
         "the header is damaged: its checksum is " + found + ", but the file says " + in_quotes(expected));
  }
}

}  // namespace

SafetensorsHeader parse_safetensors(const std::string& path, std::span<const std::byte> bytes) {
  const std::string_view header = header_of(path, bytes);
  try {
    HeaderReader reader(path, header, bytes.subspan(length_bytes + header.size()));
    reader.read();
    check_checksum(path, header);
    return reader.take();
  } catch (const JsonError& error) {
    fail(path, std::string("the header is not valid JSON: ") + error.what());
  }
}

}}}  // namespace tema::v0::detail
