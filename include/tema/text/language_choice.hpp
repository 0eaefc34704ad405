#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 {

/// The language in which texts are read: that of a tag, or the language of each text, as LanguageDetector
/// finds it. A string converts to it, and "auto" stands for the second: `.language = "id"`, `.language =
/// "auto"`. The tag is not checked here; what takes a choice throws for one that names no language (see
/// canonical_language()).
class LanguageChoice {
 public:
  /// "und": no language in particular.
  LanguageChoice() = default;
  LanguageChoice(std::string tag) : tag_(std::move(tag)) {}
  LanguageChoice(std::string_view tag) : tag_(tag) {}
  LanguageChoice(const char* tag) : tag_(tag) {}

  /// The language of each text: "auto".
  [[nodiscard]] static LanguageChoice automatic() { return automatic_tag; }

  [[nodiscard]] bool is_automatic() const { return tag_ == automatic_tag; }

  /// The tag as it was given; "auto" if the choice is automatic.
  [[nodiscard]] const std::string& tag() const { return tag_; }

  /// The tag or, if the choice is automatic, another one: the language where only one can be used.
  [[nodiscard]] std::string tag_or(std::string_view other) const {
    return is_automatic() ? std::string(other) : tag_;
  }

  /// True if both are automatic, or have the same tag byte for byte.
  friend bool operator==(const LanguageChoice& a, const LanguageChoice& b) { return a.tag_ == b.tag_; }

 private:
  static constexpr std::string_view automatic_tag = "auto";

  std::string tag_ = "und";
};

}}  // namespace tema::v0
