#include "io/safetensors_reader.hpp"

#include "io/line_reader.hpp"
#include "tema/core/error.hpp"

#include <algorithm>
#include <cerrno>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace tema::inline v0::detail {

namespace {

constexpr std::size_t bytes_between_stops = std::size_t{1} << 24;

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
  constexpr std::align_val_t alignment{data_alignment};
  return {static_cast<std::byte*>(::operator new(size, alignment)),
          [](std::byte* bytes) { ::operator delete(bytes, alignment); }};
}

}  // namespace

SafetensorsFile::SafetensorsFile(std::string path, std::shared_ptr<const std::byte> memory, std::size_t size)
    : path_(std::move(path)),
      memory_(std::move(memory)),
      header_(parse_safetensors(path_, {memory_.get(), size})) {}

SafetensorsFile SafetensorsFile::read(const std::string& path, const Run& run) {
  InputFile file(path);
  const std::size_t size = size_of_file(file);
  const std::shared_ptr<std::byte> memory = allocate(size);
  for (std::size_t done = 0; done < size;) {
    const std::size_t count = file.read(reinterpret_cast<char*>(memory.get()) + done,
                                        std::min(size - done, bytes_between_stops), run.stop);
    if (count == 0) fail_to("read", path, "it was cut off meanwhile");
    done += count;
  }
  SafetensorsFile result(path, memory, size);
  result.verify(run);
  return result;
}

SafetensorsFile SafetensorsFile::map(const std::string& path) {
  const InputFile file(path);
  const std::size_t size = size_of_file(file);
  if (size == 0) return {path, nullptr, 0};  // no bytes can be mapped; they are refused as too few
  void* start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.descriptor(), 0);
  if (start == MAP_FAILED) fail_to("map", path, std::generic_category().message(errno));
  const std::shared_ptr<const std::byte> memory(
      static_cast<const std::byte*>(start),
      [start, size](const std::byte* /*start*/) { ::munmap(start, size); });
  return {path, memory, size};
}

void SafetensorsFile::verify(const Run& run) const {
  for (std::size_t i = 0; i < header_.tensors.size(); ++i) {
    const Tensor& tensor = header_.tensors[i];
    const std::string found = checksum({tensor.bytes}, run);
    if (found == header_.checksums[i]) continue;
    fail("tensor " + in_quotes(tensor.name) + " is damaged: its checksum is " + found +
         ", but the file says " + in_quotes(header_.checksums[i]));
  }
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

}  // namespace tema::inline v0::detail
