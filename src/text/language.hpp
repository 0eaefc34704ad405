#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tema::inline v0::detail {

/// The code of a language without region, if it is known.
[[nodiscard]] std::optional<std::string> known_language(std::string_view language);

/// The code of a known language, without region: "en" for "en-GB". Throws std::invalid_argument for another,
/// which names the field.
[[nodiscard]] std::string checked_language(std::string_view language, std::string_view field = "language");

}  // namespace tema::inline v0::detail
