#pragma once

#include "io/safetensors/safetensors_reader.hpp"
#include "io/safetensors/safetensors_writer.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Safetensors files for tests: one that is whole, and ones whose headers are written by hand.
namespace samples {

/// A tensor of each type, one without elements, one without dimensions, names of all kinds; in no order.
struct Sample {
  std::vector<std::uint8_t> bytes{0, 1, 127, 128, 255};
  std::vector<float> floats{0.5F, -0.0F, 3.25F, 1e-40F, 7.0F, -1e30F};
  std::vector<double> doubles{0.1, -2.5};
  std::vector<std::int32_t> ints{-2147483647 - 1, 0, 2147483647};
  std::vector<std::int64_t> longs{-1, std::int64_t{1} << 62};
  std::vector<float> one{42.0F};
  tema::detail::Metadata metadata{{"format", "1"}, {"", "kosong"}, {"catatan \"x\"", "baris\n話題"}};

  [[nodiscard]] std::vector<tema::detail::Tensor> tensors() const {
    using tema::detail::tensor_of;
    return {tensor_of<std::uint8_t>("bytes", bytes, {5}),
            tensor_of<float>("rows", floats, {2, 3}),
            tensor_of<double>("話題 \"\\\n", doubles, {2}),
            tensor_of<std::int32_t>(std::string(200, 'n'), ints, {3}),
            tensor_of<double>("none", {}, {0, 300}),
            tensor_of<std::int64_t>("longs", longs, {2, 1, 1}),
            tensor_of<float>("", one, {})};
  }

  /// The bytes of the file that it makes.
  [[nodiscard]] std::string file() const {
    const TemporaryFolder folder;
    tema::detail::write_safetensors(folder.path("a"), metadata, tensors());
    return TemporaryFolder::content(folder.path("a"));
  }
};

inline bool same_bytes(std::span<const std::byte> a, std::span<const std::byte> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// True if the file holds the sample and nothing else.
inline bool holds(const tema::detail::SafetensorsFile& file, const Sample& sample) {
  const auto expected = sample.tensors();
  if (file.metadata() != sample.metadata || file.tensors().size() != expected.size()) return false;
  return std::all_of(expected.begin(), expected.end(), [&](const tema::detail::Tensor& tensor) {
    const tema::detail::Tensor& found = file.tensor(tensor.name);
    return found.dtype == tensor.dtype && found.shape == tensor.shape &&
           same_bytes(found.bytes, tensor.bytes);
  });
}

/// The length of a file's header, as its first bytes have it.
inline std::uint64_t header_length(std::string_view file) {
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), sizeof length);
  return length;
}

/// A file of this header and data, the header padded, its length and, if it has one, its checksum set right.
inline std::string sealed(std::string header, std::string_view data) {
  using tema::detail::header_start;
  while ((sizeof(std::uint64_t) + header.size()) % 64 != 0) header += ' ';
  if (header.starts_with(header_start) && header.size() >= header_start.size() + 16)
    header.replace(header_start.size(), 16, tema::detail::checksum_of_header(header));
  const std::uint64_t length = header.size();
  std::string file(sizeof length, '\0');
  std::memcpy(file.data(), &length, sizeof length);
  return file.append(header).append(data);
}

}  // namespace samples
