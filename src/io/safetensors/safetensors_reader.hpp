#pragma once

#include "io/safetensors/safetensors_header.hpp"
#include "tema/core/run_context.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

class InputFile;

/// A safetensors file in memory. Copies share its bytes. The bytes of tensors are valid as long as one of the
/// copies lives, and aligned for their elements, the first one to 64 bytes. Many threads may read the same
/// file.
///
/// Throws Error{io} for a file that cannot be read. Throws Error{format}, naming the file and the field, for
/// a file that is damaged, is another kind of safetensors file, or lacks what is asked for.
class SafetensorsFile {
 public:
  /// Reads the file and verifies every byte. Takes memory for the file, and for a few times its header.
  /// Honours the stop of the run.
  [[nodiscard]] static SafetensorsFile read(const std::string& path, const RunContext& run = {}) {
    return read(path, {}, run);
  }

  /// The same, but leaves out the tensors of these names, as far as there are any: they take no memory, and
  /// only read_into() reads their numbers.
  [[nodiscard]] static SafetensorsFile read(const std::string& path,
                                            std::span<const std::string_view> left_out,
                                            const RunContext& run);

  /// Maps the file, and reads and verifies only the header: the bytes of tensors are read from the disk when
  /// they are used. Nobody may shorten the file while it is mapped: reading it then ends the process with
  /// SIGBUS.
  [[nodiscard]] static SafetensorsFile map(const std::string& path);

  /// Verifies the bytes of all tensors. Throws Error{format} if those of one are not what was written,
  /// Cancelled on a stop.
  void verify(const RunContext& run = {}) const;

  [[nodiscard]] const Metadata& metadata() const { return header_.metadata; }

  /// An entry of the metadata, which must exist.
  [[nodiscard]] const std::string& metadata(std::string_view key) const;

  /// Reads and verifies the numbers of a tensor that read() left out. It must have this type and shape, and
  /// `out` must have room for its numbers.
  template <TensorElement T>
  void read_into(std::string_view name, const Shape& shape, std::span<T> out, const RunContext& run) const {
    static_cast<void>(checked(name, dtype_of_type<T>, shape));
    read_left_out(name, std::as_writable_bytes(out), run);
  }

  /// The tensors, in the order of their bytes in the file.
  [[nodiscard]] const std::vector<Tensor>& tensors() const { return header_.tensors; }

  /// A tensor, which must exist.
  [[nodiscard]] const Tensor& tensor(std::string_view name) const;

  /// The numbers of a tensor, which must exist and have this type and shape.
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
  std::shared_ptr<InputFile> file_;  // set if tensors were left out
  std::shared_ptr<const std::byte> memory_;
  SafetensorsHeader header_;
};

}}}  // namespace tema::v0::detail
