#pragma once

#include <optional>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The stem that a reduplication repeats, as it is in the first word and in the second. They are equal except
/// for a change of sound ("sayur-mayur").
struct ReduplicatedStem {
  std::string_view first;
  std::string_view second;
};

/// The stem of two folded words that form an Indonesian or Malay reduplication when a hyphen joins them. That
/// is: the same stem twice, the first time with at most a prefix, the second time with at most suffixes
/// ("bersama-sama", "meniru-nirukan", "saudara-saudaranya"); or the second time with the prefix of
/// reciprocity ("tolong-menolong"); or a listed pair that changes its sound ("berwarna-warni") or is
/// lexicalised ("blak-blakan"). Nothing if they form none.
[[nodiscard]] std::optional<ReduplicatedStem> reduplicated_stem(std::string_view first,
                                                                std::string_view second);

/// True if the two have a reduplicated_stem().
[[nodiscard]] bool is_reduplication(std::string_view first, std::string_view second);

}}}  // namespace tema::v0::detail
