#pragma once

#include "io/safetensors/safetensors.hpp"
#include "tema/core/run_context.hpp"
#include "tema/io/output_file.hpp"

#include <span>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

/// `values` as a tensor of this shape. The values must stay where they are.
template <TensorElement T>
[[nodiscard]] Tensor tensor_of(std::string name, std::span<const T> values, Shape shape) {
  return {std::move(name), dtype_of_type<T>, std::move(shape), std::as_bytes(values)};
}

/// Writes metadata and tensors as a safetensors file, with a checksum of each tensor and of the header.
/// Tensors are written by descending element size; those of equal size in the order in which they are given.
/// The same input gives the same bytes. Takes memory for the header. The caller must commit() the file.
///
/// Throws std::invalid_argument for a name, a key or a value that is not UTF-8, a name that occurs twice or
/// is "__metadata__", a key that begins with "xxh3", more than 8 dimensions, and a shape that does not match
/// the bytes of the tensor. Throws Error{limit} for a header longer than 100,000,000 bytes, and what
/// OutputFile::write() throws.
void write_safetensors(OutputFile& file, const Metadata& metadata, std::span<const Tensor> tensors,
                       const RunContext& run = {});

/// The same, to a file at this path, which is replaced as a whole or not at all.
void write_safetensors(const std::string& path, const Metadata& metadata, std::span<const Tensor> tensors,
                       const RunContext& run = {});

}}}  // namespace tema::v0::detail
