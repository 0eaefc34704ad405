#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// How a file has its text.
enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, utf32le, utf32be };

/// "UTF-16LE", as iconv calls it.
[[nodiscard]] std::string_view name(Encoding encoding);

/// A byte order mark at the beginning of a file.
struct ByteOrderMark {
  Encoding encoding = Encoding::utf8;
  std::size_t size = 0;  ///< in bytes; 0: there is none, and it is taken to be UTF-8
};

/// That of a file that begins with these bytes, of which four are enough.
[[nodiscard]] ByteOrderMark byte_order_mark(std::string_view bytes);

/// The encoding that bytes without a mark are likely to have, if it is plain that they are no UTF-8: of
/// UTF-16 and UTF-32, each Latin letter has NULs, which no text has.
[[nodiscard]] std::optional<Encoding> likely_encoding(std::string_view bytes);

/// Turns UTF-16 or UTF-32, which comes piece by piece, into UTF-8. Lone surrogates, numbers beyond U+10FFFF
/// and what is left of a character at the end become U+FFFD.
class Utf8Decoder {
 public:
  explicit Utf8Decoder(Encoding encoding) : encoding_(encoding) {}

  /// Appends what the bytes are in UTF-8. Of one that is cut off, the rest must come next.
  void append(std::string_view bytes, std::string& out);

  /// Appends what is left, after the last piece.
  void finish(std::string& out);

  /// How often U+FFFD stood for something else.
  [[nodiscard]] std::uint64_t repaired() const { return repaired_; }

 private:
  void add_unit(std::uint32_t unit, std::string& out);
  void replace(std::string& out);

  Encoding encoding_;
  std::string pending_;     // bytes of a unit that is not whole yet
  std::uint32_t high_ = 0;  // a high surrogate that waits for its low one, or 0
  std::uint64_t repaired_ = 0;
};

}}}  // namespace tema::v0::detail
