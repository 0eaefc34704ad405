#pragma once

#include "io/safetensors/safetensors_writer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Strings as two tensors: their bytes, and offsets where each begins and the last one ends.
class PackedStrings {
 public:
  void add(std::string_view text) {
    bytes_ += text;
    offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
  }

  /// Appends NAME.bytes and NAME.offsets. This object must outlive the tensors, and no more strings may be
  /// added.
  void append_to(std::vector<Tensor>& tensors, const std::string& name) const {
    tensors.push_back({name + ".bytes", Dtype::u8, {bytes_.size()}, std::as_bytes(std::span(bytes_))});
    tensors.push_back(
        tensor_of(name + ".offsets", std::span<const std::int64_t>(offsets_), {offsets_.size()}));
  }

 private:
  std::string bytes_;
  std::vector<std::int64_t> offsets_ = {0};
};

}}}  // namespace tema::v0::detail
