#pragma once

#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace reference {

/// Where sentences end: UAX #29's rules, each as it stands there, asked at each place between two code
/// points.
class NaiveSentences {
 public:
  explicit NaiveSentences(std::string_view text) : size_(text.size()) {
    for (std::size_t i = 0; i < text.size();) {
      const auto point = tema::detail::decode(text, i);
      begins_.push_back(i);
      classes_.push_back(
          point.value < 0 ? C::other : tema::detail::sentence_class(static_cast<std::uint32_t>(point.value)));
      i += point.size;
    }
  }

  [[nodiscard]] std::vector<std::size_t> ends() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 1; i < classes_.size(); ++i) {
      if (is_boundary(i)) all.push_back(begins_[i]);
    }
    if (size_ > 0) all.push_back(size_);
    return all;
  }

 private:
  using C = tema::detail::SentenceClass;

  static bool ignored(C c) { return c == C::extend || c == C::format; }
  static bool paragraph(C c) { return c == C::sep || c == C::cr || c == C::lf; }
  static bool terminator(C c) { return c == C::aterm || c == C::sterm; }

  /// What stands before i, nearest first, without what SB5 takes away.
  [[nodiscard]] std::vector<C> before(std::size_t i) const {
    std::vector<C> all;
    while (i-- > 0) {
      const bool stays = !ignored(classes_[i]) || i == 0 || paragraph(classes_[i - 1]);
      if (stays) all.push_back(ignored(classes_[i]) ? C::other : classes_[i]);
    }
    return all;
  }

  /// True if `from` on is what a rule has on its left: a terminator, Close*, Sp* and perhaps ParaSep.
  static bool follows_terminator(const std::vector<C>& left, bool spaces, bool paragraph_end,
                                 bool only_aterm) {
    std::size_t i = 0;
    if (paragraph_end && i < left.size() && paragraph(left[i])) ++i;
    while (spaces && i < left.size() && left[i] == C::sp) ++i;
    while (i < left.size() && left[i] == C::close) ++i;
    return i < left.size() && (left[i] == C::aterm || (left[i] == C::sterm && !only_aterm));
  }

  [[nodiscard]] bool lower_follows(std::size_t i) const {
    for (; i < classes_.size(); ++i) {
      const C c = classes_[i];
      if (c == C::lower) return true;
      if (c == C::oletter || c == C::upper || paragraph(c) || terminator(c)) return false;
    }
    return false;
  }

  [[nodiscard]] bool is_boundary(std::size_t i) const {
    const C last = classes_[i - 1];
    const C next = classes_[i];
    if (last == C::cr && next == C::lf) return false;  // SB3
    if (paragraph(last)) return true;                  // SB4
    if (ignored(next)) return false;                   // SB5
    const std::vector<C> left = before(i);
    if (left[0] == C::aterm && next == C::numeric) return false;  // SB6
    const bool cased = left.size() > 1 && (left[1] == C::upper || left[1] == C::lower);
    if (cased && left[0] == C::aterm && next == C::upper) return false;                 // SB7
    if (follows_terminator(left, true, false, true) && lower_follows(i)) return false;  // SB8
    const bool after = follows_terminator(left, true, false, false);
    if (after && (next == C::scontinue || terminator(next))) return false;  // SB8a
    const bool ends = next == C::sp || paragraph(next);
    if (follows_terminator(left, false, false, false) && (next == C::close || ends)) return false;  // SB9
    if (after && ends) return false;                                                                // SB10
    return follows_terminator(left, true, true, false);  // SB11, SB998
  }

  std::size_t size_;
  std::vector<std::size_t> begins_;
  std::vector<C> classes_;
};

}  // namespace reference
