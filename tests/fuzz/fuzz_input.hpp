#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

/// What the fuzzers have in common. Each reads its options from the first bytes that libFuzzer gives, and
/// takes the rest for text, so that a seed is a text with a few bytes before it.
namespace fuzz {

/// Draws options, numbers and texts from the bytes; 0 and nothing once they are used up.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : bytes_(reinterpret_cast<const char*>(data), size) {}

  /// From 0 to limit - 1, which is at most 255.
  std::size_t below(std::size_t limit) { return take<std::uint8_t>() % limit; }
  bool flag() { return below(2) == 1; }

  template <class Value, std::size_t Size>
  Value one_of(const Value (&values)[Size]) {
    return values[below(Size)];
  }

  /// Any number of that type, also one that is none.
  template <class Number>
  Number take() {
    Number number{};
    const std::size_t size = std::min(sizeof number, bytes_.size());
    std::memcpy(&number, bytes_.data(), size);
    bytes_.remove_prefix(size);
    return number;
  }

  std::string_view rest() { return std::exchange(bytes_, {}); }

  /// The rest, a text a line, at most so many.
  std::vector<std::string> lines(std::size_t most) {
    std::vector<std::string> result;
    while (!bytes_.empty() && result.size() < most) {
      const std::size_t end = std::min(bytes_.find('\n'), bytes_.size());
      result.emplace_back(bytes_.substr(0, end));
      bytes_.remove_prefix(std::min(end + 1, bytes_.size()));
    }
    return result;
  }

 private:
  std::string_view bytes_;
};

/// Ends the fuzzer with a finding unless it holds.
inline void require(bool holds, const char* what) {
  if (holds) return;
  static_cast<void>(std::fprintf(stderr, "fuzz: not so: %s\n", what));
  std::abort();
}

/// A folder that is gone when the fuzzer ends.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tema-fuzz-XXXXXX").string();
    require(::mkdtemp(pattern.data()) != nullptr, "there is a folder for files");
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }

  /// Writes a file and gives its path.
  [[nodiscard]] std::string file(std::string_view name, std::string_view content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace fuzz
