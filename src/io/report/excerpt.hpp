#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The beginning of a text: at most `most` code points. A longer text is cut after a word if a space is in
/// the last quarter of them.
[[nodiscard]] std::string_view excerpt(std::string_view text, std::size_t most);

/// The first line of a text that holds more than spaces, with single spaces, as an excerpt of at most `most`
/// code points; what was cut ends in "…".
[[nodiscard]] std::string first_line(std::string_view text, std::size_t most);

}}}  // namespace tema::v0::detail
