#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// What one word form that repeats a word stands for. Folded words have ASCII hyphens. Each function is linear
// in the word, and leaves a word of more than longest_indonesian_word bytes unchanged. Thread-safe.

/// What a reduplication repeats, without affixes: "negara" for "negara-negara", "saudara" for
/// "saudara-saudaranya", "sama" for "bersama-sama", "tiru" for "meniru-nirukan", "tolong" for
/// "tolong-menolong", "sayur" for "sayur-mayur". A word that is lexicalised ("undang-undangnya",
/// "perundang-undangan") or no reduplication is returned unchanged.
[[nodiscard]] std::string reduplication_base(std::string_view folded);

/// The full form of a reduplication that informal text writes with a 2: "anak-anaknya" for "anak2nya".
/// Nothing for another word. What precedes the 2 must be one of indonesian_roots(), or one with a prefix of a
/// verb. No letter may be a capital, as in names ("Moto2").
[[nodiscard]] std::optional<std::string> expanded_two(std::string_view surface);

}}}  // namespace tema::v0::detail
