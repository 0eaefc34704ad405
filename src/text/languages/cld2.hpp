#pragma once

#include <array>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// CLD2's code for a language ("iw", "zh-Hant", "xx-Goth"; "un" for none). The string stays valid for ever.
struct Cld2Language {
  std::string_view code = "un";
  int percent = 0;  // the share of the text's letters, by bytes
};

struct Cld2Answer {
  std::array<Cld2Language, 3> languages = {};  // largest share first
  bool reliable = false;
};

/// False in a build without CLD2.
[[nodiscard]] bool has_cld2();

/// What CLD2 tells about a text of at most 2²⁴ bytes, which may be any bytes. A build without CLD2 tells
/// nothing.
[[nodiscard]] Cld2Answer ask_cld2(std::string_view text);

}}}  // namespace tema::v0::detail
