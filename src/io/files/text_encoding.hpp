#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The encoding of a text file.
enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, utf32le, utf32be };

/// The name of an encoding, as iconv has it: "UTF-16LE".
[[nodiscard]] std::string_view name(Encoding encoding);

/// A byte order mark at the beginning of a file.
struct ByteOrderMark {
  Encoding encoding = Encoding::utf8;
  std::size_t size = 0;  ///< in bytes; 0: there is none, and it is taken to be UTF-8
};

/// The byte order mark of a file that begins with these bytes, of which four are enough.
[[nodiscard]] ByteOrderMark byte_order_mark(std::string_view bytes);

/// The probable encoding of bytes without a mark that are plainly not UTF-8: in UTF-16 and UTF-32, each Latin
/// letter has NULs, which a text does not.
[[nodiscard]] std::optional<Encoding> likely_encoding(std::string_view bytes);

/// Converts UTF-16 or UTF-32, which comes piece by piece, to UTF-8. Lone surrogates, numbers beyond U+10FFFF
/// and an incomplete character at the end become U+FFFD.
class Utf8Decoder {
 public:
  explicit Utf8Decoder(Encoding encoding) : encoding_(encoding) {}

  /// Appends the bytes as UTF-8. If a character is cut off at their end, the next piece must continue it.
  void append(std::string_view bytes, std::string& out);

  /// Appends what is left after the last piece.
  void finish(std::string& out);

  /// How often U+FFFD replaced something.
  [[nodiscard]] std::uint64_t repaired() const { return repaired_; }

 private:
  void add_unit(std::uint32_t unit, std::string& out);
  void replace(std::string& out);

  Encoding encoding_;
  std::string pending_;     // the bytes of an incomplete unit
  std::uint32_t high_ = 0;  // a high surrogate without its low one yet, or 0
  std::uint64_t repaired_ = 0;
};

}}}  // namespace tema::v0::detail
