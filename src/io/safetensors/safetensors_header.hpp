#pragma once

#include "io/safetensors/safetensors.hpp"

#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The content of the header of a safetensors file.
struct SafetensorsHeader {
  Metadata metadata;                   // without the checksums
  std::vector<Tensor> tensors;         // in the order of their bytes
  std::vector<std::string> checksums;  // of each tensor, as the file says
};

/// Reads the header of the file `bytes`, which must begin at a multiple of 64. Checks everything that can be
/// checked without the bytes of the tensors, which may be anything. Takes memory for a few times the length
/// of the header. Throws Error{format}, naming the file and what is wrong in it.
[[nodiscard]] SafetensorsHeader parse_safetensors(const std::string& path, std::span<const std::byte> bytes);

}}}  // namespace tema::v0::detail
