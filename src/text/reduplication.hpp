#pragma once

#include <cstddef>
#include <string_view>

namespace tema::inline v0::detail {

/// True if two folded words, joined by a hyphen, are one Indonesian or Malay reduplication:
/// the same stem twice, the first with a prefix at most, the second with suffixes at most ("bersama-sama",
/// "meniru-nirukan", "saudara-saudaranya"), or the second with the prefix of reciprocity ("tolong-menolong").
[[nodiscard]] bool is_reduplication(std::string_view first, std::string_view second);

/// The size of the one hyphen that `gap` consists of (-, ‐ or ‑), or 0 if it is anything else.
[[nodiscard]] std::size_t hyphen_size(std::string_view gap);

}  // namespace tema::inline v0::detail
