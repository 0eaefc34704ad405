#pragma once

#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// How the letters of a language become small ones.
enum class Folding : std::uint8_t {
  common,      ///< as in nearly all languages
  turkic,      ///< I without a dot is a letter of its own
  lithuanian,  ///< the dot of i and j may be written before an accent
};

/// The folding of a language, by its code.
[[nodiscard]] constexpr Folding folding_of(std::string_view language) {
  if (language == "tr" || language == "az") return Folding::turkic;
  return language == "lt" ? Folding::lithuanian : Folding::common;
}

}}}  // namespace tema::v0::detail
