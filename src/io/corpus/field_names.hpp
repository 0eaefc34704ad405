#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The names under which exports of other programs have the text, if they have no "text".
inline std::span<const std::string_view> synonyms_of_text(const std::string& field) {
  static constexpr std::array<std::string_view, 4> synonyms = {"snippet", "contents", "body", "description"};
  return field == "text" ? std::span<const std::string_view>(synonyms) : std::span<const std::string_view>();
}

/// The same for "label".
inline std::span<const std::string_view> synonyms_of_label(const std::string& field) {
  static constexpr std::array<std::string_view, 1> synonyms = {"tags"};
  return field == "label" ? std::span<const std::string_view>(synonyms) : std::span<const std::string_view>();
}

}}}  // namespace tema::v0::detail
