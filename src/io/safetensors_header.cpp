#include "io/safetensors_header.hpp"

#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace tema::inline v0::detail {

namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw Error(ErrorKind::format, path + ": " + what);
}

/// Takes what nlohmann's parser finds, one by one, so that each entry is checked before anything is made of
/// it: no tree is built, nothing nests deeper than a header does, and no key hides another.
class HeaderHandler final : public nlohmann::json_sax<Json> {
 public:
  HeaderHandler(const std::string& path, std::span<const std::byte> data) : path_(path), data_(data) {}

  bool null() override { refuse("null"); }
  bool boolean(bool /*value*/) override { refuse("a boolean"); }
  bool number_integer(number_integer_t value) override { refuse_number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override;
  bool number_float(number_float_t /*value*/, const string_t& digits) override { refuse_number(digits); }
  bool string(string_t& value) override;
  bool binary(binary_t& /*value*/) override { refuse("binary"); }
  bool start_object(std::size_t size) override;
  bool key(string_t& key) override;
  bool end_object() override;
  bool start_array(std::size_t size) override;
  bool end_array() override;
  bool parse_error(std::size_t position, const std::string& token, const Json::exception& error) override;

  /// What was found, once all is parsed.
  SafetensorsHeader take();

 private:
  enum class Place { outside, top, metadata, tensor, shape, offsets };

  [[nodiscard]] std::string name_place() const;
  [[noreturn]] void fail(const std::string& what) const { detail::fail(path_, what); }
  [[noreturn]] void refuse(const std::string& found) const;
  [[noreturn]] void refuse_number(const std::string& digits) const;
  void start_tensor();
  void finish_tensor();
  void check_offsets() const;
  void check_names() const;
  void take_checksums();

  const std::string& path_;
  std::span<const std::byte> data_;
  SafetensorsHeader header_;
  Place place_ = Place::outside;
  bool has_metadata_ = false;
  std::string name_;   // the entry of the header
  std::string field_;  // that of the entry
  Tensor tensor_;
  std::vector<std::uint64_t> offsets_;
  bool has_dtype_ = false;
  bool has_shape_ = false;
  bool has_offsets_ = false;
  std::uint64_t position_ = 0;  // in the data, behind the tensors so far
};

std::string HeaderHandler::name_place() const {
  switch (place_) {
    case Place::outside:
      return "the header";
    case Place::top:
      return name_ == metadata_entry ? name_ : "tensor " + in_quotes(name_);
    case Place::metadata:
      return "metadata " + in_quotes(field_);
    case Place::tensor:
    case Place::shape:
    case Place::offsets:
      return "tensor " + in_quotes(name_) + ": " + field_;
  }
  return {};
}

void HeaderHandler::refuse(const std::string& found) const {
  std::string expected = "an object";
  if (place_ == Place::metadata || (place_ == Place::tensor && field_ == "dtype")) expected = "a string";
  if (place_ == Place::tensor && field_ != "dtype") expected = "an array";
  if (place_ == Place::shape || place_ == Place::offsets) {
    fail(name_place() + " has " + found + ", but must have whole numbers from 0 to 2⁶⁴ - 1 alone");
  }
  fail(name_place() + " is " + found + ", but must be " + expected);
}

void HeaderHandler::refuse_number(const std::string& digits) const {
  refuse(std::string(first_code_points(digits, 30)));
}

bool HeaderHandler::number_unsigned(number_unsigned_t value) {
  if (place_ == Place::shape) {
    if (tensor_.shape.size() == most_dimensions) {
      fail(name_place() + " has more than " + std::to_string(most_dimensions) + " dimensions");
    }
    tensor_.shape.push_back(value);
  } else if (place_ == Place::offsets) {
    if (offsets_.size() == 2) fail(name_place() + " has more than two numbers");
    offsets_.push_back(value);
  } else {
    refuse_number(std::to_string(value));
  }
  return true;
}

bool HeaderHandler::string(string_t& value) {
  if (place_ == Place::metadata) {
    if (!header_.metadata.try_emplace(field_, std::move(value)).second)
      fail("metadata " + in_quotes(field_) + " is there twice");
  } else if (place_ == Place::tensor && field_ == "dtype") {
    const std::optional<Dtype> dtype = dtype_of(value);
    if (!dtype) fail(name_place() + " is " + in_quotes(value) + ", but must be U8, I32, I64, F32 or F64");
    tensor_.dtype = *dtype;
  } else {
    refuse("a string");
  }
  return true;
}

bool HeaderHandler::start_object(std::size_t /*size*/) {
  if (place_ == Place::outside) {
    place_ = Place::top;
  } else if (place_ != Place::top) {
    refuse("an object");
  } else if (name_ != metadata_entry) {
    start_tensor();
  } else {
    if (std::exchange(has_metadata_, true)) fail(name_ + " is there twice");
    place_ = Place::metadata;
  }
  return true;
}

void HeaderHandler::start_tensor() {
  place_ = Place::tensor;
  tensor_ = {};
  offsets_.clear();
  has_dtype_ = has_shape_ = has_offsets_ = false;
}

bool HeaderHandler::key(string_t& key) {
  (place_ == Place::top ? name_ : field_) = std::move(key);
  if (place_ != Place::tensor) return true;
  const bool known = field_ == "dtype" || field_ == "shape" || field_ == "data_offsets";
  if (!known) fail("tensor " + in_quotes(name_) + " has the unknown field " + in_quotes(field_));
  bool& has = field_ == "dtype" ? has_dtype_ : field_ == "shape" ? has_shape_ : has_offsets_;
  if (std::exchange(has, true)) fail(name_place() + " is there twice");
  return true;
}

bool HeaderHandler::end_object() {
  if (place_ == Place::tensor) finish_tensor();
  place_ = place_ == Place::top ? Place::outside : Place::top;
  return true;
}

bool HeaderHandler::start_array(std::size_t /*size*/) {
  if (place_ != Place::tensor || field_ == "dtype") refuse("an array");
  place_ = field_ == "shape" ? Place::shape : Place::offsets;
  return true;
}

bool HeaderHandler::end_array() {
  if (place_ == Place::offsets && offsets_.size() != 2) fail(name_place() + " has not two numbers");
  place_ = Place::tensor;
  return true;
}

bool HeaderHandler::parse_error(std::size_t /*position*/, const std::string& /*token*/,
                                const Json::exception& error) {
  constexpr std::size_t longest = 300;  // it has the whole token
  fail("the header is not valid JSON: " + repair_utf8(first_code_points(error.what(), longest)));
}

void HeaderHandler::finish_tensor() {
  for (const auto& [has, field] : {std::pair(has_dtype_, "dtype"), std::pair(has_shape_, "shape"),
                                   std::pair(has_offsets_, "data_offsets")})
    if (!has) fail("tensor " + in_quotes(name_) + " has no " + field);
  check_offsets();
  tensor_.name = std::move(name_);
  tensor_.bytes = data_.subspan(offsets_[0], offsets_[1] - offsets_[0]);
  position_ = offsets_[1];
  header_.tensors.push_back(std::move(tensor_));
}

void HeaderHandler::check_offsets() const {
  const std::uint64_t begin = offsets_[0];
  const std::uint64_t end = offsets_[1];
  const std::string offsets = "tensor " + in_quotes(name_) + ": data_offsets " + text_of(offsets_);
  const std::string shape = std::string(name(tensor_.dtype)) + ' ' + text_of(tensor_.shape);
  if (begin > end) fail(offsets + " end before they begin");
  if (begin != position_) {
    fail(offsets + (begin < position_ ? " overlap" : " leave a hole behind") +
         " what is before them, which ends at " + std::to_string(position_));
  }
  if (end > data_.size()) {
    fail(offsets + " reach beyond the file, which has " + std::to_string(data_.size()) + " bytes of data");
  }
  const std::optional<std::uint64_t> bytes = count_bytes(tensor_.dtype, tensor_.shape);
  if (!bytes) fail("tensor " + in_quotes(name_) + ": shape " + shape + " is larger than 2⁶³ - 1 bytes");
  if (*bytes != end - begin) {
    fail(offsets + " are " + std::to_string(end - begin) + " bytes, but " + shape + " has " +
         std::to_string(*bytes));
  }
  if (begin % size_of(tensor_.dtype) != 0) fail(offsets + " are misaligned for " + shape);
}

void HeaderHandler::check_names() const {
  std::vector<std::string_view> names;
  names.reserve(header_.tensors.size());
  for (const Tensor& tensor : header_.tensors) names.push_back(tensor.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) fail("tensor " + in_quotes(*twice) + " is there twice");
}

/// Moves the tensors' checksums out of the metadata.
void HeaderHandler::take_checksums() {
  header_.checksums.reserve(header_.tensors.size());
  for (const Tensor& tensor : header_.tensors) {
    auto entry = header_.metadata.extract(std::string(tensor_checksum_key) + tensor.name);
    if (entry.empty()) fail("tensor " + in_quotes(tensor.name) + " has no checksum in the metadata");
    header_.checksums.push_back(std::move(entry.mapped()));
  }
  const auto left = header_.metadata.lower_bound(checksum_key);
  if (left != header_.metadata.end() && left->first.starts_with(checksum_key))
    fail("metadata " + in_quotes(left->first) + " is a checksum of nothing");
}

SafetensorsHeader HeaderHandler::take() {
  if (position_ != data_.size()) {
    fail("the tensors end at " + std::to_string(position_) + ", but the file has " +
         std::to_string(data_.size()) + " bytes of data");
  }
  check_names();
  header_.metadata.erase(std::string(checksum_key));
  take_checksums();
  return std::move(header_);
}

/// The header's text, without what follows; its length is checked.
std::string_view header_of(const std::string& path, std::span<const std::byte> bytes) {
  if (bytes.size() < length_bytes) {
    fail(path, "the file has " + std::to_string(bytes.size()) + " bytes, and no length of its header");
  }
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), length_bytes);
  const std::string found = "the header's length is " + std::to_string(length);
  if (length > longest_header) fail(path, found + ", above the limit of " + std::to_string(longest_header));
  if (length > bytes.size() - length_bytes) {
    fail(path, found + ", but the file has " + std::to_string(bytes.size()) + " bytes");
  }
  if ((length_bytes + length) % data_alignment != 0) {
    fail(path, found + ": the data behind it is misaligned, and starts at no multiple of " +
                   std::to_string(data_alignment));
  }
  return {reinterpret_cast<const char*>(bytes.data()) + length_bytes, static_cast<std::size_t>(length)};
}

void check_checksum(const std::string& path, std::string_view header) {
  if (!header.starts_with(header_start) || header.size() < header_start.size() + no_checksum.size())
    fail(path, "the header does not begin with the metadata \"xxh3\", its checksum");
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
  // The parser takes a zero for the end of its input.
  if (header.find('\0') != std::string_view::npos)
    fail(path, "the header is not valid JSON: it has a zero byte");
  HeaderHandler handler(path, bytes.subspan(length_bytes + header.size()));
  Json::sax_parse(header.begin(), header.end(), &handler);
  check_checksum(path, header);
  return handler.take();
}

}  // namespace tema::inline v0::detail
