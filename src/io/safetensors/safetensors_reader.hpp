#pragma once

#include "io/safetensors/safetensors_header.hpp"
#include "tema/core/run_context.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

class InputFile;

/// A safetensors file in memory. Copies share its bytes; the tensors' are valid as long as one of them lives,
/// and aligned for their elements, the first to 64 bytes. Many threads may read one.
///
/// Throws Error{io} for a file that cannot be read, Error{format}, which names the file and the field, for
/// one that is damaged, is another kind of safetensors file, or lacks what is asked for.
class SafetensorsFile {
 public:
  /// Reads the file and verifies every byte. Takes the file's size in memory, and some times its header's.
  /// Honours the run's stop.
  [[nodiscard]] static SafetensorsFile read(const std::string& path, const RunContext& run = {}) {
    return read(path, {}, run);
  }

  /// The same but for one tensor, if there is one of that name: it takes no memory, and only read_into()
  /// gives its numbers.
  [[nodiscard]] static SafetensorsFile read(const std::string& path, std::optional<std::string_view> left_out,
                                            const RunContext& run);

  /// Maps the file, and reads and verifies the header alone: the tensors' bytes are taken from the disk when
  /// they are used. Nobody may cut the file off while it is mapped: whoever reads it then gets SIGBUS.
  [[nodiscard]] static SafetensorsFile map(const std::string& path);

  /// Throws Error{format} if a tensor's bytes are not those that were written, Cancelled on a stop.
  void verify(const RunContext& run = {}) const;

  [[nodiscard]] const Metadata& metadata() const { return header_.metadata; }

  /// One entry of the metadata, which must be there.
  [[nodiscard]] const std::string& metadata(std::string_view key) const;

  /// Reads and verifies the numbers of the tensor that read() left out, which must be of this type and shape;
  /// `out` has room for them.
  template <TensorElement T>
  void read_into(std::string_view name, const Shape& shape, std::span<T> out, const RunContext& run) const {
    static_cast<void>(checked(name, dtype_of_type<T>, shape));
    read_left_out(name, std::as_writable_bytes(out), run);
  }

  /// In the order of their bytes.
  [[nodiscard]] const std::vector<Tensor>& tensors() const { return header_.tensors; }

  /// One tensor, which must be there.
  [[nodiscard]] const Tensor& tensor(std::string_view name) const;

  /// The numbers of a tensor that must be there, of this type and this shape.
  template <TensorElement T>
  [[nodiscard]] std::span<const T> values(std::string_view name, const Shape& shape) const {
    const std::span<const std::byte> bytes = checked(name, dtype_of_type<T>, shape);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

 private:
  SafetensorsFile(std::string path, std::shared_ptr<const std::byte> memory, std::size_t size);

  void read_left_out(std::string_view name, std::span<std::byte> out, const RunContext& run) const;
  void check(std::size_t tensor, const std::string& checksum) const;
  [[nodiscard]] std::span<const std::byte> checked(std::string_view name, Dtype dtype,
                                                   const Shape& shape) const;
  [[noreturn]] void fail(const std::string& what) const;

  std::string path_;
  std::shared_ptr<InputFile> file_;  // if a tensor was left out
  std::shared_ptr<const std::byte> memory_;
  SafetensorsHeader header_;
};

}}}  // namespace tema::v0::detail
