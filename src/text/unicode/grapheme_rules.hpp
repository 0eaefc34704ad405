#pragma once

#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Finds where an extended grapheme cluster ends by the rules of UAX #29, section 3.1.1.
class GraphemeRules {
 public:
  /// The end of the cluster that begins at `begin`, a boundary below text.size(). Linear in its length.
  static std::size_t end_at(std::string_view text, std::size_t begin) {
    GraphemeRules rules;
    std::size_t at = begin;
    while (at < text.size()) {
      const CodePoint point = decode(text, at);
      // An ill-formed part is U+FFFD.
      const GraphemeClass next =
          point.value < 0 ? GraphemeClass::other : grapheme_class(static_cast<std::uint32_t>(point.value));
      if (at > begin && !rules.joins(next)) break;
      rules.take(next);
      at += point.size;
    }
    return at;
  }

 private:
  using Class = GraphemeClass;

  static bool is_control(Class value) {
    return value == Class::cr || value == Class::lf || value == Class::control;
  }

  [[nodiscard]] bool joins(Class next) const {
    if (last_ == Class::cr && next == Class::lf) return true;                // GB3
    if (is_control(last_) || is_control(next)) return false;                 // GB4, GB5
    if (joins_hangul(next)) return true;                                     // GB6, GB7, GB8
    if (next == Class::extend || next == Class::zwj) return true;            // GB9
    if (next == Class::spacingmark || last_ == Class::prepend) return true;  // GB9a, GB9b
    if (next == Class::pictographic) return is_joined_emoji_;                // GB11
    return next == Class::regional_indicator && has_odd_indicators_;         // GB12, GB13
  }

  [[nodiscard]] bool joins_hangul(Class next) const {
    if (last_ == Class::l)
      return next == Class::l || next == Class::v || next == Class::lv || next == Class::lvt;
    if (last_ == Class::lv || last_ == Class::v) return next == Class::v || next == Class::t;
    return (last_ == Class::lvt || last_ == Class::t) && next == Class::t;
  }

  void take(Class next) {
    is_joined_emoji_ = is_emoji_ && next == Class::zwj;
    is_emoji_ = next == Class::pictographic || (is_emoji_ && next == Class::extend);
    has_odd_indicators_ = next == Class::regional_indicator && !has_odd_indicators_;
    last_ = next;
  }

  Class last_ = Class::other;
  bool is_emoji_ = false;            // a pictograph, and then only characters that extend it
  bool is_joined_emoji_ = false;     // the same, and then a ZWJ
  bool has_odd_indicators_ = false;  // an odd number of regional indicators, and nothing else
};

}}}  // namespace tema::v0::detail
