#pragma once

#include "reference/append_utf8.hpp"
#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"

#include <unicode/uchar.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reference {

/// What folding does besides case, one code point after the other, each looked at from anew: ignorable
/// characters go one at a time, until none is left that has to go.
class NaivePlain {
 public:
  explicit NaivePlain(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const auto point = tema::detail::decode(text, i);
      points_.push_back(point.value < 0 ? 0xFFFD : point.value);
      i += point.size;
    }
  }

  std::string made() {
    remove([&](std::size_t i) { return !is_joiner(points_[i]) || (i > 0 && is_joiner(points_[i - 1])); });
    remove([&](std::size_t i) { return is_joiner(points_[i]) && !is_needed(i); });
    const std::vector<std::int32_t> before = points_;
    std::string text;
    for (std::size_t i = 0; i < before.size(); ++i) {
      std::int32_t c = before[i];
      if (c == 0x2019 || (is_inner(c) && is_of_word(step(i, -1)) && is_of_word(step(i, 1)))) c = '\'';
      if (c == 0x2010 || c == 0x2011) c = '-';
      append_utf8(text, static_cast<std::uint32_t>(c));
    }
    return text;
  }

 private:
  using C = tema::detail::WordClass;
  static C word_class(std::int32_t c) { return tema::detail::word_class(static_cast<std::uint32_t>(c)); }
  static bool is_inner(std::int32_t c) {
    return c == '`' || c == 0x2018 || c == 0x2BB || c == 0x2BC || c == 0xFF07;
  }
  static bool is_joiner(std::int32_t c) { return c == 0x200C || c == 0x200D; }
  static bool ignored(std::int32_t c) { return word_class(c) == C::extend || word_class(c) == C::joiner; }
  static bool is_of_word(std::int32_t c) {
    if (c < 0) return false;
    const C value = word_class(c);
    return value == C::letter || value == C::hebrew_letter || value == C::pictographic_letter ||
           value == C::numeric;
  }

  /// The next code point in a direction that UAX #29 does not ignore; -1 for none.
  [[nodiscard]] std::int32_t step(std::size_t i, int by) const {
    for (auto k = static_cast<std::ptrdiff_t>(i) + by; k >= 0 && k < std::ssize(points_); k += by) {
      if (!ignored(points_[static_cast<std::size_t>(k)])) return points_[static_cast<std::size_t>(k)];
    }
    return -1;
  }
  [[nodiscard]] std::int32_t at(std::ptrdiff_t k) const {
    return k >= 0 && k < std::ssize(points_) ? points_[static_cast<std::size_t>(k)] : -1;
  }

  /// Removes ignorable characters that `goes` says go, but not those of emoji, the first of them first.
  template <class Goes>
  void remove(Goes&& goes) {
    for (std::size_t i = 0; i < points_.size();) {
      const std::int32_t before = step(i, -1);
      const bool in_emoji =
          before >= 0 && (word_class(before) == C::pictographic || word_class(before) == C::emoji);
      const bool ignorable = u_hasBinaryProperty(points_[i], UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
      if (ignorable && !(in_emoji && ignored(points_[i])) && goes(i)) {
        points_.erase(points_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
  }

  /// UAX #31's A1, A2 and B; and a joiner before a virama.
  [[nodiscard]] bool is_needed(std::size_t i) const {
    const auto place = static_cast<std::ptrdiff_t>(i);
    auto k = place - 1;
    while (at(k) >= 0 && u_getCombiningClass(at(k)) != 0 && u_getCombiningClass(at(k)) != 9) --k;
    const bool behind_virama = at(k) >= 0 && u_getCombiningClass(at(k)) == 9;
    const std::int32_t next = at(place + 1);
    if (points_[i] == 0x200D) {
      if (!behind_virama) return next >= 0 && u_getCombiningClass(next) == 9;
      return next < 0 || u_getIntPropertyValue(next, UCHAR_INDIC_SYLLABIC_CATEGORY) != U_INSC_VOWEL_DEPENDENT;
    }
    if (behind_virama) {
      auto n = place + 1;
      while (at(n) >= 0 && u_getCombiningClass(at(n)) != 0) ++n;
      return at(n) >= 0 && u_isalpha(at(n)) != 0 && !is_inner(at(n));
    }
    const auto joining = [&](std::ptrdiff_t from, int by) {
      const auto type = [](std::int32_t c) { return u_getIntPropertyValue(c, UCHAR_JOINING_TYPE); };
      while (at(from) >= 0 && !is_joiner(at(from)) && type(at(from)) == U_JT_TRANSPARENT) from += by;
      return at(from) >= 0 && !is_joiner(at(from)) ? type(at(from)) : static_cast<int>(U_JT_NON_JOINING);
    };
    const int left = joining(place - 1, -1);
    const int right = joining(place + 1, 1);
    return (left == U_JT_DUAL_JOINING || left == U_JT_LEFT_JOINING) &&
           (right == U_JT_DUAL_JOINING || right == U_JT_RIGHT_JOINING);
  }

  std::vector<std::int32_t> points_;
};

}  // namespace reference
