#pragma once

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// What folding does besides case, to well-formed UTF-8. To do it twice is to do it once.
///
/// - The hyphens ‐ and ‑ (U+2010, U+2011) become -, the apostrophe ’ (U+2019) becomes ', and so do ‘ ʼ ʻ ＇
///   (U+2018, U+02BC, U+02BB, U+FF07) and ` between letters or digits.
/// - Default-ignorable characters (Unicode's property; U+00AD, U+2060, U+FE0F…) go, as in NFKC_Casefold, but
///   for those of an emoji, and for ZERO WIDTH JOINER and NON-JOINER where a script needs them: by the rules
///   A1, A2 and B of UAX #31, section 2.3, and a joiner before a virama. Of several in a row, the first
///   stays.
[[nodiscard]] std::string with_plain_characters(std::string text);

}}}  // namespace tema::v0::detail
