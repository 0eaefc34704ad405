#pragma once

#include "tema/text/word_segmenter.hpp"
#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A code point with its class of word breaks; an ill-formed part is U+FFFD.
struct WordPoint {
  WordClass value;
  std::int32_t code;
  std::size_t size;
};

inline WordPoint word_point(std::string_view text, std::size_t at) {
  const CodePoint point = decode(text, at);
  if (point.value < 0) return {WordClass::other, point.value, point.size};
  return {word_class(static_cast<std::uint32_t>(point.value)), point.value, point.size};
}

inline bool is_letter(WordClass value) {
  return value == WordClass::letter || value == WordClass::hebrew_letter ||
         value == WordClass::pictographic_letter;
}
inline bool is_kana(WordClass value) { return value == WordClass::katakana || value == WordClass::kana_mark; }
inline bool is_ignored(WordClass value) { return value == WordClass::extend || value == WordClass::joiner; }
inline bool is_pictographic(WordClass value) {
  return value == WordClass::pictographic || value == WordClass::emoji ||
         value == WordClass::pictographic_letter;
}

/// A segment of a text by UAX #29, and the classes of the characters in it.
struct WordSegment {
  std::size_t end;
  std::uint32_t classes = 0;  // a bit for each WordClass
  WordClass first;
  bool is_emoji = false;

  [[nodiscard]] bool has(WordClass value) const {
    return (classes >> static_cast<unsigned>(value) & 1U) != 0;
  }

  /// The kind of word, if the segment is one.
  [[nodiscard]] std::optional<TokenKind> kind() const {
    for (const WordClass value : {WordClass::letter, WordClass::hebrew_letter, WordClass::pictographic_letter,
                                  WordClass::complex_letter, WordClass::single_letter}) {
      if (has(value)) return TokenKind::word;
    }
    if (has(WordClass::numeric)) return TokenKind::number;
    if (has(WordClass::han) || has(WordClass::single_ideograph)) return TokenKind::ideographic;
    if (has(WordClass::hiragana) || has(WordClass::katakana) || has(WordClass::kana_mark))
      return TokenKind::kana;
    return is_emoji ? std::optional(TokenKind::emoji) : std::nullopt;
  }
};

/// The kind of a word, or of a part of one, by the characters that it consists of.
inline TokenKind kind_of_word(std::string_view word) {
  WordSegment segment{};
  for (std::size_t i = 0; i < word.size();) {
    const WordPoint point = word_point(word, i);
    segment.classes |= 1U << static_cast<unsigned>(point.value);
    i += point.size;
  }
  return segment.kind().value_or(TokenKind::word);
}

/// Steps through one segment by the rules of UAX #29, section 4.1.1, one code point after the other.
class WordRules {
 public:
  /// The segment that begins at `begin`, which must be a boundary below text.size().
  /// WordSegmenterOptions::backticks tells how a backtick is treated. Time is linear in the length of the
  /// segment and of the ignored characters after it.
  static WordSegment segment_at(std::string_view text, std::size_t begin, bool backticks = false) {
    WordRules rules(text, begin, backticks);
    while (rules.at_ < text.size() && rules.take_next()) {
    }
    rules.segment_.end = rules.at_;
    return rules.segment_;
  }

 private:
  WordRules(std::string_view text, std::size_t begin, bool backticks)
      : text_(text), at_(begin), backticks_(backticks) {
    const WordPoint point = word_point(text, begin);
    segment_ = {0, 0, point.value, point.value == WordClass::emoji};
    take(point);
  }

  void take(const WordPoint& point) {
    segment_.classes |= 1U << static_cast<unsigned>(point.value);
    last_ = point.value;
    if (!is_ignored(point.value)) previous_ = point.value;
    at_ += point.size;
  }

  /// Adds the next code point to the segment. Returns false if there is a boundary before it.
  bool take_next() {
    constexpr std::int32_t emoji_style = 0xFE0F;
    const WordPoint point = word_point(text_, at_);
    if (previous_ == WordClass::line_end) {  // WB3, WB3a
      if (text_[at_ - 1] != '\r' || point.code != '\n') return false;
      take(point);
      return true;
    }
    if (point.value == WordClass::line_end) return false;  // WB3b
    if (is_ignored(point.value)) {                         // WB4
      if (point.code == emoji_style && is_pictographic(previous_))
        segment_.is_emoji |= is_pictographic(segment_.first);
      take(point);
      return true;
    }
    if (last_ == WordClass::joiner && is_pictographic(point.value)) {  // WB3c
      take(point);
      return true;
    }
    if (joins(point)) {
      take(point);
      return true;
    }
    return take_middle(point);
  }

  /// Rules that look at two code points.
  bool joins(const WordPoint& point) {
    const WordClass next = point.value;
    if (previous_ == WordClass::space) return next == WordClass::space && last_ == WordClass::space;  // WB3d
    if (previous_ == WordClass::regional_indicator && next == WordClass::regional_indicator) {  // WB15, WB16
      const bool is_second = !segment_.is_emoji;
      segment_.is_emoji |= segment_.first == WordClass::regional_indicator;
      return is_second;
    }
    const bool after_word = is_letter(previous_) || previous_ == WordClass::numeric;
    const bool before_word = is_letter(next) || next == WordClass::numeric;
    if (after_word && before_word) return true;            // WB5, WB8 to WB10
    if (is_kana(previous_) && is_kana(next)) return true;  // WB13
    if (next == WordClass::extendnumlet) {                 // WB13a
      return after_word || is_kana(previous_) || previous_ == WordClass::extendnumlet;
    }
    if (previous_ == WordClass::extendnumlet) return before_word || is_kana(next);  // WB13b
    return previous_ == WordClass::hebrew_letter && next == WordClass::single_quote &&
           !middle_joins(point);  // WB7a
  }

  /// Adds what stands between two letters or two numbers, and the second of these.
  bool take_middle(const WordPoint& point) {
    if (!middle_joins(point)) return false;
    take(point);
    while (is_ignored(word_point(text_, at_).value)) take(word_point(text_, at_));
    take(word_point(text_, at_));
    return true;
  }

  [[nodiscard]] bool middle_joins(const WordPoint& point) const {
    const WordClass middle = backticks_ && point.code == '`' ? WordClass::midletter : point.value;
    const bool either = middle == WordClass::midnumlet || middle == WordClass::single_quote;
    const bool letters = is_letter(previous_) && (either || middle == WordClass::midletter);  // WB6, WB7
    const bool numbers =
        previous_ == WordClass::numeric && (either || middle == WordClass::midnum);  // WB11, WB12
    const bool hebrew =
        previous_ == WordClass::hebrew_letter && middle == WordClass::double_quote;  // WB7b, WB7c
    if (!letters && !numbers && !hebrew) return false;
    const WordClass next = next_not_ignored(at_ + point.size);
    return (letters && is_letter(next)) || (numbers && next == WordClass::numeric) ||
           (hebrew && next == WordClass::hebrew_letter);
  }

  [[nodiscard]] WordClass next_not_ignored(std::size_t at) const {
    while (at < text_.size()) {
      const WordPoint point = word_point(text_, at);
      if (!is_ignored(point.value)) return point.value;
      at += point.size;
    }
    return WordClass::other;
  }

  std::string_view text_;
  std::size_t at_;
  bool backticks_;
  WordSegment segment_{};
  WordClass previous_ = WordClass::other;  // the last one that is not ignored
  WordClass last_ = WordClass::other;
};

}}}  // namespace tema::v0::detail
