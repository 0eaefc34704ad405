#pragma once

#include "io/safetensors/safetensors.hpp"

#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What the header of a safetensors file says.
struct SafetensorsHeader {
  Metadata metadata;                   // without the checksums
  std::vector<Tensor> tensors;         // in the order of their bytes
  std::vector<std::string> checksums;  // of each tensor, as they ought to be
};

/// Reads the header of the whole file `bytes`, which start at a multiple of 64, and checks all that can be
/// without the tensors' bytes: these may be anything. Takes memory for some times the header's length.
/// Throws Error{format} that names the file and what in it is wrong.
[[nodiscard]] SafetensorsHeader parse_safetensors(const std::string& path, std::span<const std::byte> bytes);

}}}  // namespace tema::v0::detail
