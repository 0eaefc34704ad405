#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// What a reduplication says twice, as it stands in its first word and in its second: the same but for a
/// change of sound ("sayur-mayur").
struct ReduplicatedStem {
  std::string_view first;
  std::string_view second;
};

/// The stem of two folded words that, joined by a hyphen, are one Indonesian or Malay reduplication:
/// the same stem twice, the first with a prefix at most, the second with suffixes at most ("bersama-sama",
/// "meniru-nirukan", "saudara-saudaranya"); or the second with the prefix of reciprocity ("tolong-menolong");
/// or a listed pair that changes its sound ("berwarna-warni") or is lexicalised ("blak-blakan"). Nothing if
/// they are none.
[[nodiscard]] std::optional<ReduplicatedStem> reduplicated_stem(std::string_view first,
                                                                std::string_view second);

/// True if the two have a reduplicated_stem().
[[nodiscard]] bool is_reduplication(std::string_view first, std::string_view second);

/// The size of the one hyphen that `gap` consists of (-, ‐ or ‑), or 0 if it is anything else.
[[nodiscard]] std::size_t hyphen_size(std::string_view gap);

}}}  // namespace tema::v0::detail
