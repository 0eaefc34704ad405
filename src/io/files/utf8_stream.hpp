#pragma once

#include "io/files/input_stream.hpp"
#include "io/files/text_encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Throws Error{format} if the file that begins with these bytes, without a byte order mark, is plainly not
/// UTF-8.
void check_encoding(const std::string& name, std::string_view beginning);

/// The content of a file in UTF-8, with or without a byte order mark, or in UTF-16 or UTF-32 with a mark, as
/// UTF-8 without a mark. UTF-8 is left as it is.
class Utf8Stream {
 public:
  explicit Utf8Stream(const std::string& path, const InputOptions& input = {}) : file_(path, input) {}

  /// Reads up to `size` bytes, of which there must be one; returns 0 at the end. Throws what
  /// InputStream::read and check_encoding throw.
  std::size_t read(char* to, std::size_t size, const std::stop_token& stop);

  /// The number of ill-formed parts that became U+FFFD so far, in a file with a mark of UTF-16 or UTF-32.
  [[nodiscard]] std::uint64_t repaired() const { return decoder_ ? decoder_->repaired() : 0; }

  [[nodiscard]] const std::string& name() const { return file_.name(); }

 private:
  void begin(const std::stop_token& stop);
  void decode(const std::stop_token& stop);

  InputStream file_;
  bool has_begun_ = false;
  std::optional<Utf8Decoder> decoder_;  // for a file that is not UTF-8
  bool is_decoded_ = false;             // to its end
  std::string ready_;                   // bytes that were read ahead
  std::size_t taken_ = 0;               // of those
};

}}}  // namespace tema::v0::detail
