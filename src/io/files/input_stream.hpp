#pragma once

#include "io/files/decompressor.hpp"
#include "io/files/input_file.hpp"
#include "io/files/read_ahead.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// How a file is read.
struct InputOptions {
  std::uint64_t max_bytes = std::uint64_t{1} << 36;  ///< at most so many bytes are decompressed
  bool read_ahead = false;  ///< decompress on a thread of its own, ahead of what is read
};

/// The content of a file. One in gzip or zstd, which its first bytes tell, is decompressed.
class InputStream {
 public:
  /// Opens `path`, or takes standard input for "-". Throws Error{io}.
  explicit InputStream(const std::string& path, const InputOptions& options = {});

  /// Reads up to `size` bytes, of which there must be one; returns 0 at the end. Throws Error{io}, and as
  /// InputFile::read; Error{format}, naming the byte, for compressed data that is corrupt, cut off, or
  /// followed by something else; Error{limit} for more than `max_bytes`, and for more than 1,000 times the
  /// compressed bytes.
  std::size_t read(char* to, std::size_t size, const std::stop_token& stop);

  [[nodiscard]] const std::string& name() const { return file_.name(); }

 private:
  void begin(const std::stop_token& stop);
  bool refill(const std::stop_token& stop);
  std::size_t take(char* to, std::size_t size);
  std::size_t decompress(char* to, std::size_t size, const std::stop_token& stop);
  void check_size() const;
  [[noreturn]] void fail(const std::string& what) const;
  [[nodiscard]] std::uint64_t position() const { return from_file_ - input_.size(); }

  InputFile file_;
  InputOptions options_;
  bool has_begun_ = false;
  std::unique_ptr<Decompressor> decompressor_;
  std::vector<char> block_;
  std::string_view input_;  // what is left of the block
  std::uint64_t from_file_ = 0;
  std::uint64_t decompressed_ = 0;
  std::optional<ReadAhead> ahead_;  // the last member: its thread uses the others
};

}}}  // namespace tema::v0::detail
