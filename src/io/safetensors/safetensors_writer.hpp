#pragma once

#include "io/safetensors/safetensors.hpp"
#include "tema/core/run_context.hpp"
#include "tema/io/output_file.hpp"

#include <span>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

/// `values` as a tensor of that shape; they must stay where they are.
template <TensorElement T>
[[nodiscard]] Tensor tensor_of(std::string name, std::span<const T> values, Shape shape) {
  return {std::move(name), dtype_of_type<T>, std::move(shape), std::as_bytes(values)};
}

/// Writes metadata and tensors as a safetensors file, with a checksum of each tensor and of the header. The
/// tensors come in the order of descending element size, those of one size in that in which they are given.
/// The same input gives the same bytes. Takes memory for the header; does not commit().
///
/// Throws std::invalid_argument for a name, a key or a value that is not UTF-8, a name that is there twice or
/// is "__metadata__", a key that begins with "xxh3", more than 8 dimensions, and a shape that has not as many
/// bytes as the tensor. Throws Error{limit} for a header beyond 100,000,000 bytes, and as
/// OutputFile::write().
void write_safetensors(OutputFile& file, const Metadata& metadata, std::span<const Tensor> tensors,
                       const RunContext& run = {});

/// The same to a file of that path, which is replaced as a whole or not at all.
void write_safetensors(const std::string& path, const Metadata& metadata, std::span<const Tensor> tensors,
                       const RunContext& run = {});

}}}  // namespace tema::v0::detail
