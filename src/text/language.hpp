#pragma once

#include <string>
#include <string_view>

namespace tema::inline v0::detail {

/// The code of a known language, without region: "en" for "en-GB". Throws std::invalid_argument for another.
[[nodiscard]] std::string checked_language(std::string_view language);

}  // namespace tema::inline v0::detail
