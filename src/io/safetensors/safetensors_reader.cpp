#include "io/safetensors/safetensors_reader.hpp"

#include "io/files/input_file.hpp"
#include "tema/core/error.hpp"
#include "tema/linalg/detail/float_table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The number of bytes that are read and then summed up while a cache has them; also the number between two
/// checks for a stop.
constexpr std::size_t block = std::size_t{1} << 18;

[[noreturn]] void fail_to(const char* what, const std::string& path, const std::string& why) {
  throw Error(ErrorKind::io, std::string("cannot ") + what + ' ' + path + ": " + why);
}

std::size_t size_of_file(const InputFile& file) {
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0) {
    fail_to("read", file.name(), std::generic_category().message(errno));
  }
  if (!S_ISREG(status.st_mode)) fail_to("read", file.name(), "it is no regular file");
  return static_cast<std::size_t>(status.st_size);
}

std::shared_ptr<std::byte> allocate(std::size_t size) {
  return {static_cast<std::byte*>(allocate_aligned(size)),
          [size](std::byte* bytes) { free_aligned(bytes, size); }};
}

/// Reads that many bytes, and returns their checksum.
std::string read_bytes(InputFile& file, std::byte* to, std::size_t size, const RunContext& run) {
  Checksum sum;
  while (size > 0) {
    const std::size_t count = file.read(reinterpret_cast<char*>(to), std::min(size, block), run.stop);
    if (count == 0) fail_to("read", file.name(), "it was cut off meanwhile");
    sum.update({to, count});
    to += count;
    size -= count;
  }
  return sum.digits();
}

/// Reads the header of a file of this size, or as much of it as there is.
void read_header(InputFile& file, std::byte* to, std::size_t size, const RunContext& run) {
  read_bytes(file, to, std::min(size, length_bytes), run);
  if (size < length_bytes) return;
  std::uint64_t length = 0;
  std::memcpy(&length, to, length_bytes);
  if (length > longest_header || length > size - length_bytes) return;  // it will be refused
  read_bytes(file, to + length_bytes, static_cast<std::size_t>(length), run);
}

}  // namespace

SafetensorsFile::SafetensorsFile(std::string path, std::shared_ptr<const std::byte> memory, std::size_t size)
    : path_(std::move(path)),
      memory_(std::move(memory)),
      header_(parse_safetensors(path_, {memory_.get(), size})) {}

SafetensorsFile SafetensorsFile::read(const std::string& path, std::span<const std::string_view> left_out,
                                      const RunContext& run) {
  const auto file = std::make_shared<InputFile>(path);
  const std::size_t size = size_of_file(*file);
  // The pages of tensors that are left out are never written to, so they take no memory.
  const std::shared_ptr<std::byte> memory = allocate(size);
  read_header(*file, memory.get(), size, run);
  SafetensorsFile result(path, memory, size);
  for (std::size_t i = 0; i < result.tensors().size(); ++i) {
    const Tensor& tensor = result.tensors()[i];
    const std::ptrdiff_t place = tensor.bytes.data() - memory.get();
    if (std::find(left_out.begin(), left_out.end(), tensor.name) != left_out.end()) {
      result.file_ = file;
      continue;
    }
    file->go_to(static_cast<std::uint64_t>(place));
    result.check(i, read_bytes(*file, memory.get() + place, tensor.bytes.size(), run));
  }
  return result;
}

void SafetensorsFile::read_left_out(std::string_view name, std::span<std::byte> out,
                                    const RunContext& run) const {
  const Tensor& left_out = tensor(name);
  file_->go_to(static_cast<std::uint64_t>(left_out.bytes.data() - memory_.get()));
  check(static_cast<std::size_t>(&left_out - tensors().data()),
        read_bytes(*file_, out.data(), out.size(), run));
}

SafetensorsFile SafetensorsFile::map(const std::string& path) {
  const InputFile file(path);
  const std::size_t size = size_of_file(file);
  if (size == 0) return {path, nullptr, 0};  // an empty file cannot be mapped; it is refused as too short
  void* start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.descriptor(), 0);
  if (start == MAP_FAILED) fail_to("map", path, std::generic_category().message(errno));
  const std::shared_ptr<const std::byte> memory(
      static_cast<const std::byte*>(start),
      [start, size](const std::byte* /*start*/) { ::munmap(start, size); });
  return {path, memory, size};
}

void SafetensorsFile::verify(const RunContext& run) const {
  for (std::size_t i = 0; i < header_.tensors.size(); ++i) check(i, checksum(header_.tensors[i].bytes, run));
}

void SafetensorsFile::check(std::size_t tensor, const std::string& checksum) const {
  if (checksum == header_.checksums[tensor]) return;
  fail("tensor " + in_quotes(header_.tensors[tensor].name) + " is damaged: its checksum is " + checksum +
       ", but the file says " + in_quotes(header_.checksums[tensor]));
}

void SafetensorsFile::fail(const std::string& what) const {
  throw Error(ErrorKind::format, path_ + ": " + what);
}

const std::string& SafetensorsFile::metadata(std::string_view key) const {
  const auto entry = header_.metadata.find(key);
  if (entry == header_.metadata.end()) fail("there is no metadata " + in_quotes(key));
  return entry->second;
}

const Tensor& SafetensorsFile::tensor(std::string_view name) const {
  const auto& all = header_.tensors;
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Tensor& tensor) { return tensor.name == name; });
  if (found == all.end()) fail("there is no tensor " + in_quotes(name));
  return *found;
}

std::span<const std::byte> SafetensorsFile::checked(std::string_view name, Dtype dtype,
                                                    const Shape& shape) const {
  const Tensor& found = tensor(name);
  if (found.dtype != dtype || found.shape != shape) {
    fail("tensor " + in_quotes(name) + " is " + std::string(detail::name(found.dtype)) + ' ' +
         text_of(found.shape) + ", but must be " + std::string(detail::name(dtype)) + ' ' + text_of(shape));
  }
  return found.bytes;
}

}}}  // namespace tema::v0::detail
