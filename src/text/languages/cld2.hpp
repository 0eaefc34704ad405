#pragma once

#include <array>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A language by CLD2's code for it ("iw", "zh-Hant", "xx-Goth"; "un" for none), valid for ever.
struct Cld2Language {
  std::string_view code = "un";
  int percent = 0;  // of the bytes of the text's letters
};

struct Cld2Answer {
  std::array<Cld2Language, 3> languages = {};  // most first
  bool reliable = false;
};

/// False in a build without CLD2.
[[nodiscard]] bool has_cld2();

/// What CLD2 says of a text of at most 2²⁴ bytes, whatever they are. A build without CLD2 says nothing.
[[nodiscard]] Cld2Answer ask_cld2(std::string_view text);

}}}  // namespace tema::v0::detail
