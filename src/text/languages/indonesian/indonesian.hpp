#pragma once

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// True for the codes of Indonesian and Malay, which share their rules for words.
[[nodiscard]] constexpr bool is_indonesian_or_malay(std::string_view language) {
  return language == "id" || language == "ms";
}

/// In bytes. Longer texts are no words of these languages, and rules about words would take time with them.
inline constexpr std::size_t longest_indonesian_word = 64;

}}}  // namespace tema::v0::detail
