#pragma once

#include "tema/text/word_segmenter.hpp"
#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace reference {

using tema::detail::WordClass;

struct NaivePoint {
  std::size_t begin;
  std::int32_t code;
  WordClass value;
};

/// UAX #29's rules for words, each as it stands there, asked at each place between two code points.
class NaiveWords {
 public:
  /// With `backticks`, U+0060 is MidLetter, as WordSegmenterOptions has it.
  explicit NaiveWords(std::string_view text, bool backticks = false) : text_(text) {
    for (std::size_t i = 0; i < text.size();) {
      const auto point = tema::detail::decode(text, i);
      auto value = WordClass::other;
      if (point.value >= 0) value = tema::detail::word_class(static_cast<std::uint32_t>(point.value));
      if (backticks && point.value == '`') value = WordClass::midletter;
      points_.push_back({i, point.value, value});
      i += point.size;
    }
  }

  /// Where segments begin, and the end of the text.
  [[nodiscard]] std::vector<std::size_t> boundaries() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (i == 0 || is_boundary(i)) all.push_back(points_[i].begin);
    }
    if (!points_.empty()) all.push_back(text_.size());
    return all;
  }

  /// The segments that are words, without dictionaries.
  [[nodiscard]] std::vector<tema::Word> words() const {
    std::vector<tema::Word> all;
    std::size_t first = 0;
    for (std::size_t i = 1; i <= points_.size(); ++i) {
      if (i < points_.size() && !is_boundary(i)) continue;
      const std::size_t end = i < points_.size() ? points_[i].begin : text_.size();
      if (const auto kind = kind_of(first, i)) all.push_back({{points_[first].begin, end}, *kind});
      first = i;
    }
    return all;
  }

 private:
  using C = WordClass;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  [[nodiscard]] C at(std::size_t i) const { return i < points_.size() ? points_[i].value : C::other; }
  static bool ignored(C c) { return c == C::extend || c == C::joiner; }
  static bool letter(C c) { return c == C::letter || c == C::hebrew_letter || c == C::pictographic_letter; }
  static bool kana(C c) { return c == C::katakana || c == C::kana_mark; }
  static bool pictographic(C c) {
    return c == C::pictographic || c == C::emoji || c == C::pictographic_letter;
  }

  /// The last code point before i that WB4 does not take away.
  [[nodiscard]] std::size_t before(std::size_t i) const {
    while (i-- > 0) {
      if (!ignored(at(i)) || i == 0 || at(i - 1) == C::line_end) return i;
    }
    return none;
  }
  [[nodiscard]] std::size_t after(std::size_t i) const {
    do ++i;
    while (i < points_.size() && ignored(at(i)));
    return i;
  }

  [[nodiscard]] bool is_boundary(std::size_t i) const {
    if (points_[i - 1].code == '\r' && points_[i].code == '\n') return false;  // WB3
    if (at(i - 1) == C::line_end || at(i) == C::line_end) return true;         // WB3a, WB3b
    if (at(i - 1) == C::joiner && pictographic(at(i))) return false;           // WB3c
    if (at(i - 1) == C::space && at(i) == C::space) return false;              // WB3d
    if (ignored(at(i))) return false;                                          // WB4
    const std::size_t p = before(i);
    const C left = at(p);
    const C right = at(i);
    const std::size_t q = p == none || p == 0 ? none : before(p);
    const C further_left = q == none ? C::other : at(q);
    const C further_right = at(after(i));
    if (letter(left) && letter(right)) return false;  // WB5
    const auto middle_letter = [](C c) {
      return c == C::midletter || c == C::midnumlet || c == C::single_quote;
    };
    if (letter(left) && middle_letter(right) && letter(further_right)) return false;  // WB6
    if (letter(further_left) && middle_letter(left) && letter(right)) return false;   // WB7
    if (left == C::hebrew_letter && right == C::single_quote) return false;           // WB7a
    if (left == C::hebrew_letter && right == C::double_quote && further_right == C::hebrew_letter)
      return false;  // WB7b
    if (further_left == C::hebrew_letter && left == C::double_quote && right == C::hebrew_letter)
      return false;                                               // WB7c
    if (left == C::numeric && right == C::numeric) return false;  // WB8
    if (letter(left) && right == C::numeric) return false;        // WB9
    if (left == C::numeric && letter(right)) return false;        // WB10
    const auto middle_number = [](C c) {
      return c == C::midnum || c == C::midnumlet || c == C::single_quote;
    };
    if (further_left == C::numeric && middle_number(left) && right == C::numeric) return false;   // WB11
    if (left == C::numeric && middle_number(right) && further_right == C::numeric) return false;  // WB12
    if (kana(left) && kana(right)) return false;                                                  // WB13
    const auto word = [](C c) { return letter(c) || kana(c) || c == C::numeric; };
    if ((word(left) || left == C::extendnumlet) && right == C::extendnumlet) return false;  // WB13a
    if (left == C::extendnumlet && word(right)) return false;                               // WB13b
    return !(right == C::regional_indicator && indicators_before(i) % 2 == 1);              // WB15, WB16
  }

  [[nodiscard]] std::size_t indicators_before(std::size_t i) const {
    std::size_t count = 0;
    for (std::size_t p = before(i); p != none && at(p) == C::regional_indicator; p = before(p)) ++count;
    return count;
  }

  [[nodiscard]] std::optional<tema::TokenKind> kind_of(std::size_t first, std::size_t end) const {
    bool number = false;
    bool ideograph = false;
    bool has_kana = false;
    bool emoji = at(first) == C::emoji;
    for (std::size_t i = first; i < end; ++i) {
      const C c = at(i);
      if (letter(c) || c == C::complex_letter || c == C::single_letter) return tema::TokenKind::word;
      number = number || c == C::numeric;
      ideograph = ideograph || c == C::han || c == C::single_ideograph;
      has_kana = has_kana || kana(c) || c == C::hiragana;
      if (at(first) == C::regional_indicator && i > first && c == C::regional_indicator) emoji = true;
      if (pictographic(at(first)) && points_[i].code == 0xFE0F && pictographic(at(before(i)))) emoji = true;
    }
    if (number) return tema::TokenKind::number;
    if (ideograph) return tema::TokenKind::ideographic;
    if (has_kana) return tema::TokenKind::kana;
    return emoji ? std::optional(tema::TokenKind::emoji) : std::nullopt;
  }

  std::string_view text_;
  std::vector<NaivePoint> points_;
};

}  // namespace reference
