#include "io/safetensors/safetensors_writer.hpp"

#include "core/check.hpp"
#include "tema/core/error.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

void check_utf8(std::string_view field, const std::string& text) {
  if (count_ill_formed(text) > 0) throw_invalid(field, in_quotes(text), "UTF-8");
}

void check_metadata(const Metadata& metadata) {
  for (const auto& [key, value] : metadata) {
    check_utf8("metadata key", key);
    check_utf8("metadata " + in_quotes(key), value);
    if (key.starts_with(checksum_key))
      throw_invalid("metadata key", in_quotes(key), "one that does not begin with \"xxh3\"");
  }
}

void check_tensor(const Tensor& tensor) {
  check_utf8("tensor name", tensor.name);
  if (tensor.name == metadata_entry) throw_invalid("tensor name", in_quotes(tensor.name), "another name");
  const std::string field = "tensor " + in_quotes(tensor.name);
  check_range(field + ": number of dimensions", tensor.shape.size(), std::size_t{0}, max_dimensions);
  if (count_bytes(tensor.dtype, tensor.shape) != tensor.bytes.size()) {
    throw_invalid(field + ": shape", std::string(name(tensor.dtype)) + ' ' + text_of(tensor.shape),
                  "that of " + text_of(tensor.bytes.size()) + " bytes");
  }
}

/// The tensors in the order in which they are written: each is aligned to its elements, without gaps.
std::vector<const Tensor*> in_order(std::span<const Tensor> tensors) {
  std::vector<const Tensor*> ordered;
  ordered.reserve(tensors.size());
  for (const Tensor& tensor : tensors) ordered.push_back(&tensor);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Tensor* a, const Tensor* b) { return size_of(a->dtype) > size_of(b->dtype); });
  return ordered;
}

void check_names(std::vector<const Tensor*> tensors) {
  const auto before = [](const Tensor* a, const Tensor* b) { return a->name < b->name; };
  std::sort(tensors.begin(), tensors.end(), before);
  for (std::size_t i = 1; i < tensors.size(); ++i) {
    if (tensors[i - 1]->name == tensors[i]->name)
      throw_invalid("tensor name", in_quotes(tensors[i]->name), "the name of only one tensor");
  }
}

void append_entry(std::string& json, const std::string& key, const std::string& value) {
  json += ',';
  append_json(json, key);
  json += ':';
  append_json(json, value);
}

void append_tensor(std::string& json, const Tensor& tensor, std::uint64_t begin) {
  json += ',';
  append_json(json, tensor.name);
  json.append(R"(:{"dtype":")").append(name(tensor.dtype)).append(R"(","shape":)");
  json.append(text_of(tensor.shape)).append(R"(,"data_offsets":)");
  json.append(text_of(Shape{begin, begin + tensor.bytes.size()})).append("}");
}

std::string make_header(const Metadata& metadata, std::span<const Tensor* const> tensors,
                        const RunContext& run) {
  std::string header = std::string(header_start).append(no_checksum).append("\"");
  for (const auto& [key, value] : metadata) append_entry(header, key, value);
  for (const Tensor* tensor : tensors)
    append_entry(header, std::string(tensor_checksum_key) + tensor->name, checksum(tensor->bytes, run));
  header += '}';
  std::uint64_t position = 0;
  for (const Tensor* tensor : tensors) {
    append_tensor(header, *tensor, position);
    position += tensor->bytes.size();
  }
  header += '}';
  const std::size_t past = (length_bytes + header.size()) % data_alignment;
  if (past != 0) header.append(data_alignment - past, ' ');
  if (header.size() > longest_header) {
    throw Error(ErrorKind::limit, "the header of names and metadata is " + text_of(header.size()) +
                                      " bytes, above the limit of " + text_of(longest_header));
  }
  header.replace(header_start.size(), no_checksum.size(), checksum_of_header(header));
  return header;
}

std::string_view text_of_bytes(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void write_safetensors(OutputFile& file, const Metadata& metadata, std::span<const Tensor> tensors,
                       const RunContext& run) {
  check_metadata(metadata);
  for (const Tensor& tensor : tensors) check_tensor(tensor);
  const std::vector<const Tensor*> ordered = in_order(tensors);
  check_names(ordered);
  const std::string header = make_header(metadata, ordered, run);
  const std::uint64_t length = header.size();
  file.write(text_of_bytes(std::as_bytes(std::span(&length, 1))));
  file.write(header);
  for (const Tensor* tensor : ordered) file.write(text_of_bytes(tensor->bytes));
}

void write_safetensors(const std::string& path, const Metadata& metadata, std::span<const Tensor> tensors,
                       const RunContext& run) {
  OutputFile file(path, run);
  write_safetensors(file, metadata, tensors, run);
  file.commit();
}

}}}  // namespace tema::v0::detail
