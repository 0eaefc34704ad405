#pragma once

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The size of the one hyphen that `gap` consists of (-, ‐ or ‑), or 0 if it is anything else.
[[nodiscard]] constexpr std::size_t hyphen_size(std::string_view gap) {
  const bool is_hyphen = gap == "-" || gap == "\xE2\x80\x90" || gap == "\xE2\x80\x91";
  return is_hyphen ? gap.size() : 0;
}

}}}  // namespace tema::v0::detail
