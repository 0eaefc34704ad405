#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Finds the places of a text where a sentence may end, some windows of 64 bytes at a time.
class SentenceStops {
 public:
  explicit SentenceStops(std::string_view text) : text_(text) {}

  /// The first byte at or after `at` that may begin a terminator or the end of a paragraph, or the size of
  /// the text. The caller must check what it finds; what it skips is certainly neither.
  std::size_t next(std::size_t at) {
    while (at < text_.size()) {
      if (at >= end_ || at < begin_) load(at);
      const std::size_t number = (at - begin_) / window;
      const std::uint64_t rest = masks_[number] >> ((at - begin_) % window);
      if (rest != 0) return at + static_cast<unsigned>(std::countr_zero(rest));
      at = begin_ + (number + 1) * window;
    }
    return text_.size();
  }

 private:
  static constexpr std::size_t window = 64;
  static constexpr std::size_t most_windows = 8;

  void load(std::size_t at);

  std::string_view text_;
  std::size_t begin_ = 0;  // the bytes that masks_ are of
  std::size_t end_ = 0;
  std::uint64_t masks_[most_windows] = {};
};

/// For each 64 bytes, a mask of those that may begin a character that ends a sentence or a paragraph.
void sentence_stops(const std::uint8_t* text, std::size_t windows, std::uint64_t* masks);

}}}  // namespace tema::v0::detail
