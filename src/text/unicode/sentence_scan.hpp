#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Finds the places of a text where a sentence may end, many bytes at a time.
class SentenceStops {
 public:
  explicit SentenceStops(std::string_view text) : text_(text) {}

  /// The first byte at or after `at` that may begin a terminator or the end of a paragraph, or the size of
  /// the text. The caller must check what it finds; what it skips is certainly neither.
  std::size_t next(std::size_t at) {
    while (at < text_.size()) {
      if (at >= begin_ + window || at < begin_) load(at);
      const std::uint64_t rest = mask_ >> (at - begin_);
      if (rest != 0) return at + static_cast<std::size_t>(std::countr_zero(rest));
      at = begin_ + window;
    }
    return text_.size();
  }

 private:
  static constexpr std::size_t window = 64;

  void load(std::size_t at);

  std::string_view text_;
  std::size_t begin_ = static_cast<std::size_t>(-1) - window;  // where the window of mask_ begins
  std::uint64_t mask_ = 0;
};

/// A mask of those of 64 bytes that may begin a character that ends a sentence or a paragraph.
std::uint64_t sentence_stops(const std::uint8_t* text);

}}}  // namespace tema::v0::detail
