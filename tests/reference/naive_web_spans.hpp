#pragma once

#include "reference/naive_utf8.hpp"
#include "tema/core/types.hpp"
#include "text/unicode/break_tables.hpp"
#include "text/web/web_spans.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reference {

/// What src/text/web/web_spans.hpp says, each rule asked of every span that it may be true of: of those that
/// are one, it is the longest.
class NaiveWebSpans {
 public:
  explicit NaiveWebSpans(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const NaiveCodePoint point = naive_decode(text, i);
      places_.push_back(i);
      points_.push_back(point.value < 0 ? U'\uFFFD' : static_cast<char32_t>(point.value));
      i += point.size;
    }
    places_.push_back(text.size());
  }

  [[nodiscard]] std::vector<tema::detail::WebSpan> all() const {
    std::vector<tema::detail::WebSpan> found;
    std::size_t last = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const auto here = at(i, last);
      if (!here) continue;
      found.push_back({{places_[here->begin], places_[here->end]}, here->kind});
      last = here->end;
      i = last - 1;
    }
    return found;
  }

 private:
  using Kind = tema::detail::WebKind;
  using C = tema::detail::WordClass;
  struct Found {
    std::size_t begin;
    std::size_t end;
    Kind kind;
  };

  static bool among(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }
  static bool ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
  static C value(char32_t c) { return tema::detail::word_class(c); }

  static bool hangul(char32_t c) {
    using G = tema::detail::GraphemeClass;
    const G kind = tema::detail::grapheme_class(c);
    return kind == G::l || kind == G::v || kind == G::t || kind == G::lv || kind == G::lvt;
  }
  static bool tight(char32_t c) {
    return value(c) == C::katakana || value(c) == C::hiragana || value(c) == C::han ||
           value(c) == C::complex_letter || value(c) == C::single_letter || value(c) == C::single_ideograph ||
           (value(c) == C::letter && hangul(c));
  }
  static bool letter(char32_t c) {
    return tight(c) || value(c) == C::letter || value(c) == C::hebrew_letter ||
           value(c) == C::pictographic_letter;
  }
  static bool digit(char32_t c) { return value(c) == C::numeric; }
  static bool joiner(char32_t c) { return c == 0x200C || c == 0x200D; }
  static bool mark(char32_t c) {
    const bool extends = tema::detail::sentence_class(c) == tema::detail::SentenceClass::extend;
    return joiner(c) || (value(c) == C::extend && extends) || value(c) == C::kana_mark;
  }
  static bool connector(char32_t c) { return value(c) == C::extendnumlet && c != 0x202F; }
  static bool in_name(char32_t c) { return letter(c) || digit(c) || mark(c) || connector(c); }

  /// What stands before i, but for marks; U+0300 if they are all.
  [[nodiscard]] char32_t before(std::size_t i) const {
    if (i == 0) return U' ';
    while (i > 0 && mark(points_[i - 1])) --i;
    return i == 0 ? U'\u0300' : points_[i - 1];
  }
  [[nodiscard]] bool in_word(std::size_t i) const { return in_name(before(i)) && !tight(before(i)); }

  [[nodiscard]] std::u32string part(std::size_t begin, std::size_t end) const {
    return {points_.begin() + static_cast<std::ptrdiff_t>(begin),
            points_.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  [[nodiscard]] bool has(std::size_t i, std::u32string_view what) const {
    return i + what.size() <= points_.size() && part(i, i + what.size()) == what;
  }
  template <class Predicate>
  static std::size_t count(std::u32string_view text, Predicate&& is_wanted) {
    std::size_t number = 0;
    for (const char32_t c : text) number += is_wanted(c) ? 1U : 0U;
    return number;
  }

  [[nodiscard]] std::optional<Found> at(std::size_t i, std::size_t last) const {
    if (auto found = url(i, last)) return found;
    if (auto found = email(i, last)) return found;
    const bool is_mention = among(points_[i], U"@＠");
    if (!is_mention && !among(points_[i], U"#＃")) return {};
    if (is_mention ? in_word(i) : before(i) == U'&' || in_name(before(i))) return {};
    std::size_t end = i + 1;
    while (end < points_.size() && in_name(points_[end])) ++end;
    while (joiner(points_[end - 1])) --end;
    const std::u32string name = part(i + 1, end);
    if (name.empty() || mark(name.front())) return {};
    const bool fits = is_mention ? count(name, letter) + count(name, digit) > 0 && name.size() <= 64
                                 : count(name, letter) > 0;
    return fits ? std::optional(Found{i, end, is_mention ? Kind::mention : Kind::hashtag}) : std::nullopt;
  }

  static bool is_local(std::u32string_view text) {
    if (text.empty() || text.back() == U'.' || text.find(U"..") != text.npos) return false;
    if (!in_name(text.front()) || mark(text.front())) return false;
    const auto fits = [](char32_t c) { return in_name(c) || among(c, U".!#$%&'*+-/=?^_`{|}~"); };
    return count(text, fits) == text.size() && (tight(text.back()) || count(text, tight) == 0);
  }
  static bool is_label(std::u32string_view text) {
    if (text.empty() || text.front() == U'-' || mark(text.front()) || text.back() == U'-') return false;
    const auto fits = [](char32_t c) { return (in_name(c) && !connector(c)) || c == U'-'; };
    return count(text, fits) == text.size() && !joiner(text.back());
  }
  static bool is_domain(std::u32string_view text) {
    const std::size_t dot = text.find(U'.');
    if (dot == text.npos || !is_label(text.substr(0, dot))) return false;
    const std::u32string_view rest = text.substr(dot + 1);
    if (rest.find(U'.') != rest.npos) return is_domain(rest);
    return is_label(rest) && letter(rest.front()) && (tight(rest.front()) || count(rest, tight) == 0);
  }

  [[nodiscard]] std::optional<Found> email(std::size_t i, std::size_t last) const {
    if (points_[i] != U'@') return {};
    std::size_t begin = last;
    while (begin < i && !is_local(part(begin, i))) ++begin;
    std::size_t end = points_.size();
    while (end > i && !is_domain(part(i + 1, end))) --end;
    if (begin == i || i - begin > 64 || end == i) return {};
    return Found{begin, end, Kind::email};
  }

  static bool ends_url(char32_t c) {
    const bool space = c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
                       c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202F) ||
                       (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || c == 0xFFFD;
    return space || among(c,
                          U"\"<>`«»‘’‚‛“”„‟‹›、。〃〈〉《》「」『』【】〔〕〖〗〘〙〚〛〝〞〟"
                          U"！＂＇（），．：；？［］｛｜｝～｟｠｡｢｣､");
  }

  [[nodiscard]] std::size_t url_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < points_.size() && !ends_url(points_[end])) ++end;
    const auto trims = [&] {
      const char32_t c = points_[end - 1];
      const std::u32string text = part(begin, end);
      const auto number = [&](char32_t wanted) {
        return count(text, [&](char32_t is) { return is == wanted; });
      };
      return among(c, U".,:;!?'…،؛؟۔।॥") || (c == U')' && number(c) > number(U'(')) ||
             (c == U']' && number(c) > number(U'[')) || (c == U'}' && number(c) > number(U'{'));
    };
    while (end > begin && trims()) --end;
    return end;
  }

  /// A URL that i is the mark of: the ":" of "://", or the first letter of "www.".
  [[nodiscard]] std::optional<Found> url(std::size_t i, std::size_t last) const {
    if (has(i, U"://")) {
      std::size_t begin = i;
      const auto in_scheme = [](char32_t c) {
        return ascii_letter(c) || (c >= U'0' && c <= U'9') || among(c, U"+-");
      };
      while (begin > last && in_scheme(points_[begin - 1])) --begin;
      while (begin < i && !ascii_letter(points_[begin])) ++begin;
      const std::size_t end = url_end(i + 3);
      const std::u32string body = part(i + 3, end);
      if (begin == i || i - begin > 16 || in_word(begin) || count(body, letter) + count(body, digit) == 0)
        return {};
      return Found{begin, end, Kind::url};
    }
    const std::u32string_view www = U"wwwWWW";
    if (i + 4 > points_.size() || points_[i + 3] != U'.' || in_word(i)) return {};
    for (std::size_t k = i; k < i + 3; ++k) {
      if (!among(points_[k], www)) return {};
    }
    for (std::size_t dot = i + 5; dot + 1 < points_.size(); ++dot) {
      const char32_t next = points_[dot + 1];
      if (points_[dot] == U'.' && is_label(part(i + 4, dot)) && (letter(next) || digit(next)))
        return Found{i, url_end(i + 4), Kind::url};
    }
    return {};
  }

  std::vector<char32_t> points_;
  std::vector<std::size_t> places_;  // where they begin, and the end
};

}  // namespace reference
