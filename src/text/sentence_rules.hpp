#pragma once

#include "text/break_tables.hpp"
#include "text/decode.hpp"

#include <cstddef>
#include <string_view>

namespace tema::inline v0::detail {

/// A code point with its class of sentence breaks; an ill-formed part is U+FFFD.
struct SentencePoint {
  SentenceClass value;
  std::size_t size;
};

inline SentencePoint sentence_point(std::string_view text, std::size_t at) {
  const CodePoint point = decode(text, at);
  return {point.value < 0 ? SentenceClass::other : sentence_class(static_cast<std::uint32_t>(point.value)),
          point.size};
}

/// Finds where a sentence ends by the rules of UAX #29, section 5.1. All but terminators is passed over
/// quickly.
class SentenceRules {
 public:
  /// The end of the sentence that begins at `begin`, a boundary below text.size(). Linear in its length and
  /// in that of what follows, up to the next letter or terminator.
  static std::size_t end_at(std::string_view text, std::size_t begin) {
    SentenceRules rules(text, begin);
    while (rules.at_ < text.size()) {
      rules.pass_to_terminator();
      if (rules.at_ < text.size() && rules.ends_at_terminator()) break;
    }
    return rules.at_;
  }

 private:
  SentenceRules(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

  static bool is_ignored(SentenceClass value) {
    return value == SentenceClass::extend || value == SentenceClass::format;
  }
  static bool is_paragraph_end(SentenceClass value) {
    return value == SentenceClass::cr || value == SentenceClass::lf || value == SentenceClass::sep;
  }
  static bool is_terminator(SentenceClass value) {
    return value == SentenceClass::aterm || value == SentenceClass::sterm;
  }

  [[nodiscard]] static bool is_plain_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != '.' && c != '!' && c != '?' && c != '\n' && c != '\r';
  }

  /// Moves to the next terminator or end of a paragraph, and sets `previous_` to the class before it.
  void pass_to_terminator() {
    previous_ = SentenceClass::other;
    std::size_t after = at_;  // what is not ASCII ends here
    while (at_ < text_.size()) {
      if (is_plain_ascii(text_[at_])) {
        ++at_;
        continue;
      }
      if (at_ > after) previous_ = sentence_class(static_cast<unsigned char>(text_[at_ - 1]));
      const SentencePoint point = sentence_point(text_, at_);
      if (is_terminator(point.value) || is_paragraph_end(point.value)) return;
      if (!is_ignored(point.value)) previous_ = point.value;
      at_ += point.size;
      after = at_;
    }
  }

  /// Takes the terminator at `at_`, and what belongs to it; true if the sentence ends there.
  bool ends_at_terminator() {
    SentencePoint point = sentence_point(text_, at_);
    if (is_paragraph_end(point.value)) return take_paragraph_end(point);
    bool is_aterm = point.value == SentenceClass::aterm;
    bool is_direct = true;  // nothing but ignored characters since the terminator
    bool has_space = false;
    SentenceClass before = previous_;
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
        if (point.value == SentenceClass::numeric) return false;  // SB6
        const bool after_cased = before == SentenceClass::upper || before == SentenceClass::lower;
        if (after_cased && point.value == SentenceClass::upper) return false;  // SB7
      }
      if (is_terminator(point.value)) {  // SB8a
        is_aterm = point.value == SentenceClass::aterm;
        is_direct = true;
        has_space = false;
        before = SentenceClass::other;
      } else if (point.value == SentenceClass::sp) {  // SB9, SB10
        is_direct = false;
        has_space = true;
      } else if (point.value == SentenceClass::close && !has_space) {  // SB9
        is_direct = false;
      } else {
        return !(point.value == SentenceClass::scontinue ||
                 (is_aterm && lower_follows()));  // SB8a, SB8, SB11
      }
      at_ += point.size;
    }
  }

  bool take_paragraph_end(const SentencePoint& point) {
    at_ += point.size;
    if (point.value == SentenceClass::cr && at_ < text_.size() && text_[at_] == '\n') ++at_;  // SB3
    return true;
  }

  /// True if the next letter or terminator from here on is a small letter.
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
  std::size_t at_;
  SentenceClass previous_ = SentenceClass::other;
};

}  // namespace tema::inline v0::detail
