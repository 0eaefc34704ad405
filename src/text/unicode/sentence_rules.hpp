#pragma once

#include "text/unicode/abbreviations.hpp"
#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/sentence_scan.hpp"

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A code point with its class of sentence breaks; an ill-formed part is U+FFFD.
struct SentencePoint {
  SentenceClass value;
  std::size_t size;
};

inline SentencePoint sentence_point(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {sentence_class(first), 1};
  const CodePoint point = decode(text, at);
  return {point.value < 0 ? SentenceClass::other : sentence_class(static_cast<std::uint32_t>(point.value)),
          point.size};
}

/// Finds where sentences end by the rules of UAX #29, section 5.1, but not at the full stop of an
/// abbreviation that is followed by a space.
class SentenceRules {
 public:
  explicit SentenceRules(std::string_view text, const Abbreviations& abbreviations = Abbreviations::none())
      : text_(text), stops_(text), abbreviations_(abbreviations) {}

  /// The end of the sentence that begins at `begin`, which must be a boundary below the size of the text.
  /// Time is linear in the length of the sentence and of what follows, up to the next letter or terminator.
  std::size_t end_of(std::size_t begin) {
    begin_ = at_ = begin;
    while (at_ < text_.size()) {
      pass_to_terminator();
      if (at_ < text_.size() && ends_at_terminator()) break;
    }
    return at_;
  }

 private:
  static bool is_ignored(SentenceClass value) {
    return value == SentenceClass::extend || value == SentenceClass::format;
  }
  static bool is_paragraph_end(SentenceClass value) {
    return value == SentenceClass::cr || value == SentenceClass::lf || value == SentenceClass::sep;
  }
  static bool is_terminator(SentenceClass value) {
    return value == SentenceClass::aterm || value == SentenceClass::sterm;
  }

  /// True for U+2010 to U+201F, the most frequent characters that begin as some terminators do.
  [[nodiscard]] bool is_dash_or_quote(std::size_t at) const {
    return text_[at] == '\xE2' && text_.size() - at >= 3 && text_[at + 1] == '\x80' &&
           (static_cast<unsigned char>(text_[at + 2]) & 0xF0U) == 0x90;
  }

  /// Moves to the next terminator or end of a paragraph.
  void pass_to_terminator() {
    for (at_ = stops_.next(at_); at_ < text_.size(); at_ = stops_.next(at_)) {
      if (is_dash_or_quote(at_)) {
        at_ += 3;
        continue;
      }
      const SentencePoint point = sentence_point(text_, at_);
      if (is_terminator(point.value) || is_paragraph_end(point.value)) return;
      at_ += point.size;
    }
  }

  /// True if the character before `at`, skipping ignored ones, is a letter in upper or lower case.
  [[nodiscard]] bool is_after_cased(std::size_t at) const {
    while (at > begin_) {
      const CodePoint last = last_code_point(text_.substr(begin_, at - begin_));
      const auto value =
          last.value < 0 ? SentenceClass::other : sentence_class(static_cast<std::uint32_t>(last.value));
      if (!is_ignored(value)) return value == SentenceClass::upper || value == SentenceClass::lower;
      at -= last.size;
    }
    return false;
  }

  /// Moves past the terminator at `at_` and what belongs to it. Returns true if the sentence ends there.
  bool ends_at_terminator() {
    SentencePoint point = sentence_point(text_, at_);
    if (is_paragraph_end(point.value)) return take_paragraph_end(point);
    bool is_aterm = point.value == SentenceClass::aterm;
    bool is_direct = true;  // only ignored characters since the terminator
    bool has_space = false;
    std::size_t terminator = at_;
    std::size_t space = text_.size();  // where the space directly after the terminator begins
    at_ += point.size;
    for (;;) {
      if (at_ == text_.size()) return true;
      point = sentence_point(text_, at_);
      if (is_ignored(point.value)) {  // SB5
        at_ += point.size;
        continue;
      }
      if (is_paragraph_end(point.value)) return take_paragraph_end(point);  // SB9, SB10, SB4
      if (is_direct && is_aterm) {
        if (point.value == SentenceClass::numeric) return false;                              // SB6
        if (point.value == SentenceClass::upper && is_after_cased(terminator)) return false;  // SB7
      }
      if (is_terminator(point.value)) {  // SB8a
        is_aterm = point.value == SentenceClass::aterm;
        is_direct = true;
        has_space = false;
        space = text_.size();
        terminator = at_;
      } else if (point.value == SentenceClass::sp) {  // SB9, SB10
        if (is_direct) space = at_;
        is_direct = false;
        has_space = true;
      } else if (point.value == SentenceClass::close && !has_space) {  // SB9
        is_direct = false;
      } else {
        if (has_space && is_abbreviation(terminator, space)) return false;
        return !(point.value == SentenceClass::scontinue ||
                 (is_aterm && lower_follows()));  // SB8a, SB8, SB11
      }
      at_ += point.size;
    }
  }

  /// True if the terminator is the full stop of an abbreviation, and a space follows at once.
  [[nodiscard]] bool is_abbreviation(std::size_t terminator, std::size_t space) const {
    if (space != terminator + 1 || text_[terminator] != '.') return false;
    const bool before_digit = sentence_point(text_, at_).value == SentenceClass::numeric;
    return abbreviations_.end_with(text_.substr(begin_, terminator - begin_), before_digit);
  }

  bool take_paragraph_end(const SentencePoint& point) {
    at_ += point.size;
    if (point.value == SentenceClass::cr && at_ < text_.size() && text_[at_] == '\n') ++at_;  // SB3
    return true;
  }

  /// True if the next letter or terminator from here is a small letter.
  [[nodiscard]] bool lower_follows() const {
    for (std::size_t i = at_; i < text_.size();) {
      const SentencePoint point = sentence_point(text_, i);
      if (point.value == SentenceClass::lower) return true;
      if (point.value == SentenceClass::oletter || point.value == SentenceClass::upper ||
          is_paragraph_end(point.value) || is_terminator(point.value)) {
        return false;
      }
      i += point.size;
    }
    return false;
  }

  std::string_view text_;
  SentenceStops stops_;
  const Abbreviations& abbreviations_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
};

}}}  // namespace tema::v0::detail
