#include "text/unicode/plain_characters.hpp"

#include "text/unicode/decode.hpp"
#include "text/unicode/word_rules.hpp"

#include <unicode/uchar.h>

#include <cstdint>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::int32_t non_joiner = 0x200C;
constexpr std::int32_t joiner = 0x200D;
constexpr std::uint8_t virama = 9;  // the combining class

bool is_joiner(std::int32_t c) { return c == non_joiner || c == joiner; }
bool is_ignorable(std::int32_t c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0; }
int joining_type(std::int32_t c) { return u_getIntPropertyValue(c, UCHAR_JOINING_TYPE); }
bool is_dependent_vowel(std::int32_t c) {
  return u_getIntPropertyValue(c, UCHAR_INDIC_SYLLABIC_CATEGORY) == U_INSC_VOWEL_DEPENDENT;
}

/// True for characters that are an apostrophe inside a word, but may be something else elsewhere.
bool is_inner_apostrophe(std::int32_t c) {
  return c == '`' || c == 0x2018 || c == 0x02BB || c == 0x02BC || c == 0xFF07;
}
bool is_hyphen(std::int32_t c) { return c == 0x2010 || c == 0x2011; }

/// Tracks whether the last character is a pictograph, and which characters belong to it.
class EmojiState {
 public:
  void take(std::int32_t c) {
    const WordClass value = word_class(static_cast<std::uint32_t>(c));
    if (!is_ignored(value)) is_inside_ = value == WordClass::pictographic || value == WordClass::emoji;
  }

  /// True if the next character, an ignorable one, belongs to a pictograph.
  [[nodiscard]] bool has(std::int32_t c) const {
    return is_inside_ && is_ignored(word_class(static_cast<std::uint32_t>(c)));
  }

 private:
  bool is_inside_ = false;
};

/// False if the text certainly has no character that is dropped or replaced, as nearly all words. It looks
/// only at the first two bytes of each character.
bool may_change(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
    switch (static_cast<unsigned char>(text[i])) {
      case '`':
      case 0xF3:  // U+E0000 and above
        return true;
      case 0xC2:
        if (next == 0xAD) return true;  // U+00AD
        break;
      case 0xCA:
        if (next == 0xBB || next == 0xBC) return true;  // U+02BB, U+02BC
        break;
      case 0xCD:
        if (next == 0x8F) return true;  // U+034F
        break;
      case 0xD8:
        if (next == 0x9C) return true;  // U+061C
        break;
      case 0xE1:
        if (next == 0x85 || next == 0x9E || next == 0xA0) return true;  // U+115F, U+17B4, U+180B…
        break;
      case 0xE2:
        if (next <= 0x81) return true;  // U+2000 to U+207F
        break;
      case 0xE3:
        if (next == 0x85) return true;  // U+3164
        break;
      case 0xEF:
        if (next >= 0xB8) return true;  // U+FE00 and above
        break;
      case 0xF0:
        if (next == 0x9B || next == 0x9D) return true;  // U+1BCA0, U+1D173…
        break;
      default:
        break;
    }
  }
  return false;
}

/// Drops the ignorable characters that no script needs. Of several joiners in a row, the first is kept.
std::string without_ignorables(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  EmojiState emoji;
  bool is_behind_joiner = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode(text, i);
    const bool ignorable = is_ignorable(point.value);
    if (!ignorable || emoji.has(point.value) || (is_joiner(point.value) && !is_behind_joiner)) {
      kept.append(text, i, point.size);
      emoji.take(point.value);
      is_behind_joiner = is_joiner(point.value);
    }
    i += point.size;
  }
  return kept;
}

/// One pass over a text whose only ignorable characters are joiners. Looking ahead stops at the next
/// character of the same kind, so the pass is linear.
class PlainText {
 public:
  explicit PlainText(std::string_view text) : text_(text) {}

  std::string made() {
    plain_.reserve(text_.size());
    while (at_ < text_.size()) {
      const CodePoint point = decode(text_, at_);
      next_ = at_ + point.size;
      if (is_joiner(point.value) && !emoji_.has(point.value)) {
        if (needs(point.value)) keep_joiner(point);
      } else {
        put(point);
        see(point.value);
      }
      at_ = next_;
    }
    return std::move(plain_);
  }

 private:
  void keep_joiner(const CodePoint& point) {
    plain_.append(text_, at_, point.size);
    is_behind_virama_ = joins_on_ = false;
  }

  void put(const CodePoint& point) {
    const bool is_apostrophe = point.value == 0x2019 || (is_inner_apostrophe(point.value) && is_inner());
    if (is_apostrophe || is_hyphen(point.value)) {
      plain_ += is_apostrophe ? '\'' : '-';
    } else {
      plain_.append(text_, at_, point.size);
    }
  }

  /// Remembers a character as the one before the next.
  void see(std::int32_t c) {
    emoji_.take(c);
    const WordClass value = word_class(static_cast<std::uint32_t>(c));
    if (!is_ignored(value)) last_class_ = value;
    const std::uint8_t combining = u_getCombiningClass(c);
    if (combining == virama || combining == 0) is_behind_virama_ = combining == virama;
    const int joining = joining_type(c);
    if (joining != U_JT_TRANSPARENT) joins_on_ = joining == U_JT_DUAL_JOINING || joining == U_JT_LEFT_JOINING;
  }

  /// The first character after this one that is not skipped; -1 at the end.
  template <class Skip>
  [[nodiscard]] std::int32_t following(Skip&& is_skipped) const {
    for (std::size_t i = next_; i < text_.size();) {
      const CodePoint point = decode(text_, i);
      if (!is_skipped(point.value)) return point.value;
      i += point.size;
    }
    return -1;
  }

  [[nodiscard]] static bool is_of_word(WordClass value) {
    return is_letter(value) || value == WordClass::numeric;
  }
  [[nodiscard]] bool is_inner() const {
    if (!is_of_word(last_class_)) return false;
    const std::int32_t c =
        following([](std::int32_t next) { return is_ignored(word_class(static_cast<std::uint32_t>(next))); });
    return c >= 0 && is_of_word(word_class(static_cast<std::uint32_t>(c)));
  }

  [[nodiscard]] bool needs(std::int32_t c) const {
    if (c == joiner) {
      const std::int32_t next = following([](std::int32_t) { return false; });
      if (is_behind_virama_) return next < 0 || !is_dependent_vowel(next);  // B
      return next >= 0 && u_getCombiningClass(next) == virama;
    }
    if (is_behind_virama_) {  // A2
      const std::int32_t next = following([](std::int32_t mark) { return u_getCombiningClass(mark) != 0; });
      return next >= 0 && u_isalpha(next) != 0 && !is_inner_apostrophe(next);
    }
    if (!joins_on_) return false;  // A1
    const std::int32_t next = following(
        [](std::int32_t mark) { return !is_joiner(mark) && joining_type(mark) == U_JT_TRANSPARENT; });
    if (next < 0) return false;
    const int joining = joining_type(next);
    return joining == U_JT_DUAL_JOINING || joining == U_JT_RIGHT_JOINING;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  EmojiState emoji_;
  WordClass last_class_ = WordClass::other;  // of the last character that is kept and not ignored
  bool is_behind_virama_ = false;
  bool joins_on_ = false;
  std::string plain_;
};

}  // namespace

std::string with_plain_characters(std::string text) {
  if (!may_change(text)) return text;
  const std::string kept = without_ignorables(text);
  return PlainText(kept).made();
}

}}}  // namespace tema::v0::detail
